using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;

namespace SupportDesk.Features.Mailroom.Receiving;

/// <summary>How many tickets strangers may open by letters; what goes beyond waits for a person, and is not lost.</summary>
internal sealed class NewTicketLimits(MailSettings settings, TimeProvider clock)
{
    public async Task<bool> AllowAsync(DeskDbContext db, string sender, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (hour, day) = (now.AddHours(-1), now.AddDays(-1));
        return await db.Ledger.CountAsync(row => row.Outcome == LetterOutcome.Ticketed && row.ReceivedAt > hour && row.Rule == MatchRule.NewTicket, ct)
                < settings.Options.MaxNewTicketsAnHour
            && await db.Tickets.CountAsync(t => t.RequesterEmail == sender && t.CreatedAt > day, ct) < settings.Options.MaxNewTicketsPerSenderADay;
    }
}
