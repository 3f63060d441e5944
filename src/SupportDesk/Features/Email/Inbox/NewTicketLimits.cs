using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Features.Email.Inbox;

/// <summary>How many tickets strangers may open by e-mails; what goes beyond waits for a person, and is not lost.</summary>
internal sealed class NewTicketLimits(MailSettings settings, TimeProvider clock) : IDisposable
{
    private const int PartOfADomain = 2;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private static readonly Func<DeskDbContext, string, DateTimeOffset, CancellationToken, Task<int>> OpenedBy = EF.CompileAsyncQuery(
        (DeskDbContext db, string sender, DateTimeOffset since, CancellationToken ct) =>
            db.Tickets.Count(t => t.RequesterEmail == sender && t.CreatedAt > since)
    );

    // What the last hour brought is asked of the ledger once; after that it is counted here, for all mailboxes.
    private readonly SemaphoreSlim gate = new(1, 1);
    private Queue<Opening>? opened;

    /// <summary>An e-mail that is allowed counts, even if its storing fails.</summary>
    public async Task<bool> AllowAsync(DeskDbContext db, string sender, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await gate.WaitAsync(ct);
        try
        {
            opened ??= await OpenedAsync(db, now - Hour, ct);
            while (opened.TryPeek(out var first) && first.At <= now - Hour)
                opened.Dequeue();
            var own = Opening.Of(now, sender);
            if (opened.Count >= settings.Options.MaxNewTicketsAnHour || IsTooMuch(own)
                || await OpenedBy(db, sender, now.AddDays(-1), ct) >= settings.Options.MaxNewTicketsPerSenderADay)
                return false;
            opened.Enqueue(own);
            return true;
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    // Nobody uses up what all may open: neither one mailbox, however its address is spelled, nor one domain that is somebody's own.
    private bool IsTooMuch(Opening own) =>
        opened!.Count(other => other.Mailbox == own.Mailbox) >= settings.Options.MaxNewTicketsPerSenderADay
        || (!DomainName.IsPublicHost(own.Domain)
            && opened!.Count(other => other.Domain == own.Domain) >= Math.Max(1, settings.Options.MaxNewTicketsAnHour / PartOfADomain));

    private async Task<Queue<Opening>> OpenedAsync(DeskDbContext db, DateTimeOffset since, CancellationToken ct)
    {
        var rows = await db.Ledger.Where(row => row.Outcome == EmailOutcome.Ticketed && row.ReceivedAt > since && row.Rule == MatchRule.NewTicket)
            .OrderBy(row => row.ReceivedAt)
            .Take(settings.Options.MaxNewTicketsAnHour)
            .Select(row => new { row.ReceivedAt, row.Sender })
            .ToListAsync(ct);
        return new(rows.Select(row => Opening.Of(row.ReceivedAt, (row.Sender ?? "").Split('<')[^1].TrimEnd('>'))));
    }

    private sealed record Opening(DateTimeOffset At, string Mailbox, string Domain)
    {
        public static Opening Of(DateTimeOffset at, string sender) => new(at, AddressKey.Of(sender), DomainName.Of(sender));
    }
}
