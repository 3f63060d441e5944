using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;

namespace SupportDesk.Features.Email.Inbox;

/// <summary>How many tickets strangers may open by e-mails; what goes beyond waits for a person, and is not lost.</summary>
internal sealed class NewTicketLimits(MailSettings settings, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private static readonly Func<DeskDbContext, string, DateTimeOffset, CancellationToken, Task<int>> OpenedBy = EF.CompileAsyncQuery(
        (DeskDbContext db, string sender, DateTimeOffset since, CancellationToken ct) =>
            db.Tickets.Count(t => t.RequesterEmail == sender && t.CreatedAt > since)
    );

    // What the last hour brought is asked of the ledger once; after that it is counted here, for all mailboxes.
    private readonly SemaphoreSlim gate = new(1, 1);
    private Queue<DateTimeOffset>? opened;

    /// <summary>An e-mail that is allowed counts, even if its storing fails.</summary>
    public async Task<bool> AllowAsync(DeskDbContext db, string sender, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await gate.WaitAsync(ct);
        try
        {
            opened ??= await OpenedAsync(db, now - Hour, ct);
            while (opened.TryPeek(out var first) && first <= now - Hour)
                opened.Dequeue();
            if (opened.Count >= settings.Options.MaxNewTicketsAnHour
                || await OpenedBy(db, sender, now.AddDays(-1), ct) >= settings.Options.MaxNewTicketsPerSenderADay)
                return false;
            opened.Enqueue(now);
            return true;
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private async Task<Queue<DateTimeOffset>> OpenedAsync(DeskDbContext db, DateTimeOffset since, CancellationToken ct) => new(await db.Ledger
        .Where(row => row.Outcome == EmailOutcome.Ticketed && row.ReceivedAt > since && row.Rule == MatchRule.NewTicket)
        .OrderBy(row => row.ReceivedAt).Take(settings.Options.MaxNewTicketsAnHour).Select(row => row.ReceivedAt).ToListAsync(ct));
}
