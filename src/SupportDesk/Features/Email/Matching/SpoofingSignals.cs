using System.Text.RegularExpressions;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Features.Email.Matching;

/// <summary>How a sender pretends to be somebody else. The members are keys of texts.</summary>
[Flags]
internal enum SpoofingSignal
{
    None = 0,

    /// <summary>The display name shows a mail address that is not the sender's.</summary>
    NameShowsOtherAddress = 1,

    /// <summary>Letters of several alphabets in one word of the domain.</summary>
    MixedAlphabets = 2,

    /// <summary>Almost an official domain.</summary>
    LooksLikeOfficial = 4,

    /// <summary>The name of an official domain stands in the display name, the e-mail comes from elsewhere.</summary>
    NameSoundsOfficial = 8,

    /// <summary>Answers would go to another domain.</summary>
    ReplyGoesElsewhere = 16,

    /// <summary>The name of an official domain stands before the @ of a public host.</summary>
    AddressSoundsOfficial = 32,
}

internal static partial class SpoofingSignals
{
    private const int ShortestBrand = 5;

    public static SpoofingSignal Find(string name, string address, string? replyTo, IReadOnlyCollection<string> officialDomains)
    {
        var domain = DomainName.Of(address);
        var official = officialDomains.Select(DomainName.Normalize).Where(one => one.Length > 0 && !DomainName.IsPublicHost(one)).ToList();
        var isOfficial = official.Any(one => DomainName.IsSameOrUnder(domain, one));
        var found = SpoofingSignal.None;
        if (Address().Match(name) is { Success: true } shown && !DomainName.SameAddress(shown.Value, address))
            found |= SpoofingSignal.NameShowsOtherAddress;
        if (DomainName.Readable(domain).Split('.').Any(HasMixedAlphabets))
            found |= SpoofingSignal.MixedAlphabets;
        if (!isOfficial && official.Any(one => LooksLike(domain, one)))
            found |= SpoofingSignal.LooksLikeOfficial;
        var brands = official.Select(Brand).Where(brand => brand.Length >= ShortestBrand).ToList();
        if (!isOfficial && brands.Any(brand => Spelling.Sounds(name, brand)))
            found |= SpoofingSignal.NameSoundsOfficial;
        // In a domain of its own it is the name of a matter, as in robokassa@shop.example; at a public host it is a role.
        if (DomainName.IsPublicHost(domain) && address.LastIndexOf('@') is var at and > 0 && brands.Any(brand => Spelling.Sounds(address[..at], brand)))
            found |= SpoofingSignal.AddressSoundsOfficial;
        if (replyTo is not null && DomainName.Of(replyTo) != domain)
            found |= SpoofingSignal.ReplyGoesElsewhere;
        return found;
    }

    private static bool LooksLike(string domain, string official)
    {
        var (shown, wanted) = (DomainName.Readable(domain), DomainName.Readable(official));
        // rk-example.com beside rk.example: the same letters, parted in other places, and something behind them.
        var letters = Spelling.LettersOf(wanted);
        if (letters.Length >= ShortestBrand && Spelling.LettersOf(shown).StartsWith(letters, StringComparison.Ordinal))
            return true;
        var brand = Brand(official);
        return brand.Length >= ShortestBrand
            && (Spelling.Sounds(shown, brand)
                || Spelling.Looks(shown).Split('.', '-').Any(label => Distance(label, Spelling.Looks(brand)) <= (brand.Length >= 8 ? 2 : 1)));
    }

    // "robokassa" of "robokassa.ru": the longest label but the last one.
    private static string Brand(string domain) => DomainName.Readable(domain).Split('.')[..^1].MaxBy(label => label.Length) ?? "";

    private static bool HasMixedAlphabets(string label)
    {
        var latin = label.Any(char.IsAsciiLetter);
        return latin && label.Any(letter => letter > 127 && char.IsLetter(letter) && !IsLatin(letter));
    }

    private static bool IsLatin(char letter) => letter is >= '\u00C0' and <= '\u024F' or >= '\u1E00' and <= '\u1EFF';

    /// <summary>Levenshtein's distance of two short words; longer ones are cut, which keeps it cheap.</summary>
    private static int Distance(string one, string other)
    {
        const int longest = 63;
        (one, other) = (one[..Math.Min(one.Length, longest)], other[..Math.Min(other.Length, longest)]);
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (one[i - 1] == other[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[^1];
    }

    [GeneratedRegex(@"[^\s<>""'(),;:]+@[^\s<>""'(),;:]+\.[^\s<>""'(),;:]+", RegexOptions.NonBacktracking)]
    private static partial Regex Address();
}
