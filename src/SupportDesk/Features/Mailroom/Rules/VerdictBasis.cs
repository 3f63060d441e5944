using System.Text.Json;
using SupportDesk.Features.Mailroom.Authentication;

namespace SupportDesk.Features.Mailroom.Rules;

/// <summary>One check of the mail host, such as <c>dkim=pass</c>.</summary>
/// <param name="Domain">The domain it speaks of; null if the host named none.</param>
/// <param name="Aligned">That domain is the one in From, or lies above or below it.</param>
public sealed record SenderCheck(string Method, string Result, string? Domain, bool Aligned);

/// <summary>What a verdict on a sender rests on, as <see cref="SenderVerdict"/> saw it; kept with the letter.</summary>
/// <param name="Key">A key of a text: NotPinned, ManyAuthors, NoField or Field.</param>
/// <param name="Host">Whose field counts.</param>
/// <param name="Desk">What the desk found itself; null for a letter that came before it looked.</param>
public sealed record VerdictBasis(string Key, string? Host, IReadOnlyList<SenderCheck> Checks, DeskBasis? Desk = null)
{
    private const int Most = 12;

    internal static VerdictBasis Of(LetterFacts letter, string? authservId)
    {
        if (string.IsNullOrWhiteSpace(authservId))
            return new VerdictBasis("NotPinned", null, []);
        if (letter.FromCount != 1)
            return new VerdictBasis("ManyAuthors", authservId, []);
        return SenderVerdict.FieldOf(letter, authservId) is { } segments
            ? new VerdictBasis("Field", authservId, [.. segments.Skip(1).Select(words => Check(words, DomainName.Of(letter.FromAddress))).OfType<SenderCheck>().Take(Most)])
            : new VerdictBasis("NoField", authservId, []);
    }

    public string ToJson() => JsonSerializer.Serialize(this);

    public static VerdictBasis? FromJson(string? text) => text is null ? null : JsonSerializer.Deserialize<VerdictBasis>(text);

    private static SenderCheck? Check(List<string> words, string from)
    {
        if (words is not [var first, ..] || first.Split('=', 2) is not [var method, var result])
            return null;
        var name = method.Split('/')[0].ToLowerInvariant();
        var domain = name switch
        {
            "dmarc" => SenderVerdict.Property(words, "header.from"),
            "dkim" => SenderVerdict.Property(words, "header.d") ?? SenderVerdict.Property(words, "header.i"),
            "spf" => SenderVerdict.Property(words, "smtp.mailfrom"),
            _ => null,
        };
        var shown = domain is null ? null : Cut(DomainName.Readable(DomainName.Of(domain)));
        return new SenderCheck(Cut(name), Cut(result.ToLowerInvariant()), shown, domain is not null && SenderVerdict.Aligned(DomainName.Of(domain), from));
    }

    private static string Cut(string word) => word.Length <= 80 ? word : word[..80];
}
