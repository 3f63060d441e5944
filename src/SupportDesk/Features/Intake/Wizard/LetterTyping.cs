namespace SupportDesk.Features.Intake.Wizard;

/// <summary>A letter in the making, as a page takes it along over a restart of the desk.</summary>
public sealed record LetterTyping(string Body, string Reason);
