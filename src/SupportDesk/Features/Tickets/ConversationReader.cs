using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Files;

namespace SupportDesk.Features.Tickets;

/// <summary>Reads what is shown of a ticket's conversations: of the open one a page of messages, of the other one how it stands.</summary>
internal sealed class ConversationReader(DeskDbContext db, Ticket ticket)
{
    /// <param name="BlobKey">The same for one file that hangs on two messages.</param>
    public sealed record StoredFile(Guid? MessageId, string BlobKey, FileView View);

    public async Task<IReadOnlyList<StoredFile>> FilesAsync(CancellationToken ct) =>
        (
            await db
                .Attachments.AsNoTracking()
                .Where(a => a.TicketId == ticket.Id)
                .OrderBy(a => a.CreatedAt)
                .Select(a => new { a.MessageId, a.BlobKey, a.Id, a.Name, a.Size, a.Lines, a.HiddenCount, a.PendingReview, a.Shown })
                .ToListAsync(ct)
        ).ConvertAll(a => new StoredFile(
            a.MessageId, a.BlobKey, new FileView(a.Id, a.Name, a.Size, a.Lines, a.HiddenCount, a.PendingReview) { Shown = UnmaskedSpan.FromJson(a.Shown) }));

    public async Task<IReadOnlyList<ConversationView>> ReadAsync(
        TicketWindow? window, IReadOnlyList<StoredFile> files, IReadOnlyList<(Guid Conversation, MovedView View)> moved, CancellationToken ct)
    {
        var conversations = await db.Conversations.AsNoTracking().Where(c => c.TicketId == ticket.Id)
            .Select(c => new { c.Id, c.Party, c.Address, c.ExternalNumber }).ToListAsync(ct);
        var views = new List<(Guid Id, ConversationView View)>();
        foreach (var one in conversations.OrderByDescending(c => c.Party))
        {
            var unanswered = await IsUnansweredAsync(one.Id, ct);
            var count = await Of(one.Id).CountAsync(ct);
            views.Add((one.Id, new ConversationView(one.Party, one.Address, one.ExternalNumber, unanswered, []) { Count = count }));
        }

        var open = Choose(window?.Party, [.. views.Select(one => one.View)]);
        var byMessage = files.ToLookup(f => f.MessageId, f => f.View);
        var read = new List<ConversationView>();
        foreach (var (id, view) in views)
        {
            if (window is not null && view.Party != open)
            {
                read.Add(view);
                continue;
            }

            MovedView[] gone = [.. moved.Where(m => m.Conversation == id).Select(m => m.View)];
            read.Add(await OpenAsync(id, view, window?.Party == view.Party ? window : null, byMessage, gone, ct));
        }

        return read;
    }

    /// <summary>What the first message from outside says.</summary>
    public Task<string?> FirstWordsAsync(CancellationToken ct) => db.Messages.Where(m => m.TicketId == ticket.Id && m.Direction == Direction.Incoming)
        .OrderBy(m => m.At).ThenBy(m => m.Id).Select(m => m.Body).FirstOrDefaultAsync(ct);

    private static Party Choose(Party? asked, IReadOnlyList<ConversationView> views) =>
        views.FirstOrDefault(view => view.Party == asked)?.Party
        ?? views.FirstOrDefault(view => view.Unanswered)?.Party
        ?? views.FirstOrDefault(view => view.Party == Party.Provider)?.Party
        ?? Party.Requester;

    private IQueryable<Message> Of(Guid conversation) =>
        db.Messages.AsNoTracking().Where(m => m.TicketId == ticket.Id && m.ConversationId == conversation);

    private async Task<bool> IsUnansweredAsync(Guid conversation, CancellationToken ct)
    {
        var last = await Of(conversation).Where(m => !m.IsAutomatic).OrderByDescending(m => m.At).ThenByDescending(m => m.Id)
            .Select(m => new { m.Direction, m.At }).FirstOrDefaultAsync(ct);
        return last is { Direction: Direction.Incoming } && last.At >= ticket.UnansweredSince;
    }

    private async Task<ConversationView> OpenAsync(
        Guid id, ConversationView view, TicketWindow? window, ILookup<Guid?, FileView> files, IReadOnlyList<MovedView> moved, CancellationToken ct)
    {
        var from = window?.From;
        if (from is null || window!.Older)
        {
            // Messages of one instant stay together, so that an instant is key enough.
            from = await Of(id).Where(m => from == null || m.At < from).OrderByDescending(m => m.At).ThenByDescending(m => m.Id)
                .Skip(TicketWindow.Page - 1).Select(m => (DateTimeOffset?)m.At).FirstOrDefaultAsync(ct);
        }

        var all = from is null || from <= ticket.CreatedAt;
        var messages = await Of(id).Where(m => all || m.At >= from).OrderBy(m => m.At).ThenBy(m => m.Id).ToListAsync(ct);
        var oldest = messages.Count > 0 ? messages[0].At : (DateTimeOffset?)null;
        return view with
        {
            Messages = [.. messages.Select(m => new MessageView(m, [.. files[m.Id]]))],
            Earlier = Math.Max(0, view.Count - messages.Count),
            From = oldest,
            IsOpen = true,
            Moved = [.. moved.Where(one => view.Count == messages.Count || one.At >= oldest)],
        };
    }
}
