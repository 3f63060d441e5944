using System.Text.RegularExpressions;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Contacts;

/// <summary>Reads the number that the provider gave to our case out of its e-mail.</summary>
public sealed class ProviderNumber
{
    /// <summary>Words that name a case and the number after them, then a bare sign with a number.</summary>
    private static readonly string[] UsualPatterns =
    [
        @"(?:обращени[а-яё]*|заявк[а-яё]*|тикет[а-яё]*|запрос[а-яё]*|инцидент[а-яё]*|ticket|request|case|incident)"
            + @"(?:\s+(?:id|number|no\.?|номер[а-яё]*|под|за"
            + @"|зарегистрирован[а-яё]*|создан[а-яё]*|принят[а-яё]*|has|been|registered|as|is|with|the))*"
            + @"\s*[:\-–—]?\s*(?:№|#|n°|no\.?)?\s*(?<number>[0-9]{4,12})",
        @"(?:№|#|n°)\s*(?<number>[0-9]{4,12})",
    ];

    // Our own words are quoted below; the number stands near the top.
    private const int MostLines = 40;
    private const int MostChars = 8000;
    private const string Field = "NumberPattern";
    private const int LongestPattern = 500;
    private static readonly TimeSpan LongestMatch = TimeSpan.FromSeconds(1);
    private readonly IReadOnlyList<Regex> patterns;

    /// <summary>Understands the usual ways to name a case. There is one: to make it takes longer than to receive an e-mail.</summary>
    public static ProviderNumber Usual { get; } = new(UsualPatterns);

    private ProviderNumber(IEnumerable<string> patterns) => this.patterns = [.. patterns.Select(Build)];

    /// <param name="pattern">A pattern with a group named <c>number</c>; null or empty for the usual ones.</param>
    /// <returns>Or why the pattern cannot serve: it is wrong, needs backtracking, or lacks the group.</returns>
    public static Result<ProviderNumber> Of(string? pattern)
    {
        if (string.IsNullOrWhiteSpace(pattern))
            return Usual;
        if (pattern.Length > LongestPattern)
            return new Problem("PatternLong", Field, LongestPattern);
        try
        {
            var number = new ProviderNumber([pattern]);
            return number.patterns[0].GetGroupNames().Contains("number") ? number : new Problem("PatternGroup", Field);
        }
        catch (RegexParseException error)
        {
            return new Problem("PatternBroken", Field, error.Offset);
        }
        catch (NotSupportedException)
        {
            // A pattern that looks back can be made to run for years by an e-mail.
            return new Problem("PatternBacktracks", Field);
        }
    }

    /// <param name="ours">Numbers that the e-mail may quote and that are not the provider's: invoice, order, ticket.</param>
    public string? Read(string subject, string body, IReadOnlyCollection<string> ours)
    {
        var top = string.Join('\n', body.Split('\n').Where(line => !line.TrimStart().StartsWith('>')).Take(MostLines));
        if (top.Length > MostChars)
            top = top[..MostChars];
        foreach (var pattern in patterns)
        {
            foreach (var text in (string[])[subject, top])
            {
                var number = pattern.Matches(text).Select(match => match.Groups["number"].Value).FirstOrDefault(found => !ours.Contains(found));
                if (number is { Length: > 0 })
                    return number;
            }
        }

        return null;
    }

    /// <summary>Numbers in a subject that may be the provider's.</summary>
    public IReadOnlyList<string> FindAll(string subject) =>
        [.. patterns.SelectMany(pattern => pattern.Matches(subject)).Select(match => match.Groups["number"].Value).Distinct().Take(5)];

    private static Regex Build(string pattern) =>
        new(pattern, RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, LongestMatch);
}
