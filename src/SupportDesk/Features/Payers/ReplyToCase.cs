using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using SupportDesk.Data;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Payers;

/// <summary>A payer writes on the page behind the link. A ticket closed long ago continues in a new one, with its own link.</summary>
internal sealed class ReplyToCase(
    IDbContextFactory<DeskDbContext> contexts, PayerLinks links, AddPayerReply reply, TicketTransaction transaction,
    IStringLocalizer<PayersText> texts) : IUseCase
{
    /// <summary>Path of the page that shows the reply.</summary>
    public async Task<Result<string>> RunAsync(string secret, string text, IReadOnlyList<Guid> files, int hidden, CancellationToken ct)
    {
        // A made-up link must not make others wait for the lock of a write.
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            if (await links.FindAsync(db, secret, ct) is null)
                return Problem.NotFound;
        }

        return await transaction.RunAsync(db => ApplyAsync(db, secret, text, files, hidden, ct), ct);
    }

    private async Task<Result<string>> ApplyAsync(DeskDbContext db, string secret, string text, IReadOnlyList<Guid> files, int hidden, CancellationToken ct)
    {
        if (await links.FindAsync(db, secret, ct) is not { } link)
            return Problem.NotFound;
        var body = text.Trim();
        if (body.Length == 0 && files.Count == 0)
            return new Problem("MessageMissing", "message");
        if (body.Length > CheckAnswers.StoryLength)
            return new Problem("StoryLong", "message", CheckAnswers.StoryLength);
        var added = await reply.ApplyAsync(db, link.TicketId, body.Length > 0 ? body : texts["FileOnly"], files, hidden, ct);
        if (!added.Ok)
            return added.Problems.Select(p => p.Code == "FileGone" ? new Problem("FileGone", "file") : p).ToList();
        if (added.Value.Id == link.TicketId)
            return PayerLinks.PathOf(secret);
        return PayerLinks.PathOf(links.Add(db, added.Value.Id, link.ByEmail));
    }
}
