using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets;

/// <summary>
/// How an e-mail names its ticket: <c>SD-1042-k7f3</c>, in brackets in the subject and after <c>Ref:</c> in the last line.
/// The tail is random, so that a number alone finds nothing.
/// </summary>
public static class SubjectToken
{
    public const int CodeLength = 4;

    public static string Of(Ticket ticket) => $"{TicketNumber.Format(ticket.Number)}-{ticket.SubjectCode}";

    public static string Bracketed(Ticket ticket) => $"[{Of(ticket)}]";

    public static string LastLine(Ticket ticket) => LastLine(Of(ticket));

    /// <param name="token">As <see cref="Of"/> writes it.</param>
    public static string LastLine(string token) => $"Ref: {token}";
}
