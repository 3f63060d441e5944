using System.Globalization;
using System.Net.Mail;

namespace SupportDesk.Features.Contacts;

/// <summary>Mail domains in one spelling: lower case, ASCII, without a closing dot.</summary>
internal static class MailDomain
{
    private static readonly IdnMapping Idn = new();

    public static string Of(string address) =>
        TryNormalize(address[(address.LastIndexOf('@') + 1)..], out var domain) ? domain : "";

    public static bool TryNormalize(string text, out string domain)
    {
        domain = "";
        try
        {
            domain = Idn.GetAscii(text.Trim().TrimEnd('.')).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return false;
        }

        return domain.Contains('.', StringComparison.Ordinal) && Uri.CheckHostName(domain) == UriHostNameType.Dns;
    }

    public static bool IsAddress(string? text) =>
        MailAddress.TryCreate(text, out var address) && address.Address == text && TryNormalize(address.Host, out _);
}
