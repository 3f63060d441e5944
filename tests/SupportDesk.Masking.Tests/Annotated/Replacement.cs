using System.Text.RegularExpressions;

namespace SupportDesk.Masking.Tests.Annotated;

/// <summary>What must stand in the output instead of a secret, by the documentation of <see cref="SecretKind"/>.</summary>
internal static partial class Replacement
{
    public static string Of(SecretKind kind, string secret) => kind switch
    {
        SecretKind.Pan => Stars(secret, 0),
        SecretKind.Phone => Stars(secret, Country().Match(secret).Groups["code"].Length),
        SecretKind.Email => secret[0] + "***", // the part before the @
        _ => $"[masked:{kind.ToString().ToLowerInvariant()}]",
    };

    // Digits and signs that hide some become stars, except for the first so many and the last four.
    private static string Stars(string secret, int first)
    {
        var digitsOnly = Separator().Replace(secret, match => new string(' ', match.Length));
        var places = Enumerable.Range(0, secret.Length).Where(i => char.IsDigit(digitsOnly[i]) || IsCover(digitsOnly[i])).ToArray();
        var masked = secret.ToCharArray();
        for (var n = first; n < places.Length; n++)
            if (n < places.Length - 4 || IsCover(masked[places[n]]))
                masked[places[n]] = '*';
        return new string(masked);
    }

    private static bool IsCover(char c) => c is '*' or 'x' or 'X' or '•';

    [GeneratedRegex(@"^((\+|%2B)(?<code>375|380|99\d|7|1|\d\d)|(?<code>[78])(?=(\D*\d){10}$))")]
    private static partial Regex Country();

    // Digits in these are not digits of the number.
    [GeneratedRegex(@"(\u001b|\\u001[bB]|\\x1[bB]|\\033)\[[\d;]*m|%[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|\\x[0-9A-Fa-f]{2}|&#?\w+;")]
    private static partial Regex Separator();
}
