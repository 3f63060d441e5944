using System.Text.RegularExpressions;
using MimeKit;
using SupportDesk.Features.Email.Matching;
using SupportDesk.Features.Email.Reading;

namespace SupportDesk.Features.Email.Inbox;

/// <summary>Reads what a mail server says about the fate of an e-mail: RFC 3464, and Exim's own form.</summary>
internal static partial class DeliveryReports
{
    private const RegexOptions Words = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;

    private static readonly string[] Servers = ["mailer-daemon", "postmaster", "mail-daemon"];

    public static DeliveryReport? Read(MimeMessage email) =>
        OfParts(email) is { } report ? report with { OriginalId = report.OriginalId ?? Answered(email) } : OfServer(email);

    // A server that answers in plain words, and names the e-mail by the thread alone.
    private static DeliveryReport? OfServer(MimeMessage email)
    {
        var sender = email.From.Mailboxes.FirstOrDefault()?.Address ?? "";
        if (!Servers.Contains(sender.Split('@')[0], StringComparer.OrdinalIgnoreCase) || Answered(email) is not { } id)
            return null;
        var subject = email.Subject ?? "";
        return Refused().IsMatch(subject) ? new DeliveryReport(id, Failed: !Delayed().IsMatch(subject), subject) : null;
    }

    private static string? Answered(MimeMessage email) => email.InReplyTo is { Length: > 0 } id ? id : email.References.LastOrDefault();

    private static DeliveryReport? OfParts(MimeMessage email)
    {
        if (BodyTexts.Leaves(email.Body).Any(part => part is MessageDeliveryStatus))
        {
            var recipients = DeliveryStatusReader.Groups(email).Where(group => group.Contains("Action") || group.Contains("Final-Recipient")).ToList();
            var failed = recipients.Any(group => Is(group["Action"], "failed"));
            var delayed = recipients.Any(group => Is(group["Action"], "delayed"));
            if (!failed && !delayed)
                return null;
            var told = recipients.Find(group => Is(group["Action"], failed ? "failed" : "delayed"))!;
            return new DeliveryReport(OriginalId(email), failed, $"{told["Status"]} {told["Diagnostic-Code"] ?? told["Final-Recipient"]}".Trim());
        }

        return email.Headers["X-Failed-Recipients"] is { } recipientsOfExim
            ? new DeliveryReport(OriginalId(email), Failed: true, recipientsOfExim)
            : null;
    }

    private static bool Is(string? action, string word) => action?.Trim().StartsWith(word, StringComparison.OrdinalIgnoreCase) == true;

    private static string? OriginalId(MimeMessage report)
    {
        foreach (var part in BodyTexts.Leaves(report.Body))
        {
            // The returned e-mail, or its header fields only.
            if (part is MessagePart { Message.MessageId: { Length: > 0 } inner })
                return inner;
            if (part is TextPart { IsHtml: false } text && MessageId().Match(EmailBodyText.Of(text)) is { Success: true } match)
                return match.Groups["id"].Value;
        }

        return null;
    }

    [GeneratedRegex("undeliver|returned|failure|failed|delay|not? delivered|недостав|не доставлен|возвращен|задерж", Words)]
    private static partial Regex Refused();

    [GeneratedRegex("delay|warning|задерж", Words)]
    private static partial Regex Delayed();

    [GeneratedRegex(
        @"^\s*Message-ID:\s*<(?<id>[^<>\s]{3,250})>",
        RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex MessageId();
}
