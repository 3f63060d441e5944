using System.Text.RegularExpressions;
using SupportDesk.Data.Entities;

namespace SupportDesk.Features.Tickets;

/// <summary>
/// Subjects that both desks recognise: what the other side put in brackets stays byte for byte, our token and their
/// number are added once.
/// </summary>
internal static partial class EmailSubject
{
    private const int MaxLength = 400;

    public static string Of(Ticket ticket, Conversation conversation, bool reply)
    {
        var subject = conversation.Subject;
        if (reply && !Reply().IsMatch(subject))
            subject = "Re: " + subject;
        if (conversation.ExternalNumber is { Length: > 0 } number && !ContainsNumber(subject, number))
            subject += $" № {number}";
        return WithToken(ticket, subject);
    }

    /// <summary>
    /// What an e-mail is about: its subject without the marks of replies and forwards before it, and without our tokens. A token
    /// that stayed in a title would lead the answers to the new ticket back to the one that it names.
    /// </summary>
    public static string Bare(string subject) => Marks().Replace(Blanks().Replace(OwnTokens().Replace(subject, " "), " "), "").Trim();

    /// <summary>Adds our token unless it is there.</summary>
    public static string WithToken(Ticket ticket, string subject) =>
        subject.Contains(SubjectToken.Bracketed(ticket), StringComparison.Ordinal) ? subject : $"{subject} {SubjectToken.Bracketed(ticket)}";

    /// <summary>The conversation's subject with the tokens that the other side's e-mail brought and it lacks.</summary>
    public static string KeepForeignTokens(string subject, string? theirs)
    {
        foreach (Match token in Token().Matches(theirs ?? ""))
        {
            if (!OwnToken().IsMatch(token.Value)
                && !subject.Contains(token.Value, StringComparison.Ordinal)
                && subject.Length + token.Length < MaxLength)
                subject += " " + token.Value;
        }

        return subject;
    }

    private static bool ContainsNumber(string subject, string number)
    {
        var at = subject.IndexOf(number, StringComparison.Ordinal);
        return at >= 0
            && (at == 0 || !char.IsAsciiDigit(subject[at - 1]))
            && (at + number.Length == subject.Length || !char.IsAsciiDigit(subject[at + number.Length]));
    }

    [GeneratedRegex(@"^\s*(re|aw|sv|отв?|ответ)\s*(\[\d+\])?\s*:", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Reply();

    [GeneratedRegex(@"^(\s*(re|aw|sv|отв?|ответ|fwd?|wg|пересл|тема)\s*(\[\d+\])?\s*:)+", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Marks();

    // [ref:abc], [#5521873], (#5521873), {ticket 12}: what desks are known to put into subjects.
    [GeneratedRegex(@"\[[^\[\]\r\n]{2,80}\]|\(#[^()\r\n]{2,40}\)|\{[^{}\r\n]{2,40}\}", RegexOptions.NonBacktracking)]
    private static partial Regex Token();

    [GeneratedRegex(@"^\[SD-\d+-[a-z0-9]+\]$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex OwnToken();

    [GeneratedRegex(@"\[SD-\d+-[a-z0-9]+\]", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex OwnTokens();

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Blanks();
}
