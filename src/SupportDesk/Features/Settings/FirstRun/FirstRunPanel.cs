using SupportDesk.Kernel;

namespace SupportDesk.Features.Settings.FirstRun;

internal sealed class FirstRunPanel : IDashboardPanel
{
    public Type Component => typeof(FirstSteps);
}
