using SupportDesk.Features.Tickets;

namespace SupportDesk.Features.Payments.Panel;

internal sealed class PaymentsPanel : ITicketPanel
{
    public Type Component => typeof(TicketPayments);
}
