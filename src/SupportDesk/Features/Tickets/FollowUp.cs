using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets;

/// <summary>Starts a ticket that follows a closed one: same facts, same people, a number of its own, linked both ways.</summary>
public sealed class FollowUp(TimeProvider clock) : IUseCase
{
    internal async Task<Ticket> StartAsync(DeskDbContext db, Ticket earlier, string by, CancellationToken ct)
    {
        var counter = await db.Counters.SingleAsync(ct);
        counter.Last++;
        var now = clock.GetUtcNow();
        var ticket = new Ticket
        {
            Id = Ids.New(clock),
            Number = counter.Last,
            SubjectCode = Ids.Code(SubjectToken.CodeLength),
            Kind = earlier.Kind,
            CaseType = earlier.CaseType,
            Title = earlier.Title,
            Status = TicketStatus.New,
            StatusSince = now,
            Priority = earlier.Priority,
            Impact = earlier.Impact,
            ShopId = earlier.ShopId,
            RequesterUserId = earlier.RequesterUserId,
            RequesterName = earlier.RequesterName,
            RequesterEmail = earlier.RequesterEmail,
            Culture = earlier.Culture,
            Payment = Copy(earlier.Payment),
            Context = new CaseContext
            {
                Since = earlier.Context.Since,
                Scope = earlier.Context.Scope,
                WhatHappened = earlier.Context.WhatHappened,
                WhatExpected = earlier.Context.WhatExpected,
            },
            CreatedAt = now,
            ChangedAt = now,
        };
        db.Tickets.Add(ticket);
        var pen = new TicketWriter(db, ticket, by, clock);
        pen.Note(TicketEventKind.Opened);
        pen.Link(earlier, LinkKind.Follows);
        // With the provider it starts anew: the number it once gave belongs to the old ticket.
        pen.Open(Party.Requester, earlier.Title, earlier.RequesterEmail);
        return ticket;
    }

    private static PaymentFacts Copy(PaymentFacts facts) => new()
    {
        MerchantLogin = facts.MerchantLogin,
        InvoiceId = facts.InvoiceId,
        OperationId = facts.OperationId,
        Amount = facts.Amount,
        Currency = facts.Currency,
        Method = facts.Method,
        PaidAt = facts.PaidAt,
        CardLast4 = facts.CardLast4,
        OrderNumber = facts.OrderNumber,
        ErrorCode = facts.ErrorCode,
        ResultUrl = facts.ResultUrl,
    };
}
