using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Data.Outbox;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Mailroom.Held;

/// <summary>What the decisions about a held letter have in common: rights, one transaction, the ledger, the record of who and when.</summary>
public sealed class HeldDecision(IDbContextFactory<DeskDbContext> contexts, OutboxSignal outbox, Changes changes, TimeProvider clock)
{
    internal sealed record Letter(DeskDbContext Db, HeldLetter Held, MailLedger Ledger);

    /// <param name="Ticket">Where the letter is now.</param>
    /// <param name="Message">The message that it became.</param>
    internal sealed record Verdict<T>(T Value, HeldState State, Guid? Ticket = null, Guid? Message = null);

    /// <param name="from">The state in which the decision makes sense; another one means that somebody was faster.</param>
    /// <param name="decide">Does the work and says what the letter becomes.</param>
    internal async Task<Result<T>> RunAsync<T>(
        Guid heldId, HeldState from, string action, Actor actor, Func<Letter, Task<Result<Verdict<T>>>> decide, CancellationToken ct)
    {
        if (!actor.IsDeskStaff)
            return Problem.NotFound;
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var held = await db.HeldLetters.FirstOrDefaultAsync(letter => letter.Id == heldId, ct);
        if (held is null)
            return Problem.NotFound;
        if (held.State != from)
            return new Problem("AlreadyDecided", null, held.DecidedBy);
        var ledger = await db.Ledger.FirstAsync(row => row.Id == held.LedgerId, ct);
        var decided = await decide(new Letter(db, held, ledger));
        if (!decided.Ok)
            return decided.Problems.ToList();
        var now = clock.GetUtcNow();
        (held.State, held.TicketId) = (decided.Value.State, decided.Value.Ticket);
        ledger.MessageId = decided.Value.Message;
        var waits = held.State == HeldState.Waiting;
        (held.DecidedAt, held.DecidedBy) = (waits ? null : now, waits ? null : actor.Name);
        (ledger.Outcome, ledger.TicketId, ledger.Reason) = held.State switch
        {
            HeldState.Attached or HeldState.Ticketed => (LetterOutcome.Ticketed, held.TicketId, null),
            HeldState.Dismissed => (LetterOutcome.Suppressed, null, "Dismissed"),
            _ => (LetterOutcome.Held, (Guid?)null, held.Reason),
        };
        db.Audit.Add(new AuditRecord { Id = Ids.New(clock), At = now, ActorId = actor.UserId, ActorName = actor.Name, Action = action, Subject = held.Id.ToString() });
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        changes.Publish(held.TicketId ?? held.Id);
        outbox.Wake();
        return decided.Value.Value;
    }

    /// <summary>The letter as it joins a conversation by a person's decision.</summary>
    internal static async Task<IncomingLetter> AsIncomingAsync(Letter letter, Guid ticket, Party party, AuthorKind author, string? providerNumber, CancellationToken ct)
    {
        var held = letter.Held;
        return new IncomingLetter
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
            LetterId = held.LetterId,
            At = held.At,
            Trust = held.Trust,
            MatchedBy = MatchRule.Agent,
            IsAutomatic = held.IsAutomatic,
            ProviderNumber = providerNumber,
            Named = [new(held.FromAddress, held.FromName, ParticipantOrigin.Sender)],
            Attachments = await letter.Db.Attachments.Where(file => file.HeldLetterId == held.Id).OrderBy(file => file.CreatedAt).Select(file => file.Id).ToListAsync(ct),
        };
    }
}
