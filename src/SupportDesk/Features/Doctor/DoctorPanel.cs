using SupportDesk.Features.Tickets;

namespace SupportDesk.Features.Doctor;

internal sealed class DoctorPanel : ITicketPanel
{
    public Type Component => typeof(TicketDoctor);
}
