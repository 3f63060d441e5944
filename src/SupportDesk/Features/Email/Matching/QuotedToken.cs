using System.Globalization;
using System.Text.RegularExpressions;

namespace SupportDesk.Features.Email.Matching;

/// <summary>The token <c>[SD-1042-k7f3]</c> in a subject, or <c>Ref: SD-1042-k7f3</c> in the last line of our e-mail.</summary>
internal sealed partial record QuotedToken(long Number, string Code)
{
    private const int Most = 5;
    private const int MostChars = 200_000;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"SD-{Number}-{Code}");

    public static IReadOnlyList<QuotedToken> FindAll(string subject) => Read(Bracketed().Matches(subject));

    /// <summary>Those in the last lines of e-mails of ours that are quoted, the youngest quotation first.</summary>
    public static IReadOnlyList<QuotedToken> FindLastLines(string text) =>
        Read(LastLine().Matches(text.Length > MostChars ? text[..MostChars] : text));

    private static IReadOnlyList<QuotedToken> Read(MatchCollection matches) =>
    [
        .. matches
            .Select(match => new QuotedToken(
                long.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture), match.Groups["code"].Value.ToLowerInvariant()))
            .Distinct()
            .Take(Most),
    ];

    [GeneratedRegex(
        @"\[SD-(?<number>[0-9]{1,15})-(?<code>[a-z0-9]{3,16})\]",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex Bracketed();

    [GeneratedRegex(
        @"^[>|\s]*Ref: SD-(?<number>[0-9]{1,15})-(?<code>[a-z0-9]{3,16})\s*$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex LastLine();
}
