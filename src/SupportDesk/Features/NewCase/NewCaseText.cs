namespace SupportDesk.Features.NewCase;

public sealed class NewCaseText;
