using SupportDesk.Features.Email.Pages;
using SupportDesk.Features.Tickets.Moving;

namespace SupportDesk.Features.Email.Messages;

internal sealed class EmailPanels : IMessagePanels
{
    public Type OfEmail => typeof(EmailPanel);

    public Type OfMove => typeof(MovedMessage);
}
