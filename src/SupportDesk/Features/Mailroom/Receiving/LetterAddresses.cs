using MimeKit;
using SupportDesk.Features.Mailroom.Reading;
using SupportDesk.Features.Mailroom.Rules;

namespace SupportDesk.Features.Mailroom.Receiving;

/// <summary>To whom a letter went, as its headers and its last server say.</summary>
internal static class LetterAddresses
{
    private const int Most = 100;

    // Written by the servers that delivered it; the name depends on the server.
    private static readonly string[] Delivered = ["Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To"];

    public static IReadOnlyList<string> SentTo(MimeMessage letter, EmailFields fields) =>
    [
        .. letter.Headers.Where(header => Delivered.Contains(header.Field, StringComparer.OrdinalIgnoreCase))
            .Select(header => header.Value.Trim().Trim('<', '>'))
            .Concat(fields.To.Concat(fields.Cc).Select(mailbox => mailbox.Address))
            .Where(address => address.Contains('@', StringComparison.Ordinal))
            .Take(Most),
    ];

    public static IReadOnlyList<string> Visible(EmailFields fields) =>
        [.. fields.To.Concat(fields.Cc).Select(mailbox => mailbox.Address).Where(address => address.Length > 0).Distinct().Take(Most)];

    /// <summary>The people beside the sender and us, who may want to take part.</summary>
    public static IReadOnlyList<string> Others(LetterFacts letter, Func<string, bool> isOurs) =>
        [.. letter.VisibleTo.Where(address => !DomainName.SameAddress(address, letter.FromAddress) && !isOurs(address))];
}
