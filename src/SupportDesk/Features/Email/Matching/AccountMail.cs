using System.Text.RegularExpressions;

namespace SupportDesk.Features.Email.Matching;

/// <summary>
/// E-mails by which a third party lets somebody into an account: whoever makes one in the desk's name must not be able to
/// read its confirmation in a ticket. They are never shown to anybody by themselves.
/// </summary>
internal static partial class AccountMail
{
    private static readonly string[] Robots =
    [
        "noreply",
        "no-reply",
        "no_reply",
        "donotreply",
        "do-not-reply",
        "do_not_reply",
        "notification",
        "notifications",
        "account",
        "accounts",
        "security",
        "verify",
        "verification",
    ];
    private const int Top = 4000;

    /// <summary>Such an e-mail, or one that a list sends: neither is shown by itself, and neither gets a reply.</summary>
    public static bool Is(EmailFacts email) => LetsIn(email) || IsOfList(email);

    /// <summary>A newsletter or another list; most of them let nobody into anything.</summary>
    public static bool IsOfList(EmailFacts email) => email.Headers.Any(header => header.Is("List-Id") || header.Is("List-Unsubscribe"));

    /// <summary>It holds a code or comes from a machine that sends them.</summary>
    public static bool LetsIn(EmailFacts email)
    {
        if (Robots.Contains(email.FromAddress.Split('@')[0].Split('+')[0], StringComparer.OrdinalIgnoreCase))
            return true;
        var text = email.Text.Length <= Top ? email.Text : email.Text[..Top];
        return Code().IsMatch(email.Subject) || Code().IsMatch(text);
    }

    [GeneratedRegex(
        @"(код[а-я]*\s+(подтверждения|доступа|безопасности|для\s+входа|проверки)"
            + @"|подтверд[а-я]+\s+(адрес|почт|e-?mail|регистраци|аккаунт|уч[её]тн)"
            + @"|сброс[а-я]*\s+парол|восстановлени[а-я]+\s+(парол|доступ)"
            + @"|одноразов[а-я]+\s+(код|парол)"
            + @"|verification\s+code|security\s+code"
            + @"|confirm(ation)?\s+(your\s+)?(e-?mail|account|address|code)"
            + @"|verify\s+(your\s+)?(e-?mail|account|address)"
            + @"|one-?time\s+(code|password)|reset\s+(your\s+)?password"
            + @"|sign-?in\s+code|login\s+code|magic\s+link)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Code();
}
