using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Email.Matching;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Features.Email.Messages;

/// <summary>A thing in the e-mail that pointed at a ticket and did not decide.</summary>
/// <param name="Rule">A key of a text.</param>
/// <param name="Why">A key of a text.</param>
public sealed record EmailClue(string Rule, string Quoted, string Why);

/// <summary>A move of the e-mail between tickets.</summary>
public sealed record EmailRoute(Guid MoveId, long From, long To, string By, DateTimeOffset At, DateTimeOffset? UndoneAt, bool CanUndo);

/// <summary>All that the desk knows about a received e-mail.</summary>
/// <param name="Basis">Null for an e-mail that came before this was kept.</param>
/// <param name="Reason">Why it was held, a key of a text; null if it was not.</param>
/// <param name="Participates">The sender takes part in the ticket.</param>
public sealed record EmailDetails(
    Guid LedgerId, Guid? MessageId, Guid? SuspendedId, Guid? TicketId, long? TicketNumber, Party? Party, string FromName, string FromAddress, string Subject,
    DateTimeOffset At, MatchRule FoundBy, IReadOnlyList<EmailClue> Clues, SenderTrust Trust, AuthenticationSource? Basis, string? Warnings,
    bool IsAutomatic, bool IdReused, string? Reason, string Body, int HiddenCount, string? Missing, string? Headers, bool HasHtml,
    IReadOnlyList<EmailRoute> Moves, bool Participates);

/// <summary>Reads a received e-mail by its message, by the held e-mail or by the row of the ledger; for the desk's own people only.</summary>
public sealed class ReadEmail(IDbContextFactory<DeskDbContext> contexts) : IUseCase
{
    private const int ShownQuote = 60;

    public async Task<Result<EmailDetails>> RunAsync(Guid id, Actor actor, CancellationToken ct)
    {
        if (!actor.IsDeskStaff)
            return Problem.NotFound;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var suspended = await db.SuspendedEmails.AsNoTracking().FirstOrDefaultAsync(h => h.Id == id || h.LedgerId == id, ct);
        var row = suspended is null
            ? await db.Ledger.AsNoTracking().FirstOrDefaultAsync(l => l.MessageId == id || l.Id == id, ct)
            : await db.Ledger.AsNoTracking().FirstAsync(l => l.Id == suspended.LedgerId, ct);
        if (row is null)
            return Problem.NotFound;
        suspended ??= await db.SuspendedEmails.AsNoTracking().FirstOrDefaultAsync(h => h.LedgerId == row.Id, ct);
        var message = await db.Messages.AsNoTracking().FirstOrDefaultAsync(m => m.Id == row.MessageId, ct);
        if (message is null && suspended is null)
            return Problem.NotFound;
        var copy = await db
            .EmailCopies.AsNoTracking()
            .Where(c => c.LedgerId == row.Id)
            .Select(c => new
            {
                c.Headers,
                c.Verdict,
                HasHtml = c.Html != null,
            })
            .FirstOrDefaultAsync(ct);
        var place = message is null ? null : await PlaceAsync(db, message, ct);
        return new EmailDetails(
            row.Id,
            message?.Id,
            suspended?.Id,
            message?.TicketId,
            place?.Number,
            place?.Party,
            message?.AuthorName ?? suspended!.FromName ?? "",
            message?.AuthorAddress ?? suspended!.FromAddress,
            row.Subject ?? suspended?.Subject ?? "",
            row.ReceivedAt,
            message?.MatchedBy ?? MatchRule.None,
            [.. RejectedReferenceList.Read(row.Rejected).Select(lost => new EmailClue(lost.Rule.ToString(), Short(lost.Quoted), lost.Why.ToString()))],
            message?.Trust ?? suspended!.Trust,
            AuthenticationSource.FromJson(copy?.Verdict),
            suspended?.Warnings,
            message?.IsAutomatic ?? suspended!.IsAutomatic,
            row.IdReused,
            suspended?.Reason,
            message?.Body ?? suspended!.Body,
            message?.HiddenCount ?? suspended!.HiddenCount,
            message is null ? suspended!.Missing : message.Missing,
            copy?.Headers,
            copy?.HasHtml == true,
            message is null ? [] : await MovesAsync(db, message, ct),
            place?.Participates ?? false
        );
    }

    private sealed record Place(long Number, Party Party, bool Participates);

    private static async Task<Place> PlaceAsync(DeskDbContext db, Message message, CancellationToken ct)
    {
        var ticket = await db.Tickets.Where(t => t.Id == message.TicketId).Select(t => new { t.Number, t.RequesterEmail }).FirstAsync(ct);
        var party = await db.Conversations.Where(c => c.Id == message.ConversationId).Select(c => c.Party).FirstAsync(ct);
        var talks = await db.Conversations.Where(c => c.TicketId == message.TicketId).Select(c => c.Address)
            .Concat(db.Participants.Where(p => p.TicketId == message.TicketId && p.State == ParticipantState.Added).Select(p => p.Address)).ToListAsync(ct);
        // Anybody who writes for the provider takes part in its conversation.
        var participates =
            party == Party.Provider || talks.Append(ticket.RequesterEmail).Any(address => DomainName.SameAddress(address, message.AuthorAddress));
        return new Place(ticket.Number, party, participates);
    }

    private static async Task<IReadOnlyList<EmailRoute>> MovesAsync(DeskDbContext db, Message message, CancellationToken ct)
    {
        var moves = await db.MessageMoves.AsNoTracking().Where(m => m.MessageId == message.Id).OrderByDescending(m => m.At)
            .Select(m => new
            {
                m.Id,
                m.By,
                m.At,
                m.UndoneAt,
                m.ToTicketId,
                From = db.Tickets.Where(t => t.Id == m.FromTicketId).Select(t => t.Number).First(),
                To = db.Tickets.Where(t => t.Id == m.ToTicketId).Select(t => t.Number).First(),
            })
            .ToListAsync(ct);
        return
        [
            .. moves.Select(
                (m, i) => new EmailRoute(m.Id, m.From, m.To, m.By, m.At, m.UndoneAt, m.UndoneAt is null && m.ToTicketId == message.TicketId && i == 0)
            ),
        ];
    }

    private static string Short(string quoted) => quoted.Length <= ShownQuote ? quoted : quoted[..ShownQuote] + "…";
}
