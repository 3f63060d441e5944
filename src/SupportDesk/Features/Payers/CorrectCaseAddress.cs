using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Payers;

/// <summary>
/// A payer corrects the address that they mistyped in the form, by the link that the form gave them. A link out of the wrong
/// mailbox cannot: whoever got it by mistake would have the answers sent elsewhere. Such links die with the old address.
/// </summary>
internal sealed class CorrectCaseAddress(
    PayerLinks links, CorrectRequesterAddress correct, ConfirmPayerCase confirm, PayerLimits limits, TicketTransaction transaction) : IUseCase
{
    /// <returns>The path of the page.</returns>
    public Task<Result<string>> RunAsync(string secret, string address, CancellationToken ct) =>
        transaction.RunAsync(db => ApplyAsync(db, secret, address.Trim(), ct), ct);

    private async Task<Result<string>> ApplyAsync(DeskDbContext db, string secret, string address, CancellationToken ct)
    {
        if (await links.FindAsync(db, secret, ct) is not { ByEmail: false } link)
            return Problem.NotFound;
        var corrected = await correct.ApplyAsync(db, link.TicketId, address, ct);
        if (!corrected.Ok)
            return corrected.Problems.ToList();
        await db.PayerLinks.Where(other => other.TicketId == link.TicketId && other.ByEmail).ExecuteDeleteAsync(ct);
        await confirm.ApplyAsync(db, link.TicketId, limits.AllowsEmail(address), ct);
        return PayerLinks.PathOf(secret);
    }
}
