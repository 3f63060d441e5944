using System.Globalization;
using System.Text.RegularExpressions;

namespace SupportDesk.Mail;

/// <summary>Reads the fate of recipients out of a report: RFC 3464, the field of Exim, and the texts of qmail and old Sendmail.</summary>
internal static partial class DeliveryStatusReader
{
    private const int MaxRecipients = 1000;

    internal static IReadOnlyList<RecipientStatus> Read(MimeMessage message)
    {
        var parts = message.BodyParts.OfType<MessageDeliveryStatus>().ToList();
        var groups = parts.SelectMany(p => p.StatusGroups).Where(g => g.Contains("Final-Recipient") || g.Contains("Original-Recipient"));
        List<RecipientStatus> found = [.. groups.Select(Of).Where(r => r.Recipient.Length > 0).Take(MaxRecipients)];
        if (found.Count > 0) return found;
        if (message.Headers["X-Failed-Recipients"] is { } failed)
        {
            return [.. failed.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Take(MaxRecipients).Select(r => new RecipientStatus(r, "failed", null))];
        }
        return IsFromServer(message) && message.TextBody is { } text ? OfText(text) : [];
    }

    private static RecipientStatus Of(HeaderList group)
    {
        var recipient = AddressOf(group["Final-Recipient"]);
        if (recipient.Length == 0) recipient = AddressOf(group["Original-Recipient"]);
        var action = group["Action"]?.Trim().Split(' ', '(', ';')[0].ToLowerInvariant();
        return new RecipientStatus(recipient, string.IsNullOrEmpty(action) ? null : action, StatusOf(group["Status"]));
    }

    /// <summary>Takes the address behind its type: <c>rfc822; &lt;a@b&gt;</c>.</summary>
    private static string AddressOf(string? value)
    {
        if (value is null) return "";
        var address = value[(value.IndexOf(';', StringComparison.Ordinal) + 1)..].Trim();
        if (address.StartsWith('<') && address.EndsWith('>')) address = address[1..^1];
        // RFC 6533 section 3 writes international letters as \x{10FFFF}.
        return Escape().Replace(address, m => int.TryParse(m.Groups["code"].ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) && System.Text.Rune.IsValid(code)
            ? new System.Text.Rune(code).ToString()
            : m.Value);
    }

    private static string? StatusOf(string? value) => value is not null && Status().Match(value) is { Success: true } match ? match.Value : null;

    private static bool IsFromServer(MimeMessage message) =>
        message.Headers["Return-Path"]?.Trim() == "<>" || message.From.Mailboxes.Any(m => m.LocalPart.Equals("mailer-daemon", StringComparison.OrdinalIgnoreCase) || m.LocalPart.Equals("postmaster", StringComparison.OrdinalIgnoreCase));

    private static List<RecipientStatus> OfText(string text)
    {
        var isQmail = text.Contains("This is the qmail-send program", StringComparison.Ordinal);
        var isSendmail = text.Contains("----- The following addresses had", StringComparison.Ordinal);
        if (!isQmail && !isSendmail) return [];
        var found = new List<RecipientStatus>();
        foreach (var paragraph in text.ReplaceLineEndings("\n").Split("\n\n"))
        {
            if (paragraph.StartsWith("--- ", StringComparison.Ordinal)) break;
            if (TextRecipient().Match(paragraph) is not { Success: true } match || found.Count == MaxRecipients) continue;
            var isWarning = paragraph.Contains("transient", StringComparison.Ordinal);
            found.Add(new RecipientStatus(match.Groups["address"].Value, isWarning ? "delayed" : "failed", StatusOf(paragraph[match.Length..])));
        }
        return found;
    }

    [GeneratedRegex(@"\\x\{(?<code>[0-9A-Fa-f]{1,6})\}", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Escape();

    [GeneratedRegex(@"\b[245]\.[0-9]{1,3}\.[0-9]{1,3}\b", RegexOptions.NonBacktracking)]
    private static partial Regex Status();

    [GeneratedRegex(@"^([^\n]*-----\n)?<(?<address>[^<>\s]+@[^<>\s]+)>", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex TextRecipient();
}
