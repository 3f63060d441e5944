namespace SupportDesk.Mail;

/// <summary>What a server offers, RFC 3501 section 7.2.1. Unknown capabilities are left out.</summary>
internal sealed record ImapOffer(ImapCapabilities Capabilities, HashSet<string> Mechanisms)
{
    private const string Mechanism = "AUTH=";

    internal static ImapOffer None { get; } = new(ImapCapabilities.None, []);

    internal static ImapOffer Read(IEnumerable<string> words)
    {
        var capabilities = ImapCapabilities.None;
        var mechanisms = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var word in words)
        {
            if (word.StartsWith(Mechanism, StringComparison.OrdinalIgnoreCase)) mechanisms.Add(word[Mechanism.Length..]);
            else capabilities |= CapabilityOf(word);
        }
        return new ImapOffer(capabilities, mechanisms);
    }

    private static ImapCapabilities CapabilityOf(string word) => word.ToUpperInvariant() switch
    {
        "IMAP4REV1" => ImapCapabilities.IMAP4rev1,
        "LITERAL+" => ImapCapabilities.LiteralPlus,
        "LOGINDISABLED" => ImapCapabilities.LoginDisabled,
        "IDLE" => ImapCapabilities.Idle,
        "NAMESPACE" => ImapCapabilities.Namespace,
        "STARTTLS" => ImapCapabilities.StartTLS,
        "UIDPLUS" => ImapCapabilities.UidPlus,
        "SASL-IR" => ImapCapabilities.SaslIR,
        "SPECIAL-USE" => ImapCapabilities.SpecialUse,
        "MOVE" => ImapCapabilities.Move,
        _ => ImapCapabilities.None,
    };
}
