using System.Globalization;

namespace SupportDesk.Mail;

/// <summary>What a server offers in its answer to EHLO, RFC 5321 section 4.1.1.1. Unknown extensions are left out.</summary>
internal sealed record SmtpOffer(SmtpCapabilities Capabilities, uint MaxSize, IReadOnlyList<string> Mechanisms)
{
    internal static SmtpOffer None { get; } = new(SmtpCapabilities.None, 0, []);

    internal static SmtpOffer Read(string reply)
    {
        var capabilities = SmtpCapabilities.None;
        uint size = 0;
        var mechanisms = new List<string>();
        foreach (var line in reply.Split('\n').Skip(1))
        {
            // Older servers write AUTH=LOGIN.
            var words = line.Split([' ', '='], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0) continue;
            var capability = CapabilityOf(words[0]);
            capabilities |= capability;
            if (capability == SmtpCapabilities.Authentication) mechanisms.AddRange(words.Skip(1));
            if (capability == SmtpCapabilities.Size && words.Length > 1) _ = uint.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out size);
        }
        return new SmtpOffer(capabilities, size, mechanisms);
    }

    private static SmtpCapabilities CapabilityOf(string keyword) => keyword.ToUpperInvariant() switch
    {
        "SIZE" => SmtpCapabilities.Size,
        "AUTH" => SmtpCapabilities.Authentication,
        "PIPELINING" => SmtpCapabilities.Pipelining,
        "8BITMIME" => SmtpCapabilities.EightBitMime,
        "SMTPUTF8" => SmtpCapabilities.UTF8,
        "STARTTLS" => SmtpCapabilities.StartTLS,
        _ => SmtpCapabilities.None,
    };
}
