using Hangfire;
using SupportDesk.Kernel;

namespace SupportDesk.Jobs;

/// <summary>Nights are those of the desk, also on a machine that does not know its zone by name.</summary>
internal sealed class DeskZone(DeskTime desk) : ITimeZoneResolver
{
    public TimeZoneInfo GetTimeZoneById(string timeZoneId) => timeZoneId == desk.Zone.Id ? desk.Zone : TimeZoneInfo.Utc;
}
