using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Contacts;
using SupportDesk.Features.Email.Matching;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Suspended;

public sealed record SuspendedFile(Guid Id, string Name, long Size, bool PendingReview);

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
        var suspended = await db.SuspendedEmails.AsNoTracking().Include(h => h.Attachments).FirstOrDefaultAsync(h => h.Id == id, ct);
        if (suspended is null)
            return Problem.NotFound;
        var hint = await db.Tickets.Where(t => t.Id == suspended.HintTicketId).Select(t => new { t.Number, t.Title }).FirstOrDefaultAsync(ct);
        var official = OfficialSender.Is(suspended.FromAddress, (await contacts.GetAsync(ct)).Domains);
        var row = new SuspendedRow(
            suspended.Id,
            suspended.FromName,
            suspended.FromAddress,
            suspended.Subject,
            suspended.Trust,
            suspended.IsAutomatic,
            suspended.Reason,
            suspended.Warnings,
            suspended.Attachments.Count,
            suspended.At,
            suspended.State,
            suspended.DecidedBy,
            suspended.DecidedAt
        );
        return new SuspendedView(
            row, suspended.Body, suspended.HiddenCount, suspended.Missing,
            [.. suspended.Attachments.OrderBy(file => file.CreatedAt).Select(file => new SuspendedFile(file.Id, file.Name, file.Size, file.PendingReview))],
            hint?.Number, hint?.Title, official ? Party.Provider : Party.Requester);
    }
}
