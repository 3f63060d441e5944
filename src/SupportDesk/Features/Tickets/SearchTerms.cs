using System.Text;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets;

/// <summary>
/// Turns what a person typed into a query of the full-text index: every word must occur, by its beginning, and Russian
/// words without their ending, so that «уведомления» finds «уведомление».
/// </summary>
internal static class SearchTerms
{
    private const int MaxTerms = 8;
    private const int ShortestStem = 4;

    // Endings of nouns, adjectives and verbs, longest first; a light cut is enough before a prefix match.
    private static readonly string[] Endings =
    [
        "иями", "ями", "ами", "ого", "его", "ому", "ему", "ыми", "ими", "ией", "иях", "ают", "яют", "ует", "ются", "ится", "ется", "илось", "илась", "ился",
        "ая", "яя", "ое", "ее", "ые", "ие", "ой", "ей", "ий", "ый", "ом", "ем", "ым", "им", "ов", "ев", "ах", "ях", "ам", "ям", "ия", "ию", "ии", "ью",
        "ить", "ать", "ять", "еть", "ят", "ит", "ют", "ут", "ла", "ло", "ли", "ся",
        "а", "я", "о", "е", "ы", "и", "у", "ю", "ь", "й",
    ];

    /// <summary>The FTS5 expression; null when nothing can be looked for.</summary>
    public static string? Match(string? typed)
    {
        var terms = Words(typed).Take(MaxTerms).Select(word => $"\"{Stem(word)}\"*").ToList();
        return terms.Count == 0 ? null : string.Join(' ', terms);
    }

    private static IEnumerable<string> Words(string? typed)
    {
        var word = new StringBuilder();
        foreach (var part in (typed ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (TicketNumber.TryParse(part, out var number))
            {
                yield return TicketNumber.Format(number)[TicketNumber.Prefix.Length..];
                continue;
            }

            foreach (var c in part + " ")
            {
                if (char.IsLetterOrDigit(c))
                {
                    word.Append(char.ToLowerInvariant(c));
                }
                else if (word.Length > 0)
                {
                    yield return word.ToString();
                    word.Clear();
                }
            }
        }
    }

    private static string Stem(string word)
    {
        if (word.Length <= ShortestStem || !word.All(c => c is >= 'а' and <= 'я' or 'ё'))
            return word;
        var ending = Endings.FirstOrDefault(e => word.Length - e.Length >= ShortestStem && word.EndsWith(e, StringComparison.Ordinal));
        return ending is null ? word : word[..^ending.Length];
    }
}
