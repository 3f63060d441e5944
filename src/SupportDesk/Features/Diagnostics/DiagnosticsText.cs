namespace SupportDesk.Features.Diagnostics;

public sealed class DiagnosticsText;
