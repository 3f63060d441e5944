using System.Text.Json;
using SupportDesk.Features.Email.Authentication;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Features.Email.Matching;

/// <summary>One check of the mail host, such as <c>dkim=pass</c>.</summary>
/// <param name="Domain">The domain it speaks of; null if the host named none.</param>
/// <param name="Aligned">That domain is the one in From, or lies above or below it.</param>
public sealed record SenderCheck(string Method, string Result, string? Domain, bool Aligned);

/// <summary>What a verdict on a sender rests on, as <see cref="AuthenticationResult"/> saw it; kept with the e-mail.</summary>
/// <param name="Key">A key of a text: NotTrusted, ManyAuthors, NoField or Field.</param>
/// <param name="Host">Whose field counts.</param>
/// <param name="Desk">What the desk found itself; null for an e-mail that came before it looked.</param>
public sealed record AuthenticationSource(string Key, string? Host, IReadOnlyList<SenderCheck> Checks, DeskBasis? Desk = null)
{
    private const int Most = 12;

    internal static AuthenticationSource Of(EmailFacts email, string? authservId)
    {
        if (string.IsNullOrWhiteSpace(authservId))
            return new AuthenticationSource("NotTrusted", null, []);
        if (email.FromCount != 1)
            return new AuthenticationSource("ManyAuthors", authservId, []);
        return AuthenticationResult.FieldOf(email, authservId) is { } segments
            ? new AuthenticationSource(
                "Field",
                authservId,
                [.. segments.Skip(1).Select(words => Check(words, DomainName.Of(email.FromAddress))).OfType<SenderCheck>().Take(Most)]
            )
            : new AuthenticationSource("NoField", authservId, []);
    }

    public string ToJson() => JsonSerializer.Serialize(this);

    public static AuthenticationSource? FromJson(string? text) => text is null ? null : JsonSerializer.Deserialize<AuthenticationSource>(text);

    private static SenderCheck? Check(List<string> words, string from)
    {
        if (words is not [var first, ..] || first.Split('=', 2) is not [var method, var result])
            return null;
        var name = method.Split('/')[0].ToLowerInvariant();
        var domain = name switch
        {
            "dmarc" => AuthenticationResult.Property(words, "header.from"),
            "dkim" => AuthenticationResult.Property(words, "header.d") ?? AuthenticationResult.Property(words, "header.i"),
            "spf" => AuthenticationResult.Property(words, "smtp.mailfrom"),
            _ => null,
        };
        var shown = domain is null ? null : Cut(DomainName.Readable(DomainName.Of(domain)));
        return new SenderCheck(
            Cut(name),
            Cut(result.ToLowerInvariant()),
            shown,
            domain is not null && AuthenticationResult.Aligned(DomainName.Of(domain), from)
        );
    }

    private static string Cut(string word) => word.Length <= 80 ? word : word[..80];
}
