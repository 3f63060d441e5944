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
        Guid suspendedId, SuspendedState from, string action, Actor actor, Func<Email, Task<Result<Decision<T>>>> decide, CancellationToken ct)
    {
        if (!actor.IsDeskStaff)
            return Problem.NotFound;
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var suspended = await db.SuspendedEmails.FirstOrDefaultAsync(email => email.Id == suspendedId, ct);
        if (suspended is null)
            return Problem.NotFound;
        if (suspended.State != from)
            return new Problem("AlreadyDecided", null, suspended.DecidedBy);
        var ledger = await db.Ledger.FirstAsync(row => row.Id == suspended.LedgerId, ct);
        var decided = await decide(new Email(db, suspended, ledger));
        if (!decided.Ok)
            return decided.Problems.ToList();
        var now = clock.GetUtcNow();
        (suspended.State, suspended.TicketId) = (decided.Value.State, decided.Value.Ticket);
        ledger.MessageId = decided.Value.Message;
        var waits = suspended.State == SuspendedState.Waiting;
        (suspended.DecidedAt, suspended.DecidedBy) = (waits ? null : now, waits ? null : actor.Name);
        (ledger.Outcome, ledger.TicketId, ledger.Reason) = suspended.State switch
        {
            SuspendedState.Attached or SuspendedState.Ticketed => (EmailOutcome.Ticketed, suspended.TicketId, null),
            SuspendedState.Dismissed => (EmailOutcome.Suppressed, null, "Dismissed"),
            _ => (EmailOutcome.Suspended, (Guid?)null, suspended.Reason),
        };
        db.AddAudit(actor, clock, action, suspended.Id.ToString());
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        changes.PublishEmail(suspended.Id, suspended.TicketId);
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
        var suspended = email.Suspended;
        return new IncomingEmail
        {
            TicketId = ticket,
            Party = party,
            Author = author,
            FromName = string.IsNullOrEmpty(suspended.FromName) ? suspended.FromAddress : suspended.FromName,
            FromAddress = suspended.FromAddress,
            Subject = suspended.Subject,
            Body = suspended.Body,
            HiddenCount = suspended.HiddenCount,
            Missing = suspended.Missing,
            InternetMessageId = suspended.InternetMessageId,
            At = suspended.At,
            Trust = suspended.Trust,
            MatchedBy = MatchRule.Agent,
            IsAutomatic = suspended.IsAutomatic,
            ProviderNumber = providerNumber,
            Named = [new(suspended.FromAddress, suspended.FromName, ParticipantOrigin.Sender)],
            Attachments = await email
                .Db.Attachments.Where(file => file.SuspendedEmailId == suspended.Id)
                .OrderBy(file => file.CreatedAt)
                .Select(file => file.Id)
                .ToListAsync(ct),
        };
    }
}
