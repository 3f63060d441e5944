using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Features.Email.Sending;

/// <summary>How many e-mails one address gets in a while. What goes beyond is held and shown, never dropped (T-10, T-24).</summary>
internal sealed class SendLimits(MailSettings settings) : IUseCase
{
    /// <returns>Those of the e-mails that may leave now, in their order.</returns>
    public async Task<IReadOnlyList<OutboxMail>> SplitAsync(DeskDbContext db, IReadOnlyList<OutboxMail> due, DateTimeOffset now, CancellationToken ct)
    {
        var (hour, threeHours) = (now.AddHours(-1), now.AddHours(-3));
        var addresses = due.Select(KeyOf).Distinct().ToList();
        // E-mails on their way count as sent.
        var counts = await db.Outbox.Where(m => addresses.Contains(m.ToKey!) && (m.SentAt > threeHours || m.State == OutboxState.Sending))
            .GroupBy(m => m.ToKey!)
            .Select(g => new { g.Key, All = g.Count(m => m.SentAt == null || m.SentAt > hour), Automatic = g.Count(m => m.Automatic) })
            .ToDictionaryAsync(g => g.Key, g => (g.All, g.Automatic), ct);
        var free = new List<OutboxMail>();
        foreach (var mail in due)
        {
            var (all, automatic) = counts.GetValueOrDefault(KeyOf(mail));
            if (all >= settings.Options.MaxPerRecipientAnHour || (mail.Automatic && automatic >= settings.Options.MaxAutomaticPerRecipient))
                continue;
            counts[KeyOf(mail)] = (all + 1, automatic + (mail.Automatic ? 1 : 0));
            free.Add(mail);
        }

        return free;
    }

    // E-mails of old were stored without their key.
    private static string KeyOf(OutboxMail mail) => mail.ToKey ?? AddressKey.Of(mail.ToAddress);
}
