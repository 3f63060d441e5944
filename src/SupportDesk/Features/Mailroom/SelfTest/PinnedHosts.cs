using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;

namespace SupportDesk.Features.Mailroom.SelfTest;

/// <summary>Whose marks about senders are believed in a mailbox: the setting, else what was pinned after a self-test.</summary>
internal static class PinnedHosts
{
    /// <returns>Empty if nobody's are.</returns>
    public static async Task<string> OfAsync(DeskDbContext db, MailboxSettings box, CancellationToken ct)
    {
        if (box.AuthservId.Length > 0)
            return box.AuthservId;
        var name = box.LedgerName;
        return await db.Mailboxes.Where(state => state.Mailbox == name).Select(state => state.AuthservId).FirstOrDefaultAsync(ct) ?? "";
    }
}
