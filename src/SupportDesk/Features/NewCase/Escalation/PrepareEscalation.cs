using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Data.Entities;
using SupportDesk.Features.NewCase.Checklists;
using SupportDesk.Features.NewCase.Drafts;
using SupportDesk.Kernel;

namespace SupportDesk.Features.NewCase.Escalation;

/// <summary>Fills a draft from a ticket that has not gone to the provider yet. Asked twice, it opens the same draft again.</summary>
public sealed class PrepareEscalation(
    IDbContextFactory<DeskDbContext> contexts, ChecklistCatalog catalog, DeskTime time, IStringLocalizer<NewCaseText> texts, TimeProvider clock) : IUseCase
{
    // What payers report is mostly a payment that did not go the way it should.
    private const string Otherwise = "payment-declined";

    public async Task<Result<Guid>> RunAsync(Guid ticketId, Actor actor, CancellationToken ct)
    {
        if (actor.UserId is not { } owner)
            return Problem.NotFound;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var ticket = await db.Tickets.AsNoTracking()
            .VisibleTo(actor)
            .FirstOrDefaultAsync(t => t.Id == ticketId, ct);
        if (ticket is null)
            return Problem.NotFound;
        var open = await db.Drafts.OwnedBy(actor).Where(d => d.EscalatesTicketId == ticketId).Select(d => (Guid?)d.Id).FirstOrDefaultAsync(ct);
        if (open is { } already)
            return already;
        var words = await db.Messages.AsNoTracking()
            .Where(m => m.TicketId == ticketId && m.Direction == Direction.Incoming && m.Author != AuthorKind.Provider)
            .OrderBy(m => m.At).Select(m => m.Body).FirstOrDefaultAsync(ct);
        var caseType = catalog.Find(ticket.CaseType) ?? catalog.Find(Otherwise) ?? catalog.All[0];
        var now = clock.GetUtcNow();
        var draft = new Draft
        {
            Id = Ids.New(clock),
            OwnerId = owner,
            ShopId = ticket.ShopId ?? await OnlyShopAsync(db, ct),
            CaseType = caseType.Key,
            Answers = Answers(ticket, caseType, words).ToJson(),
            // The checklist may be one for something else: what happened is what the ticket says.
            Subject = caseType.Key == ticket.CaseType ? null : ticket.Title,
            EscalatesTicketId = ticketId,
            CreatedAt = now,
            UpdatedAt = now,
        };
        db.Drafts.Add(draft);
        await db.SaveChangesAsync(ct);
        return draft.Id;
    }

    private CaseAnswers Answers(Ticket ticket, CaseType caseType, string? words)
    {
        var facts = ticket.Payment;
        var answers = new CaseAnswers();
        foreach (var item in caseType.Items)
        {
            answers[item.Key] = item.Kind switch
            {
                ItemKind.Invoice => facts.InvoiceId,
                ItemKind.Amount => facts.Amount?.ToString("0.00", CultureInfo.InvariantCulture),
                ItemKind.Method => facts.Method == PaymentMethod.Unknown ? null : facts.Method.ToString(),
                ItemKind.Last4 => facts.CardLast4,
                ItemKind.Scope => ticket.Context.Scope.ToString(),
                ItemKind.Impact => ticket.Impact.ToString(),
                _ => item.Key switch
                {
                    FactKeys.PaidAt => PaidAt(facts),
                    FactKeys.Since => Moment(ticket.Context.Since),
                    FactKeys.ResultUrl => facts.ResultUrl,
                    FactKeys.OperationId => facts.OperationId,
                    FactKeys.ErrorCode => facts.ErrorCode,
                    FactKeys.Expected => ticket.Context.WhatExpected,
                    FactKeys.Happened => Story(ticket, words),
                    _ => null,
                },
            } ?? "";
        }

        return answers;
    }

    // What a payer chose from a list, their own words, and the number under which the shop knows the order.
    private string? Story(Ticket ticket, string? words)
    {
        string?[] parts =
        [
            ticket.Context.WhatHappened,
            words == ticket.Context.WhatHappened ? null : words,
            ticket.Payment.OrderNumber is { } order ? texts["StoryOrder", order].Value : null,
        ];
        return parts.Any(part => part is not null) ? string.Join("\n\n", parts.OfType<string>()) : null;
    }

    // With more than one the agent is asked: nobody writes in the name of a shop that merely comes first.
    private static async Task<Guid?> OnlyShopAsync(DeskDbContext db, CancellationToken ct)
    {
        var shops = await db.Shops.Working().OrderBy(s => s.Id).Select(s => s.Id).Take(2).ToListAsync(ct);
        return shops.Count == 1 ? shops[0] : null;
    }

    // A day without a time stays one: midnight would be a time that nobody said.
    private string? PaidAt(PaymentFacts facts) =>
        facts is { PaidAt: { } at, PaidTimeUnknown: true } ? time.Local(at).ToString("dd.MM.yyyy", CultureInfo.InvariantCulture) : Moment(facts.PaidAt);

    private string? Moment(DateTimeOffset? moment) => moment is { } at ? time.Local(at).ToString("dd.MM.yyyy HH:mm:ss", CultureInfo.InvariantCulture) : null;
}
