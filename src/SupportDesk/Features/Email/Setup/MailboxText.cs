namespace SupportDesk.Features.Email.Setup;

/// <summary>Texts of the mailbox's settings.</summary>
public sealed class MailboxText;
