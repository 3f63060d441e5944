using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Audit;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Files;
using SupportDesk.Features.Outbox;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Features.Tickets.Participants;

/// <summary>
/// A person of the desk adds somebody to a conversation, or takes them out. From then on copies of what is written there
/// go to them, and their e-mails join; what was written before is never sent to them.
/// </summary>
public sealed class DecideParticipant(TicketTransaction transaction, SenderIdentities identities, TimeProvider clock) : IUseCase
{
    /// <param name="Address">As an e-mail named it or as somebody typed it.</param>
    public sealed record Input(Guid TicketId, Party Party, string Address, string? Name, bool Adds);

    public Task<Result<Unit>> RunAsync(Input input, Actor actor, CancellationToken ct) =>
        transaction.RunAsync(db => ApplyAsync(db, input, actor, ct), ct);

    /// <summary>The same inside the caller's transaction, who saves and publishes the change.</summary>
    public async Task<Result<Unit>> ApplyAsync(DeskDbContext db, Input input, Actor actor, CancellationToken ct)
    {
        var ticket = actor.IsDeskStaff ? await db.Tickets.FirstOrDefaultAsync(t => t.Id == input.TicketId, ct) : null;
        if (ticket is null)
            return Problem.NotFound;
        if (!EmailAddress.IsValid(input.Address.Trim()))
            return new Problem("EmailWrong", nameof(input.Address));
        var address = ProposeParticipants.Key(input.Address);
        // A copy to ourselves would come back as an e-mail.
        if (identities.IsOurs(address))
            return new Problem("AddressIsOurs", nameof(input.Address));
        if (await ConversationsAsync(db, ticket, address, ct))
            return new Problem("TakesPartAlready", nameof(input.Address));
        var participant = await db.Participants.FirstOrDefaultAsync(p => p.TicketId == ticket.Id && p.Party == input.Party && p.Address == address, ct);
        if (participant is null && !input.Adds)
            return new Unit();
        if (participant is null)
            db.Participants.Add(participant = New(input, address));
        var (before, after) = (participant.State, input.Adds ? ParticipantState.Added : ParticipantState.Removed);
        if (before == after)
            return new Unit();
        (participant.State, participant.DecidedBy, participant.At) = (after, actor.Name, clock.GetUtcNow());
        // Who was only proposed and is refused never took part: the timeline has nothing to say.
        if (input.Adds || before == ParticipantState.Added)
            new TicketWriter(db, ticket, actor.Name, clock).Note(
                input.Adds ? TicketEventKind.ParticipantAdded : TicketEventKind.ParticipantRemoved,
                to: address,
                party: input.Party
            );
        else
            ticket.ChangedAt = clock.GetUtcNow();
        db.AddAudit(actor, clock, input.Adds ? "participant.add" : "participant.remove", input.TicketId.ToString(), address);
        return new Unit();
    }

    private static async Task<bool> ConversationsAsync(DeskDbContext db, Ticket ticket, string address, CancellationToken ct)
    {
        var talks = await db.Conversations.Where(c => c.TicketId == ticket.Id).Select(c => c.Address).ToListAsync(ct);
        return talks.Append(ticket.RequesterEmail).Any(talk => ProposeParticipants.Key(talk) == address);
    }

    private Participant New(Input input, string address) => new()
    {
        Id = Ids.New(clock),
        TicketId = input.TicketId,
        Party = input.Party,
        Address = address,
        Name = SanitizedText.LineOrNull(input.Name, 120),
        Origin = ParticipantOrigin.Sender,
        At = clock.GetUtcNow(),
    };
}
