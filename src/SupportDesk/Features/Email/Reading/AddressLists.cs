using MimeKit;

namespace SupportDesk.Features.Email.Reading;

/// <summary>Address lists as people and programs write them, where the parser reads something else.</summary>
internal static class AddressLists
{
    /// <summary>Outlook lets people divide addresses by semicolons, and some programs send that: only the first one would be read.</summary>
    public static InternetAddressList Mend(InternetAddressList list, string raw) =>
        raw.Contains(';', StringComparison.Ordinal) && !list.Any(address => address is GroupAddress)
        && InternetAddressList.TryParse(raw.Replace(';', ','), out var divided) && divided.Count > list.Count
            ? divided
            : list;

    /// <summary>A domain in punycode stays so, as nobody is to take it for the one that it looks like.</summary>
    public static string AsWritten(MailboxAddress mailbox, string raw) =>
        raw.Contains("xn--", StringComparison.OrdinalIgnoreCase) && mailbox.GetAddress(idnEncode: true) is var address
        && raw.Contains(address[(address.LastIndexOf('@') + 1)..], StringComparison.OrdinalIgnoreCase)
            ? address
            : mailbox.Address;
}
