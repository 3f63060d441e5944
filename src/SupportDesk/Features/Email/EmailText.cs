namespace SupportDesk.Features.Email;

/// <summary>Texts of the e-mail pages and notices.</summary>
public sealed class EmailText;
