namespace SupportDesk.Features.Mailroom;

/// <summary>Texts of the mailroom.</summary>
public sealed class MailroomText;
