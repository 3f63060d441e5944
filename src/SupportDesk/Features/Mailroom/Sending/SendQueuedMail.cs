using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Data.Outbox;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;
using SupportDesk.Mail;

namespace SupportDesk.Features.Mailroom.Sending;

/// <summary>
/// Hands over every letter that is due. A row is marked before its letter is touched: what is found marked later was
/// interrupted on the way, may have arrived, and is not sent again by itself.
/// </summary>
internal sealed class SendQueuedMail(
    IDbContextFactory<DeskDbContext> contexts, ComposeLetter compose, IMailTransports transports, MailSettings settings,
    ReportDelivery report, Changes changes, TimeProvider clock, ILogger<SendQueuedMail> log)
{
    private static readonly TimeSpan Hold = TimeSpan.FromMinutes(10);

    /// <summary>One run at a time.</summary>
    /// <returns>How many letters were handed over.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        await RecoverAsync(ct);
        var sent = 0;
        // A dead server keeps the letters of its own mailbox only.
        var down = new Dictionary<string, SendResult>();
        while (!ct.IsCancellationRequested && await ClaimAsync(ct) is { } mail)
        {
            var mailbox = settings.MailboxOf(mail.Mailbox).Name;
            var result = down.TryGetValue(mailbox, out var known) ? known : await SendAsync(mail, mailbox, ct);
            if (result.IsDown)
                down[mailbox] = result;
            sent += result.Outcome == SendOutcome.Accepted ? 1 : 0;
            // The letter has left or not, whatever happens to this run: its fate is written down.
            await RecordAsync(mail.Id, result, CancellationToken.None);
        }

        return sent;
    }

    private async Task RecoverAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var interrupted = await db.Outbox.Where(mail => mail.State == OutboxState.Sending).Select(mail => mail.Id).ToListAsync(ct);
        foreach (var id in interrupted)
            await RecordAsync(id, new SendResult(SendOutcome.Uncertain, "The desk stopped while the letter was on its way."), ct);
    }

    private async Task<OutboxMail?> ClaimAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        while (true)
        {
            var now = clock.GetUtcNow();
            var mail = await db.Outbox.AsNoTracking()
                .Where(m => m.State == OutboxState.Queued && m.NextAttemptAt <= now)
                .OrderBy(m => m.NextAttemptAt).ThenBy(m => m.Id)
                .FirstOrDefaultAsync(ct);
            if (mail is null)
                return null;
            if (await IsOverCapAsync(db, mail, now, ct))
            {
                await HoldAsync(mail, now, ct);
                continue;
            }

            var claimed = await db.Outbox.Where(m => m.Id == mail.Id && m.State == OutboxState.Queued)
                .ExecuteUpdateAsync(row => row.SetProperty(m => m.State, OutboxState.Sending).SetProperty(m => m.Attempts, m => m.Attempts + 1), ct);
            if (claimed == 1)
                return mail;
        }
    }

    private async Task<bool> IsOverCapAsync(DeskDbContext db, OutboxMail mail, DateTimeOffset now, CancellationToken ct)
    {
        var (hour, threeHours) = (now.AddHours(-1), now.AddHours(-3));
        var sent = db.Outbox.Where(m => m.ToAddress == mail.ToAddress);
        return await sent.CountAsync(m => m.SentAt > hour, ct) >= settings.Options.MaxPerRecipientAnHour
            || mail.Automatic && await sent.CountAsync(m => m.Automatic && m.SentAt > threeHours, ct) >= settings.Options.MaxAutomaticPerRecipient;
    }

    private async Task HoldAsync(OutboxMail mail, DateTimeOffset now, CancellationToken ct)
    {
        const string note = "Too many letters to this address; it waits and will be sent.";
        await UpdateAsync(mail.Id, row =>
        {
            row.NextAttemptAt = now + Hold;
            row.LastReply = note;
            return (DeliveryState.Retrying, note);
        }, ct);
    }

    private async Task<SendResult> SendAsync(OutboxMail mail, string mailbox, CancellationToken ct)
    {
        ComposeLetter.Composed composed;
        try
        {
            composed = await compose.RunAsync(mail, ct);
        }
        catch (Exception error) when (error is IOException or ParseException or UnauthorizedAccessException)
        {
            log.LogError(error, "Letter {OutboxId} cannot be put together", mail.Id);
            return new SendResult(SendOutcome.Permanent, error is ParseException ? "The address is no mail address." : "A file of the letter cannot be read.");
        }

        await using (composed)
        {
            try
            {
                return await transports.For(mailbox).SendAsync($"{mail.CreatedAt.ToUnixTimeSeconds()}.{mail.Id:N}.supportdesk", composed.Letter, ct);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                log.LogError(error, "Letter {OutboxId} broke the transport", mail.Id);
                return new SendResult(SendOutcome.Uncertain, error.GetType().Name);
            }
        }
    }

    private Task RecordAsync(Guid id, SendResult result, CancellationToken ct) => UpdateAsync(id, row =>
    {
        var now = clock.GetUtcNow();
        var note = SafeText.Line(settings.WithoutSecrets(result.Reply), 500).Text;
        row.LastReply = note;
        switch (result.Outcome)
        {
            case SendOutcome.Accepted:
                (row.State, row.SentAt, row.Body) = (OutboxState.Sent, now, "");
                return (DeliveryState.Sent, note);
            case SendOutcome.Uncertain:
                row.State = OutboxState.Uncertain;
                return (DeliveryState.Uncertain, note);
            case SendOutcome.Transient when !RetrySchedule.GivesUp(row.CreatedAt, now):
                row.State = OutboxState.Queued;
                row.NextAttemptAt = now + RetrySchedule.Pause(row.Attempts, Spread(row));
                return (DeliveryState.Retrying, note);
            default:
                row.State = OutboxState.Failed;
                return (DeliveryState.Failed, note);
        }
    }, ct);

    private async Task UpdateAsync(Guid id, Func<OutboxMail, (DeliveryState State, string Note)> update, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var row = await db.Outbox.FirstAsync(mail => mail.Id == id, ct);
        var (state, note) = update(row);
        await report.ApplyAsync(db, row, state, note, clock.GetUtcNow(), ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        if (row.TicketId is { } ticket)
            changes.Publish(ticket);
    }

    // Random enough over rows, and no dice.
    private static double Spread(OutboxMail row) => (uint)HashCode.Combine(row.Id, row.Attempts) / (double)uint.MaxValue;
}
