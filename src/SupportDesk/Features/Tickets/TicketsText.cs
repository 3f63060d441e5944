namespace SupportDesk.Features.Tickets;

/// <summary>Texts of the ticket pages and of the e-mails that tickets send.</summary>
public sealed class TicketsText;
