using System.Globalization;
using System.Text.RegularExpressions;

namespace SupportDesk.Features.Mailroom.Rules;

/// <summary>The token <c>[SD-1042-k7f3]</c> in a subject.</summary>
internal sealed partial record QuotedToken(long Number, string Code)
{
    private const int Most = 5;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"SD-{Number}-{Code}");

    public static IReadOnlyList<QuotedToken> FindAll(string subject) =>
    [
        .. Pattern().Matches(subject)
            .Select(match => new QuotedToken(
                long.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture), match.Groups["code"].Value.ToLowerInvariant()))
            .Distinct()
            .Take(Most),
    ];

    [GeneratedRegex(@"\[SD-(?<number>[0-9]{1,15})-(?<code>[a-z0-9]{3,16})\]", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Pattern();
}
