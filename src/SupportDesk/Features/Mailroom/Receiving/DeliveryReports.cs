using System.Text.RegularExpressions;
using MimeKit;
using SupportDesk.Features.Mailroom.Reading;
using SupportDesk.Features.Mailroom.Rules;

namespace SupportDesk.Features.Mailroom.Receiving;

/// <summary>Reads what a mail server says about the fate of a letter: RFC 3464, and Exim's own form.</summary>
internal static partial class DeliveryReports
{
    public static DeliveryReport? Read(MimeMessage letter)
    {
        if (BodyTexts.Leaves(letter.Body).Any(part => part is MessageDeliveryStatus))
        {
            var recipients = DeliveryStatusReader.Groups(letter).Where(group => group.Contains("Action") || group.Contains("Final-Recipient")).ToList();
            var failed = recipients.Any(group => Is(group["Action"], "failed"));
            var delayed = recipients.Any(group => Is(group["Action"], "delayed"));
            if (!failed && !delayed)
                return null;
            var told = recipients.Find(group => Is(group["Action"], failed ? "failed" : "delayed"))!;
            return new DeliveryReport(OriginalId(letter), failed, $"{told["Status"]} {told["Diagnostic-Code"] ?? told["Final-Recipient"]}".Trim());
        }

        return letter.Headers["X-Failed-Recipients"] is { } recipientsOfExim
            ? new DeliveryReport(OriginalId(letter), Failed: true, recipientsOfExim)
            : null;
    }

    private static bool Is(string? action, string word) => action?.Trim().StartsWith(word, StringComparison.OrdinalIgnoreCase) == true;

    private static string? OriginalId(MimeMessage report)
    {
        foreach (var part in BodyTexts.Leaves(report.Body))
        {
            // The returned letter, or its header fields only.
            if (part is MessagePart { Message.MessageId: { Length: > 0 } inner })
                return inner;
            if (part is TextPart { IsHtml: false } text && MessageId().Match(EmailText.Of(text)) is { Success: true } match)
                return match.Groups["id"].Value;
        }

        return null;
    }

    [GeneratedRegex(@"^\s*Message-ID:\s*<(?<id>[^<>\s]{3,250})>", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex MessageId();
}
