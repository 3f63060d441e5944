using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets;

/// <summary>To whom the letters of a conversation are written: it decides which mailbox they leave through.</summary>
public static class LetterPurpose
{
    public static MailPurposes Of(Ticket ticket, Conversation conversation) => Of(ticket.Kind, conversation.Party);

    public static MailPurposes Of(TicketKind kind, Party party) =>
        party == Party.Provider ? MailPurposes.Provider : kind == TicketKind.Payer ? MailPurposes.Payers : MailPurposes.Merchants;
}
