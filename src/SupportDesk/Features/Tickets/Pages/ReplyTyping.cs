using SupportDesk.Data.Entities;

namespace SupportDesk.Features.Tickets.Pages;

/// <summary>A reply in the making, as a page takes it along over a restart of the desk.</summary>
public sealed record ReplyTyping(Guid TicketId, IReadOnlyDictionary<Party, string> Texts, IReadOnlyList<ReplyFile> Files, TicketStatus After);

/// <summary>A file that goes out with the reply; it is stored already.</summary>
public sealed record ReplyFile(Guid Id, string Name, long Size, long HiddenCount);
