using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Contacts;
using SupportDesk.Features.Mailroom.Rules;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Mailroom.Held;

public sealed record HeldFile(Guid Id, string Name, long Size, bool Unchecked);

/// <param name="Rule">A key of a text.</param>
/// <param name="Why">A key of a text.</param>
public sealed record HeldClue(string Rule, string Quoted, string Why);

/// <param name="SuggestedNumber">The ticket it may belong to.</param>
public sealed record HeldView(
    HeldRow Row, string Body, int HiddenCount, IReadOnlyList<HeldFile> Files, IReadOnlyList<HeldClue> Clues, bool IdReused,
    long? SuggestedNumber, string? SuggestedTitle, Party SuggestedParty);

/// <summary>One letter that waits, with everything that the desk found out about it.</summary>
public sealed class ReadHeldLetter(IDbContextFactory<DeskDbContext> contexts, ProviderContacts contacts)
{
    public async Task<Result<HeldView>> RunAsync(Guid id, Actor actor, CancellationToken ct)
    {
        if (!actor.IsDeskStaff)
            return Problem.NotFound;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var held = await db.HeldLetters.AsNoTracking().Include(h => h.Attachments).FirstOrDefaultAsync(h => h.Id == id, ct);
        if (held is null)
            return Problem.NotFound;
        var ledger = await db.Ledger.AsNoTracking().Where(row => row.Id == held.LedgerId).Select(row => new { row.Losers, row.IdReused }).FirstAsync(ct);
        var hint = await db.Tickets.Where(t => t.Id == held.HintTicketId).Select(t => new { t.Number, t.Title }).FirstOrDefaultAsync(ct);
        var official = OfficialSender.Is(held.FromAddress, (await contacts.GetAsync(ct)).Domains);
        var row = new HeldRow(held.Id, held.FromName, held.FromAddress, held.Subject, held.Trust, held.IsAutomatic, held.Reason, held.Warnings,
            held.Attachments.Count, held.At, held.State, held.DecidedBy, held.DecidedAt);
        return new HeldView(
            row, held.Body, held.HiddenCount,
            [.. held.Attachments.OrderBy(file => file.CreatedAt).Select(file => new HeldFile(file.Id, file.Name, file.Size, file.Unchecked))],
            [.. LoserList.Read(ledger.Losers).Select(loser => new HeldClue(loser.Rule.ToString(), Shortened(loser.Quoted), loser.Why.ToString()))],
            ledger.IdReused, hint?.Number, hint?.Title, official ? Party.Provider : Party.Requester);
    }

    private static string Shortened(string quoted) => quoted.Length <= 40 ? quoted : quoted[..40] + "…";
}
