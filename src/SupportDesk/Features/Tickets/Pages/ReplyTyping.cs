using SupportDesk.Data.Entities;

namespace SupportDesk.Features.Tickets.Pages;

/// <summary>A reply in the making, as a page takes it along over a restart of the desk. Its files are stored already.</summary>
public sealed record ReplyTyping(Guid TicketId, IReadOnlyDictionary<Party, string> Texts, TicketStatus After);
