using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Data.Entities;
using SupportDesk.Features.NewCase.Checklists;
using SupportDesk.Features.NewCase.Drafts;
using SupportDesk.Kernel;

namespace SupportDesk.Features.NewCase.Escalation;

/// <summary>Fills a draft from a ticket that has not gone to the provider yet. Asked twice, it opens the same draft again.</summary>
public sealed class PrepareEscalation(IDbContextFactory<DeskDbContext> contexts, ChecklistCatalog catalog, DeskTime time, TimeProvider clock) : IUseCase
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
            ShopId = ticket.ShopId ?? await db.Shops.OrderBy(s => s.Name).Select(s => (Guid?)s.Id).FirstOrDefaultAsync(ct),
            CaseType = caseType.Key,
            Answers = Answers(ticket, caseType, words).ToJson(),
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
                    FactKeys.PaidAt => Moment(facts.PaidAt),
                    FactKeys.Since => Moment(ticket.Context.Since),
                    FactKeys.ResultUrl => facts.ResultUrl,
                    FactKeys.OperationId => facts.OperationId,
                    FactKeys.ErrorCode => facts.ErrorCode,
                    FactKeys.Expected => ticket.Context.WhatExpected,
                    FactKeys.Happened => ticket.Context.WhatHappened ?? words,
                    _ => null,
                },
            } ?? "";
        }

        return answers;
    }

    private string? Moment(DateTimeOffset? moment) => moment is { } at ? time.Local(at).ToString("dd.MM.yyyy HH:mm:ss", CultureInfo.InvariantCulture) : null;
}
