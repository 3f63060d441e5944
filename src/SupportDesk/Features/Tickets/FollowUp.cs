using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets;

/// <summary>Starts a ticket that follows a closed one: same facts, same people, a number of its own, linked both ways.</summary>
public sealed class FollowUp(TimeProvider clock) : IUseCase
{
    internal async Task<Ticket> StartAsync(DeskDbContext db, Ticket earlier, string by, CancellationToken ct)
    {
        var ticket = await TicketFactory.CreateAsync(
            db,
            new NewTicket
            {
                Kind = earlier.Kind,
                CaseType = earlier.CaseType,
                Title = earlier.Title,
                Impact = earlier.Impact,
                Scope = earlier.Context.Scope,
                ShopId = earlier.ShopId,
                RequesterUserId = earlier.RequesterUserId,
                RequesterName = earlier.RequesterName,
                RequesterEmail = earlier.RequesterEmail,
                Culture = earlier.Culture,
                Payment = earlier.Payment,
                Context = earlier.Context,
            },
            clock,
            ct
        );
        // Somebody may have changed it by hand.
        ticket.Priority = earlier.Priority;
        var ticketWriter = new TicketWriter(db, ticket, by, clock);
        ticketWriter.Note(TicketEventKind.Opened);
        ticketWriter.Link(earlier, LinkKind.Follows);
        // With the provider it starts anew: the number it once gave belongs to the old ticket.
        ticketWriter.Open(Party.Requester, earlier.Title, earlier.RequesterEmail);
        return ticket;
    }
}
