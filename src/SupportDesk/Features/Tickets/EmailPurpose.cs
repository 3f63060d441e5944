using SupportDesk.Data.Entities;
using SupportDesk.Features.Outbox;

namespace SupportDesk.Features.Tickets;

/// <summary>To whom the e-mails of a conversation are written: it decides which mailbox they leave through.</summary>
public static class EmailPurpose
{
    public static MailPurposes Of(Ticket ticket, Conversation conversation) => Of(ticket.Kind, conversation.Party);

    public static MailPurposes Of(TicketKind kind, Party party) =>
        party == Party.Provider ? MailPurposes.Provider : kind == TicketKind.Payer ? MailPurposes.Payers : MailPurposes.Merchants;
}
