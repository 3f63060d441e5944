namespace SupportDesk.Features.Settings.FirstRun;

public sealed class FirstRunText;
