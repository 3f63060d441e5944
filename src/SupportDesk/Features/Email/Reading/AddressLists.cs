using System.Text.RegularExpressions;
using MimeKit;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Features.Email.Reading;

/// <summary>Address lists as people and programs write them, where the parser reads something else.</summary>
internal static partial class AddressLists
{
    /// <summary>Outlook lets people divide addresses by semicolons, and some programs send that: only the first one would be read.</summary>
    public static InternetAddressList Mend(InternetAddressList list, string raw) =>
        raw.Contains(';', StringComparison.Ordinal) && !list.Any(address => address is GroupAddress)
        && InternetAddressList.TryParse(raw.Replace(';', ','), out var divided) && divided.Count > list.Count
            ? divided
            : list;

    /// <summary>
    /// Somebody whose address the parser refuses: two dots, one before the @, no brackets. The name is kept, and the address
    /// where other programs take it.
    /// </summary>
    public static MailboxSummary? Odd(string raw)
    {
        if (NameAndAddress().Match(raw) is not { Success: true } match)
            return null;
        var (name, address) = (match.Groups["name"].Value.Trim().Trim('"').Trim(), match.Groups["address"].Value);
        return new MailboxSummary(name.Length == 0 ? null : HeaderText.Clean(name), EmailAddress.IsValid(address) ? address : "");
    }

    /// <summary>A domain in punycode stays so, as nobody is to take it for the one that it looks like.</summary>
    public static string AsWritten(MailboxAddress mailbox, string raw) =>
        raw.Contains("xn--", StringComparison.OrdinalIgnoreCase) && mailbox.GetAddress(idnEncode: true) is var address
        && raw.Contains(address[(address.LastIndexOf('@') + 1)..], StringComparison.OrdinalIgnoreCase)
            ? address
            : mailbox.Address;

    [GeneratedRegex(
        @"^((?<name>[^<>@,;]*)<|(?<name>[^<>@,;]*\s)|)(?<address>[^<>\s,;]+@[^<>\s,;]+)>?\s*$",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex NameAndAddress();
}
