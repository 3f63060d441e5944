using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MimeKit;

namespace SupportDesk.Features.Email.Reading;

/// <summary>What a mail server says of one recipient.</summary>
/// <param name="Recipient">Address.</param>
/// <param name="Action">Such as <c>failed</c> or <c>delayed</c>, lower case; null when it is not said.</param>
/// <param name="Status">Such as <c>5.1.1</c> (RFC 3463); null when it is not said.</param>
internal sealed record RecipientStatus(string Recipient, string? Action, string? Status);

/// <summary>Reads the fate of recipients out of a report: RFC 3464, the field of Exim, and the texts of qmail and old Sendmail.</summary>
internal static partial class DeliveryStatusReader
{
    private const int MostRecipients = 1000;
    private const int MostBytes = 256 * 1024;

    public static IReadOnlyList<RecipientStatus> Read(MimeMessage message)
    {
        var groups = Groups(message).Where(group => group.Contains("Final-Recipient") || group.Contains("Original-Recipient"));
        List<RecipientStatus> found = [.. groups.Select(Of).Where(status => status.Recipient.Length > 0).Take(MostRecipients)];
        if (found.Count > 0)
            return found;
        if (message.Headers["X-Failed-Recipients"] is { } failed)
        {
            return [.. failed.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Take(MostRecipients).Select(recipient => new RecipientStatus(recipient, "failed", null))];
        }

        return IsFromServer(message) && BodyTexts.Find(message.Body, isHtml: false) is { } text ? OfText(text) : [];
    }

    /// <summary>The groups of fields of all delivery reports. A report that is no report but a flood is not looked into.</summary>
    public static IEnumerable<HeaderList> Groups(MimeMessage message) =>
        BodyTexts.Leaves(message.Body).OfType<MessageDeliveryStatus>().Where(part => part.Content?.Stream is { Length: < MostBytes }).SelectMany(GroupsOf);

    private static IEnumerable<HeaderList> GroupsOf(MessageDeliveryStatus part)
    {
        var state = new ReadingState(EmailLimits.Default, [], CancellationToken.None);
        var bytes = PartBytes.Decoded(part);
        // Each group is a header block: bounded like one before MimeKit reads it.
        while (bytes.Count > 0)
        {
            var end = bytes.AsSpan().IndexOf("\n\n"u8) is var bare and >= 0 ? bare + 2 : bytes.Count;
            if (bytes.AsSpan(0, end).IndexOf("\n\r\n"u8) is var both and >= 0)
                end = both + 3;
            var group = HeaderLimiter.RunGroup(bytes[..end], state);
            bytes = bytes[end..];
            if (!group.AsSpan().Trim(" \t\r\n"u8).IsEmpty && Load(group) is { Count: > 0 } fields)
                yield return fields;
        }
    }

    private static HeaderList? Load(ArraySegment<byte> group)
    {
        try
        {
            return HeaderList.Load(PartBytes.Stream(group));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static RecipientStatus Of(HeaderList group)
    {
        var recipient = AddressOf(group["Final-Recipient"]);
        if (recipient.Length == 0)
            recipient = AddressOf(group["Original-Recipient"]);
        var action = group["Action"]?.Trim().Split(' ', '(', ';')[0].ToLowerInvariant();
        return new RecipientStatus(recipient, string.IsNullOrEmpty(action) ? null : action, StatusOf(group["Status"]));
    }

    /// <summary>Takes the address behind its type: <c>rfc822; &lt;a@b&gt;</c>.</summary>
    private static string AddressOf(string? value)
    {
        if (value is null)
            return "";
        var address = value[(value.IndexOf(';', StringComparison.Ordinal) + 1)..].Trim();
        if (address.StartsWith('<') && address.EndsWith('>'))
            address = address[1..^1];
        // RFC 6533 section 3 writes international e-mails as \x{10FFFF}.
        return Escape().Replace(address, Email);
    }

    private static string Email(Match match) =>
        int.TryParse(match.Groups["code"].ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) && Rune.IsValid(code)
            ? new Rune(code).ToString()
            : match.Value;

    private static string? StatusOf(string? value) => value is not null && Status().Match(value) is { Success: true } match ? match.Value : null;

    private static bool IsFromServer(MimeMessage message) =>
        message.Headers["Return-Path"]?.Trim() == "<>"
        || message.From.Mailboxes.Any(mailbox => mailbox.LocalPart?.ToUpperInvariant() is "MAILER-DAEMON" or "POSTMASTER");

    private static List<RecipientStatus> OfText(string text)
    {
        var isQmail = text.Contains("This is the qmail-send program", StringComparison.Ordinal);
        var isSendmail = text.Contains("----- The following addresses had", StringComparison.Ordinal);
        if (!isQmail && !isSendmail)
            return [];
        var found = new List<RecipientStatus>();
        foreach (var paragraph in text.ReplaceLineEndings("\n").Split("\n\n"))
        {
            if (paragraph.StartsWith("--- ", StringComparison.Ordinal))
                break;
            if (TextRecipient().Match(paragraph) is not { Success: true } match || found.Count == MostRecipients)
                continue;
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
