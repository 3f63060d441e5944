using System.Text;
using SupportDesk.Masking.Engine;

namespace SupportDesk.Masking.Rules;

/// <summary>The rules of a masker, in the order in which they are asked about one position.</summary>
internal static class RuleBook
{
    private static readonly byte[][] Replacements =
        [.. Enum.GetNames<SecretKind>().Select(name => Encoding.ASCII.GetBytes($"[masked:{name.ToLowerInvariant()}]"))];

    /// <summary>The words that all rules wait for; one table serves all maskers.</summary>
    public static TriggerTable Triggers { get; } = new(Create());

    /// <summary>How every replacement begins.</summary>
    public static ReadOnlySpan<byte> MaskedOpening => "[masked:"u8;

    /// <summary>What stands in the output instead of a secret of this kind.</summary>
    public static ReadOnlySpan<byte> Replacement(SecretKind kind) => Replacements[(int)kind];

    /// <summary>New rules, always in this order.</summary>
    public static Rule[] Create() =>
    [
        new PanRule(),
        new TruncatedPanRule(),
        new PasswordRule(),
        new CvvRule(),
        new AuthorizationRule(),
        new BearerRule(),
        new TokenKeyRule(),
        new CookieRule(),
    ];
}
