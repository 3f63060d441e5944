using System.Net;

namespace SupportDesk.Features.Diagnostics.Logs;

/// <summary>From where the provider sends notifications, as its documentation names it.</summary>
internal static class ProviderAddress
{
    private static readonly byte[][] Texts = ["185.59.216.65"u8.ToArray(), "185.59.217.65"u8.ToArray()];
    private static readonly IPAddress[] All = [IPAddress.Parse("185.59.216.65"), IPAddress.Parse("185.59.217.65")];

    /// <summary>Whether the text of one stands somewhere in a line.</summary>
    public static bool IsIn(ReadOnlySpan<byte> line)
    {
        foreach (var text in Texts)
        {
            if (line.IndexOf(text) >= 0)
                return true;
        }

        return false;
    }

    public static bool Is(string? remote) =>
        IPAddress.TryParse(remote, out var address) && All.Contains(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);
}
