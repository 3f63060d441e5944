using MimeKit;
using SupportDesk.Features.Email.Matching;
using SupportDesk.Features.Email.Reading;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Features.Email.Inbox;

/// <summary>To whom an e-mail went, as its headers and its last server say.</summary>
internal static class EmailAddresses
{
    private const int Most = 100;

    // Written by the servers that delivered it; the name depends on the server.
    private static readonly string[] Delivered = ["Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To"];

    public static IReadOnlyList<string> SentTo(MimeMessage email, EmailFields fields) =>
    [
        .. email.Headers.Where(header => Delivered.Contains(header.Field, StringComparer.OrdinalIgnoreCase))
            .Select(header => header.Value.Trim().Trim('<', '>'))
            .Concat(fields.To.Concat(fields.Cc).Select(mailbox => mailbox.Address))
            .Where(address => address.Contains('@', StringComparison.Ordinal))
            .Take(Most),
    ];

    public static IReadOnlyList<string> Visible(EmailFields fields) =>
        [.. fields.To.Concat(fields.Cc).Select(mailbox => mailbox.Address).Where(address => address.Length > 0).Distinct().Take(Most)];

    /// <summary>The people beside the sender and us, who may want to take part.</summary>
    public static IReadOnlyList<string> Others(EmailFacts email, Func<string, bool> isOurs) =>
        [.. email.VisibleTo.Where(address => !DomainName.SameAddress(address, email.FromAddress) && !isOurs(address))];
}
