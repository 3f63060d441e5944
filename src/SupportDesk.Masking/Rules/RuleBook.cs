using System.Text;
using SupportDesk.Masking.Engine;

namespace SupportDesk.Masking.Rules;

/// <summary>The rules of a masker, in the order in which they are asked about one position.</summary>
internal static class RuleBook
{
    private static readonly byte[][] Replacements =
        [.. Enum.GetNames<SecretKind>().Select(name => Encoding.ASCII.GetBytes($"[masked:{name.ToLowerInvariant()}]"))];

    private static readonly Lazy<TriggerTable>[] Tables =
        [.. Enumerable.Range(0, (int)PersonalData.All + 1).Select(personal => new Lazy<TriggerTable>(() => new TriggerTable(Create((PersonalData)personal))))];

    /// <summary>New rules, and what they wait for; one table serves all maskers of the same settings.</summary>
    public static (Rule[] Rules, TriggerTable Table) For(PersonalData personal) =>
        (Create(personal & PersonalData.All), Tables[(int)(personal & PersonalData.All)].Value);

    /// <summary>How every replacement begins.</summary>
    public static ReadOnlySpan<byte> MaskedOpening => "[masked:"u8;

    /// <summary>What stands in the output instead of a secret of this kind.</summary>
    public static ReadOnlySpan<byte> Replacement(SecretKind kind) => Replacements[(int)kind];

    private static Rule[] Create(PersonalData personal)
    {
        List<Rule> rules =
        [
            new OwnMarkRule(),
            new TrackRule(),
            new PanRule(),
            new SpacedPanRule(),
            new TruncatedPanRule(),
            new Base64PanRule(),
            new KeyRule(),
            new JwtRule(),
            new TokenPrefixRule(),
            new PasswordRule(),
            new SpokenPasswordRule(),
            new CommandPasswordRule(),
            new BaseStringRule(),
            new UrlPasswordRule(),
            new CvvRule(),
            new ExpiryRule(),
            new CardholderRule(),
            new PinRule(),
            new CodeRule(),
            new AuthorizationRule(),
            new BearerRule(),
            new TokenKeyRule(),
            new CookieRule(),
        ];
        if (personal.HasFlag(PersonalData.Email))
            rules.Add(new EmailRule());
        if (personal.HasFlag(PersonalData.Snils))
            rules.Add(new SnilsRule());
        if (personal.HasFlag(PersonalData.Passport))
            rules.Add(new PassportRule());
        if (personal.HasFlag(PersonalData.Inn))
            rules.Add(new InnRule());
        if (personal.HasFlag(PersonalData.Phone))
            rules.Add(new PhoneRule());
        if (personal.HasFlag(PersonalData.Ip))
            rules.Add(new IpRule());
        return [.. rules];
    }
}
