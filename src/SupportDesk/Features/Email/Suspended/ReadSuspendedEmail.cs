using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Contacts;
using SupportDesk.Features.Email.Matching;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Suspended;

public sealed record SuspendedFile(Guid Id, string Name, long Size, bool Unchecked);

/// <param name="SuggestedNumber">The ticket it may belong to.</param>
public sealed record SuspendedView(
    SuspendedRow Row, string Body, int HiddenCount, string? Missing, IReadOnlyList<SuspendedFile> Files, long? SuggestedNumber, string? SuggestedTitle,
    Party SuggestedParty);

/// <summary>One e-mail that waits, with its files and the ticket that it may belong to.</summary>
public sealed class ReadSuspendedEmail(IDbContextFactory<DeskDbContext> contexts, ProviderContacts contacts) : IUseCase
{
    public async Task<Result<SuspendedView>> RunAsync(Guid id, Actor actor, CancellationToken ct)
    {
        if (!actor.IsDeskStaff)
            return Problem.NotFound;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var held = await db.SuspendedEmails.AsNoTracking().Include(h => h.Attachments).FirstOrDefaultAsync(h => h.Id == id, ct);
        if (held is null)
            return Problem.NotFound;
        var hint = await db.Tickets.Where(t => t.Id == held.HintTicketId).Select(t => new { t.Number, t.Title }).FirstOrDefaultAsync(ct);
        var official = OfficialSender.Is(held.FromAddress, (await contacts.GetAsync(ct)).Domains);
        var row = new SuspendedRow(held.Id, held.FromName, held.FromAddress, held.Subject, held.Trust, held.IsAutomatic, held.Reason, held.Warnings,
            held.Attachments.Count, held.At, held.State, held.DecidedBy, held.DecidedAt);
        return new SuspendedView(
            row, held.Body, held.HiddenCount, held.Missing,
            [.. held.Attachments.OrderBy(file => file.CreatedAt).Select(file => new SuspendedFile(file.Id, file.Name, file.Size, file.Unchecked))],
            hint?.Number, hint?.Title, official ? Party.Provider : Party.Requester);
    }
}
