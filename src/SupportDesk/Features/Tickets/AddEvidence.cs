using System.Text;
using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Files;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets;

/// <summary>Hangs a text that was found out elsewhere on a ticket, as a masked file beside its conversations. It goes to nobody by itself.</summary>
public sealed class AddEvidence(
    IDbContextFactory<DeskDbContext> contexts,
    TicketTransaction transaction,
    StoreMaskedFile store,
    TicketFiles files,
    DeleteFiles delete,
    TimeProvider clock
) : IUseCase
{
    public const int MaxLength = 1 << 20;

    /// <param name="Ticket">As people write it: SD-1042, 1042.</param>
    /// <param name="Name">Of the file.</param>
    public sealed record Input(string? Ticket, string Name, string Text);

    /// <returns>The ticket's number.</returns>
    public async Task<Result<long>> RunAsync(Input input, Actor actor, CancellationToken ct)
    {
        if (!TicketNumber.TryParse(input.Ticket, out var number))
            return new Problem("EvidenceTicketWrong", nameof(Input.Ticket));
        if (string.IsNullOrWhiteSpace(input.Text) || input.Text.Length > MaxLength)
            return new Problem("EvidenceTextWrong", nameof(Input.Text), MaxLength);
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            if (Refusal(await Find(db, number, actor).AsNoTracking().FirstOrDefaultAsync(ct)) is { } refusal)
                return refusal;
        }

        using var text = new MemoryStream(Encoding.UTF8.GetBytes(input.Text));
        var file = await store.RunAsync(new(text, input.Name, "text/plain", actor.UserId, AllowArchive: false), ct);
        if (!file.Ok)
            return file.Problems[0];
        try
        {
            var added = await HangAsync(number, file.Value, actor, ct);
            if (!added.Ok)
                await delete.DiscardAsync([file.Value.Id]);
            return added;
        }
        catch
        {
            // The ticket was closed or moved while the text was stored, or whoever asked went away.
            await delete.DiscardAsync([file.Value.Id]);
            throw;
        }
    }

    private Task<Result<long>> HangAsync(long number, Attachment file, Actor actor, CancellationToken ct) => transaction.RunAsync<long>(async db =>
    {
        var ticket = await Find(db, number, actor).FirstOrDefaultAsync(ct);
        if (Refusal(ticket) is { } refusal)
            return refusal;
        if (!await files.AttachAsync(db, ticket!.Id, null, [file.Id], actor, ct))
            return new Problem("FileGone", "Files");
        new TicketWriter(db, ticket, actor.Name, clock).Note(TicketEventKind.EvidenceAdded, to: file.Name);
        return number;
    }, ct);

    private static IQueryable<Ticket> Find(DeskDbContext db, long number, Actor actor) => db.Tickets.VisibleTo(actor).Where(t => t.Number == number);

    private Problem? Refusal(Ticket? ticket) =>
        ticket is null ? new Problem("EvidenceNoTicket", nameof(Input.Ticket))
        : TicketStatusMachine.ClosedLongAgo(ticket, clock.GetUtcNow()) ? new Problem("ClosedLongAgo", nameof(Input.Ticket))
        : null;
}
