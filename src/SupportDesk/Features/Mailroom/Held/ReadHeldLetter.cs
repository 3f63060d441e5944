using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Contacts;
using SupportDesk.Features.Mailroom.Rules;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Mailroom.Held;

public sealed record HeldFile(Guid Id, string Name, long Size, bool Unchecked);

/// <param name="SuggestedNumber">The ticket it may belong to.</param>
public sealed record HeldView(
    HeldRow Row, string Body, int HiddenCount, string? Missing, IReadOnlyList<HeldFile> Files, long? SuggestedNumber, string? SuggestedTitle,
    Party SuggestedParty);

/// <summary>One letter that waits, with its files and the ticket that it may belong to.</summary>
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
        var hint = await db.Tickets.Where(t => t.Id == held.HintTicketId).Select(t => new { t.Number, t.Title }).FirstOrDefaultAsync(ct);
        var official = OfficialSender.Is(held.FromAddress, (await contacts.GetAsync(ct)).Domains);
        var row = new HeldRow(held.Id, held.FromName, held.FromAddress, held.Subject, held.Trust, held.IsAutomatic, held.Reason, held.Warnings,
            held.Attachments.Count, held.At, held.State, held.DecidedBy, held.DecidedAt);
        return new HeldView(
            row, held.Body, held.HiddenCount, held.Missing,
            [.. held.Attachments.OrderBy(file => file.CreatedAt).Select(file => new HeldFile(file.Id, file.Name, file.Size, file.Unchecked))],
            hint?.Number, hint?.Title, official ? Party.Provider : Party.Requester);
    }
}
