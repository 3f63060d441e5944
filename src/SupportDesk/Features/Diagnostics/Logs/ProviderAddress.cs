using System.Net;

namespace SupportDesk.Features.Diagnostics.Logs;

/// <summary>From where the provider sends notifications, as its documentation names it.</summary>
internal static class ProviderAddress
{
    private static readonly byte[][] Texts = ["185.59.216.65"u8.ToArray(), "185.59.217.65"u8.ToArray()];
    private static readonly IPAddress[] All = [IPAddress.Parse("185.59.216.65"), IPAddress.Parse("185.59.217.65")];

    /// <summary>Whether one stands somewhere in a line, as an address of its own.</summary>
    public static bool IsIn(ReadOnlySpan<byte> line)
    {
        foreach (var text in Texts)
        {
            for (var rest = line; rest.IndexOf(text) is >= 0 and var at; rest = rest[(at + text.Length)..])
            {
                var end = at + text.Length;
                if ((at == 0 || !IsPart(rest[at - 1])) && (end == rest.Length || !char.IsAsciiDigit((char)rest[end])))
                    return true;
            }
        }

        return false;
    }

    public static bool Is(string? remote) =>
        IPAddress.TryParse(remote, out var address) && All.Contains(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);

    private static bool IsPart(byte sign) => char.IsAsciiDigit((char)sign) || sign == '.';
}
