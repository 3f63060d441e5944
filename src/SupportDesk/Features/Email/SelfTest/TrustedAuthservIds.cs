using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;

namespace SupportDesk.Features.Email.SelfTest;

/// <summary>Whose marks about senders are believed in a mailbox: the setting, else the one that was trusted after a self-test.</summary>
internal static class TrustedAuthservIds
{
    private static readonly Func<DeskDbContext, string, CancellationToken, Task<string?>> Trusted = EF.CompileAsyncQuery(
        (DeskDbContext db, string mailbox, CancellationToken ct) =>
            db.Mailboxes.Where(state => state.Mailbox == mailbox).Select(state => state.AuthservId).FirstOrDefault()
    );

    /// <returns>Empty if nobody's are.</returns>
    public static async Task<string> OfAsync(DeskDbContext db, MailboxSettings box, CancellationToken ct)
    {
        if (box.AuthservId.Length > 0)
            return box.AuthservId;
        return await Trusted(db, box.LedgerName, ct) ?? "";
    }
}
