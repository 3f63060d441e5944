using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Files;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Sending;

/// <summary>
/// Writes down what became of e-mails: <c>sending → sent | uncertain | failed</c>, or <c>queued</c> again after a pause.
/// The message shows it; a refusal makes a task for its author. Works inside the caller's transaction.
/// </summary>
internal sealed class SaveDeliveryResults(ReportDelivery report, MailSettings settings, TimeProvider clock) : IUseCase
{
    private const string Postponed = "Too many e-mails to this address; it waits and will be sent.";
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    /// <returns>The tickets whose screens should ask again.</returns>
    public async Task<HashSet<Guid>> ApplyAsync(DeskDbContext db, IReadOnlyList<DeliveryResult> results, CancellationToken ct)
    {
        var accepted = results.Where(result => result.Result?.Outcome == SendOutcome.Accepted).ToList();
        await AcceptAsync(db, accepted, ct);
        var touched = accepted.Select(result => result.Mail.TicketId).OfType<Guid>().ToHashSet();
        var others = results.Except(accepted).ToList();
        if (others.Count == 0)
            return touched;
        var ids = others.Select(result => result.Mail.Id).ToList();
        // A report that came back sooner than the answer of the server has decided already.
        var rows = await db.Outbox.Where(mail => ids.Contains(mail.Id) && mail.State == OutboxState.Sending).ToDictionaryAsync(mail => mail.Id, ct);
        await report.LoadAsync(db, [.. rows.Values.Select(row => row.MessageId).OfType<Guid>()], ct);
        foreach (var result in others)
        {
            if (rows.TryGetValue(result.Mail.Id, out var row))
                await ApplyAsync(db, row, result.Result, touched, ct);
        }

        return touched;
    }

    /// <summary>Too many went to these addresses: the e-mails wait, and their messages say so.</summary>
    public async Task<HashSet<Guid>> PostponeAsync(DeskDbContext db, IReadOnlyList<Guid> emails, CancellationToken ct)
    {
        var touched = new HashSet<Guid>();
        var rows = await db.Outbox.Where(mail => emails.Contains(mail.Id)).ToListAsync(ct);
        await report.LoadAsync(db, [.. rows.Select(row => row.MessageId).OfType<Guid>()], ct);
        foreach (var row in rows)
        {
            (row.NextAttemptAt, row.LastReply) = (clock.GetUtcNow() + Pause, Postponed);
            await ShowAsync(db, row, DeliveryState.Retrying, touched, ct);
        }

        return touched;
    }

    // Nearly all e-mails end like this, so it is two statements for all of them and not four for each.
    private async Task AcceptAsync(DeskDbContext db, List<DeliveryResult> results, CancellationToken ct)
    {
        if (results.Count == 0)
            return;
        var now = clock.GetUtcNow();
        // The message shows the e-mail to its own receiver; copies for participants say something only when they do not leave.
        var notes = results
            .Select(result => (result.Mail.Id, MessageId: result.Mail.ParticipantId is null ? result.Mail.MessageId : null, Note: Note(result.Result!)))
            .ToList();
        await report.SentAsync(db, [.. notes.Where(note => note.MessageId is not null).Select(note => (note.MessageId!.Value, note.Note))], now, ct);
        var sql = $"""
            UPDATE "Outbox" SET "State" = {(int)OutboxState.Sent}, "SentAt" = {now.UtcTicks}, "Body" = '', "LastReply" = result.column2
            FROM (VALUES {SqlRows.Places(notes.Count, 2, 0)}) AS result WHERE "Outbox"."Id" = result.column1 AND "State" = {(int)OutboxState.Sending}
            """;
        await db.Database.ExecuteSqlRawAsync(sql, notes.SelectMany(note => new object[] { note.Id, note.Note }), ct);
    }

    private string Note(SendResult result) => SanitizedText.Line(settings.WithoutSecrets(result.Reply), 500).Text;

    private async Task ApplyAsync(DeskDbContext db, OutboxMail row, SendResult? result, HashSet<Guid> touched, CancellationToken ct)
    {
        if (result is null)
        {
            row.State = OutboxState.Queued;
            row.Attempts--;
            return;
        }

        var now = clock.GetUtcNow();
        row.LastReply = Note(result);
        switch (result.Outcome)
        {
            case SendOutcome.Uncertain:
                row.State = OutboxState.Uncertain;
                await ShowAsync(db, row, DeliveryState.Uncertain, touched, ct);
                break;
            case SendOutcome.Transient when !RetrySchedule.GivesUp(row.CreatedAt, now):
                (row.State, row.NextAttemptAt) = (OutboxState.Queued, now + RetrySchedule.Pause(row.Attempts, Spread(row)));
                await ShowAsync(db, row, DeliveryState.Retrying, touched, ct);
                break;
            default:
                row.State = OutboxState.Failed;
                await ShowAsync(db, row, DeliveryState.Failed, touched, ct);
                break;
        }
    }

    private async Task ShowAsync(DeskDbContext db, OutboxMail row, DeliveryState state, HashSet<Guid> touched, CancellationToken ct)
    {
        await report.ApplyAsync(db, row, state, row.LastReply, clock.GetUtcNow(), ct);
        if (row.TicketId is { } ticket)
            touched.Add(ticket);
    }

    // Random enough over rows, and no dice.
    private static double Spread(OutboxMail row) => (uint)HashCode.Combine(row.Id, row.Attempts) / (double)uint.MaxValue;
}
