using SupportDesk.Features.Outbox.Templates;
using SupportDesk.Features.Outbox.Templates.Language;
using static SupportDesk.Features.Outbox.Templates.SharedPlaceholders;

namespace SupportDesk.Features.Accounts.Links;

/// <summary>The e-mails that bring a person a link to set a password.</summary>
internal static class AccountEmails
{
    private static readonly Placeholder AccountLink = new("account.link", typeof(AccountsText)) { Required = true };
    private static readonly Placeholder Until = new("account.until", typeof(AccountsText));
    private static readonly Placeholder Inviter = new("inviter.name", typeof(AccountsText));

    public static readonly EmailKind Invitation = new("invitation", EmailAudience.Staff, typeof(AccountsText),
        [AccountLink, Until, Inviter, PersonName, DeskName], EmailKind.RussianAndEnglish)
    { HasSubject = true };

    public static readonly EmailKind Reset = new("password-reset", EmailAudience.Staff, typeof(AccountsText),
        [AccountLink, Until, Inviter, PersonName, DeskName], EmailKind.RussianAndEnglish)
    { HasSubject = true };

    public static readonly IReadOnlyList<EmailKind> All = [Invitation, Reset];
}
