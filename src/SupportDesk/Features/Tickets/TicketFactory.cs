using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Files;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets;

/// <summary>Makes the row of a ticket: its number, its code, and every text of the input masked.</summary>
internal static class TicketFactory
{
    /// <summary>Inside the caller's transaction, who saves.</summary>
    public static async Task<Ticket> CreateAsync(DeskDbContext db, NewTicket input, TimeProvider clock, CancellationToken ct)
    {
        var counter = await db.Counters.SingleAsync(ct);
        counter.Last++;
        var now = clock.GetUtcNow();
        var ticket = new Ticket
        {
            Id = Ids.New(clock),
            Number = counter.Last,
            SubjectCode = Ids.Code(SubjectToken.CodeLength),
            Kind = input.Kind,
            CaseType = SanitizedText.Line(input.CaseType, 60).Text,
            Title = SanitizedText.Line(input.Title).Text,
            Status = TicketStatus.New,
            StatusSince = now,
            Priority = PriorityRule.Of(input.Impact, input.Scope),
            Impact = input.Impact,
            ShopId = input.ShopId,
            RequesterUserId = input.RequesterUserId,
            RequesterName = SanitizedText.Line(input.RequesterName, 120).Text,
            RequesterEmail = input.RequesterEmail.Trim(),
            Culture = input.Culture == "en" ? "en" : "ru",
            Payment = Masked(input.Payment),
            Context = new CaseContext
            {
                Since = input.Context.Since,
                Scope = input.Scope,
                WhatHappened = SanitizedText.BodyOrNull(input.Context.WhatHappened),
                WhatExpected = SanitizedText.BodyOrNull(input.Context.WhatExpected),
            },
            OverrideReason = SanitizedText.LineOrNull(input.OverrideReason),
            CreatedAt = now,
            ChangedAt = now,
        };
        db.Tickets.Add(ticket);
        return ticket;
    }

    private static PaymentFacts Masked(PaymentFacts facts) => new()
    {
        MerchantLogin = SanitizedText.LineOrNull(facts.MerchantLogin, 100),
        InvoiceId = SanitizedText.LineOrNull(facts.InvoiceId, 40),
        OperationId = SanitizedText.LineOrNull(facts.OperationId, 100),
        Amount = facts.Amount,
        Currency = SanitizedText.LineOrNull(facts.Currency, 8) ?? "RUB",
        Method = facts.Method,
        PaidAt = facts.PaidAt,
        PaidTimeUnknown = facts.PaidTimeUnknown,
        CardLast4 = facts.CardLast4 is { Length: 4 } last ? last : null,
        OrderNumber = SanitizedText.LineOrNull(facts.OrderNumber, 100),
        ErrorCode = SanitizedText.LineOrNull(facts.ErrorCode, 100),
        ResultUrl = SanitizedText.LineOrNull(facts.ResultUrl, 500),
    };
}
