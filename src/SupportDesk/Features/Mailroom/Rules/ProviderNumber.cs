using System.Text.RegularExpressions;

namespace SupportDesk.Features.Mailroom.Rules;

/// <summary>Reads the number that the provider gave to our case out of its letter.</summary>
internal sealed class ProviderNumber
{
    /// <summary>Words that name a case and the number after them, then a bare sign with a number.</summary>
    private static readonly string[] Usual =
    [
        @"(?:обращени[а-яё]*|заявк[а-яё]*|тикет[а-яё]*|запрос[а-яё]*|инцидент[а-яё]*|ticket|request|case|incident)(?:\s+(?:id|number|no\.?|номер[а-яё]*|под|за|зарегистрирован[а-яё]*|создан[а-яё]*|принят[а-яё]*|has|been|registered|as|is|with|the))*\s*[:\-–—]?\s*(?:№|#|n°|no\.?)?\s*(?<number>[0-9]{4,12})",
        @"(?:№|#|n°)\s*(?<number>[0-9]{4,12})",
    ];

    // Our own words are quoted below; the number stands near the top.
    private const int MostLines = 40;
    private const int MostChars = 8000;
    private readonly IReadOnlyList<Regex> patterns;

    /// <param name="pattern">A pattern with a group named <c>number</c>; null or empty for the usual ones.</param>
    /// <exception cref="ArgumentException">The pattern is wrong, needs backtracking, or lacks the group.</exception>
    public ProviderNumber(string? pattern)
    {
        patterns = [.. (string.IsNullOrWhiteSpace(pattern) ? Usual : [pattern]).Select(Build)];
    }

    /// <param name="ours">Numbers that the letter may quote and that are not the provider's: invoice, order, ticket.</param>
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

    private static Regex Build(string pattern)
    {
        try
        {
            var regex = new Regex(pattern,
                RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
            return regex.GetGroupNames().Contains("number")
                ? regex
                : throw new ArgumentException("The pattern has no group named 'number'.", nameof(pattern));
        }
        catch (NotSupportedException error)
        {
            throw new ArgumentException(error.Message, nameof(pattern), error);
        }
    }
}
