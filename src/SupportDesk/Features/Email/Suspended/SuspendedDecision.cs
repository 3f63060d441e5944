using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Audit;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Suspended;

/// <summary>What the decisions about a held e-mail have in common: rights, one transaction, the ledger, the record of who and when.</summary>
public sealed class SuspendedDecision(IDbContextFactory<DeskDbContext> contexts, OutboxSignal outbox, ChangeFeed changes, TimeProvider clock) : IUseCase
{
    internal sealed record Email(DeskDbContext Db, SuspendedEmail Suspended, MailLedger Ledger);

    /// <param name="Ticket">Where the e-mail is now.</param>
    /// <param name="Message">The message that it became.</param>
    internal sealed record Decision<T>(T Value, SuspendedState State, Guid? Ticket = null, Guid? Message = null);

    /// <param name="from">The state in which the decision makes sense; another one means that somebody was faster.</param>
    /// <param name="decide">Does the work and says what the e-mail becomes.</param>
    internal async Task<Result<T>> RunAsync<T>(
        Guid heldId, SuspendedState from, string action, Actor actor, Func<Email, Task<Result<Decision<T>>>> decide, CancellationToken ct)
    {
        if (!actor.IsDeskStaff)
            return Problem.NotFound;
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var held = await db.SuspendedEmails.FirstOrDefaultAsync(email => email.Id == heldId, ct);
        if (held is null)
            return Problem.NotFound;
        if (held.State != from)
            return new Problem("AlreadyDecided", null, held.DecidedBy);
        var ledger = await db.Ledger.FirstAsync(row => row.Id == held.LedgerId, ct);
        var decided = await decide(new Email(db, held, ledger));
        if (!decided.Ok)
            return decided.Problems.ToList();
        var now = clock.GetUtcNow();
        (held.State, held.TicketId) = (decided.Value.State, decided.Value.Ticket);
        ledger.MessageId = decided.Value.Message;
        var waits = held.State == SuspendedState.Waiting;
        (held.DecidedAt, held.DecidedBy) = (waits ? null : now, waits ? null : actor.Name);
        (ledger.Outcome, ledger.TicketId, ledger.Reason) = held.State switch
        {
            SuspendedState.Attached or SuspendedState.Ticketed => (EmailOutcome.Ticketed, held.TicketId, null),
            SuspendedState.Dismissed => (EmailOutcome.Suppressed, null, "Dismissed"),
            _ => (EmailOutcome.Suspended, (Guid?)null, held.Reason),
        };
        db.AddAudit(actor, clock, action, held.Id.ToString());
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        changes.PublishEmail(held.Id, held.TicketId);
        outbox.Wake();
        return decided.Value.Value;
    }

    /// <summary>The e-mail as it joins a conversation by a person's decision.</summary>
    internal static async Task<IncomingEmail> AsIncomingAsync(
        Email email,
        Guid ticket,
        Party party,
        AuthorKind author,
        string? providerNumber,
        CancellationToken ct
    )
    {
        var held = email.Suspended;
        return new IncomingEmail
        {
            TicketId = ticket,
            Party = party,
            Author = author,
            FromName = string.IsNullOrEmpty(held.FromName) ? held.FromAddress : held.FromName,
            FromAddress = held.FromAddress,
            Subject = held.Subject,
            Body = held.Body,
            HiddenCount = held.HiddenCount,
            Missing = held.Missing,
            InternetMessageId = held.InternetMessageId,
            At = held.At,
            Trust = held.Trust,
            MatchedBy = MatchRule.Agent,
            IsAutomatic = held.IsAutomatic,
            ProviderNumber = providerNumber,
            Named = [new(held.FromAddress, held.FromName, ParticipantOrigin.Sender)],
            Attachments = await email
                .Db.Attachments.Where(file => file.SuspendedEmailId == held.Id)
                .OrderBy(file => file.CreatedAt)
                .Select(file => file.Id)
                .ToListAsync(ct),
        };
    }
}
