using System.Text;
using System.Text.RegularExpressions;

namespace SupportDesk.Features.Diagnostics.Logs;

/// <summary>Tells a notification from all else that carries the number of an invoice: only what says so makes a request the provider's.</summary>
internal static partial class RequestOrigins
{
    /// <param name="line">As it stands in the log.</param>
    /// <param name="own">The line without the page from which the request came.</param>
    /// <param name="isNamed">The number stands in a field of its own.</param>
    public static RequestOrigin Of(LogEntry entry, string line, string own, bool isNamed)
    {
        var isPost = entry.Method.Equals("POST", StringComparison.OrdinalIgnoreCase);
        if (!isPost && entry.Method.Length > 0 && !entry.Method.Equals("GET", StringComparison.OrdinalIgnoreCase))
            return RequestOrigin.Other;
        // Notifications know no language.
        if (Culture().IsMatch(entry.Target) || Culture().IsMatch(own))
            return isNamed ? RequestOrigin.Buyer : RequestOrigin.Other;
        if (IsProvider(entry, line))
            return RequestOrigin.Provider;
        if (Start().IsMatch(entry.Target))
            return RequestOrigin.Other;
        var hasSum = isNamed && Sum().IsMatch(own);
        if (IsBrowser(entry, line))
            return hasSum ? RequestOrigin.Buyer : RequestOrigin.Other;
        // A log of bodies may leave the signature out.
        if (hasSum && (Signature().IsMatch(own) || isPost && entry.Remote is null))
            return RequestOrigin.Fields;
        return isPost ? RequestOrigin.Unknown : RequestOrigin.Other;
    }

    /// <summary>Its address is that of the request, or the one that a proxy in between wrote down.</summary>
    public static bool IsProvider(LogEntry entry, string line) =>
        ProviderAddress.Is(entry.Remote) || ProviderAddress.IsIn(Encoding.UTF8.GetBytes(Around(entry, line)));

    // The provider's pages lead a browser back, and it may keep to itself from where it comes.
    private static bool IsBrowser(LogEntry entry, string line) =>
        Around(entry, line).Contains("Mozilla", StringComparison.Ordinal) || Pages().IsMatch(entry.Referrer ?? "");

    // What the sender of a request chose stands in its address.
    private static string Around(LogEntry entry, string line)
    {
        var text = entry.Target.Length > 0 ? line.Replace(entry.Target, "-", StringComparison.Ordinal) : line;
        return entry.Referrer is { Length: > 1 } from ? text.Replace(from, "-", StringComparison.Ordinal) : text;
    }

    private const RegexOptions Options =
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    [GeneratedRegex("""[?&"]Culture=""", Options)]
    private static partial Regex Culture();

    // Of a payment: no notification has these.
    [GeneratedRegex("""\b(MerchantLogin|MrchLogin)=|[=&?].*\bauth\.robokassa\.""", Options)]
    private static partial Regex Start();

    [GeneratedRegex("""\bout_?summ?\\?["'\])>\s]{0,6}[=:>]""", Options)]
    private static partial Regex Sum();

    [GeneratedRegex("""\b(SignatureValue|crc)\\?["'\])>\s]{0,6}[=:>]""", Options)]
    private static partial Regex Signature();

    [GeneratedRegex("""^https?://([a-z0-9.-]+\.)?robokassa\.""", Options)]
    private static partial Regex Pages();
}
