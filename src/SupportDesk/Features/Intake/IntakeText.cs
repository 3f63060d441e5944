namespace SupportDesk.Features.Intake;

public sealed class IntakeText;
