namespace SupportDesk.Features.Email.Matching;

/// <summary>E-mails written by machines: they change no status and are never answered (RFC 3834, RFC 3464).</summary>
internal static class AutomaticMail
{
    private static readonly string[] Precedences = ["bulk", "junk", "list", "auto_reply"];
    private static readonly string[] Marks =
    [
        "X-Autoreply",
        "X-Autorespond",
        "X-Auto-Reply",
        "X-Failed-Recipients",
        "List-Id",
        "List-Unsubscribe",
        "Feedback-ID",
    ];
    private static readonly string[] Robots = ["mailer-daemon", "postmaster"];
    private static readonly string[] Openings = ["automatic reply:", "auto-reply:", "autoreply:", "out of office:", "автоматический ответ:", "автоответ:"];

    public static bool Is(EmailFacts email)
    {
        if (email.Report is not null || email.ContentType == "multipart/report")
            return true;
        if (Robots.Contains(email.FromAddress.Split('@')[0], StringComparer.OrdinalIgnoreCase))
            return true;
        if (Openings.Any(opening => email.Subject.StartsWith(opening, StringComparison.OrdinalIgnoreCase)))
            return true;
        return email.Headers.Any(Marked);
    }

    /// <summary>By what people entered about the provider's machines, for its own e-mails only.</summary>
    /// <param name="signs">Beginnings of subjects, and local parts with their @.</param>
    public static bool IsBySign(EmailFacts email, IReadOnlyCollection<string> signs) => signs.Any(sign => sign.EndsWith('@')
        ? email.FromAddress.StartsWith(sign, StringComparison.OrdinalIgnoreCase)
        : email.Subject.StartsWith(sign, StringComparison.OrdinalIgnoreCase));

    private static bool Marked(HeaderField header)
    {
        var value = header.Value.Trim();
        if (header.Is("Auto-Submitted"))
            return !value.Split(';')[0].Trim().Equals("no", StringComparison.OrdinalIgnoreCase);
        if (header.Is("Precedence"))
            return Precedences.Contains(value, StringComparer.OrdinalIgnoreCase);
        if (header.Is("Return-Path"))
            return value == "<>";
        return Marks.Any(header.Is);
    }
}
