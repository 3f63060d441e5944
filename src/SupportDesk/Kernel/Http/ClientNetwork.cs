using System.Net;
using System.Net.Sockets;

namespace SupportDesk.Kernel.Http;

/// <summary>Whose requests count together.</summary>
public static class ClientNetwork
{
    /// <summary>An IPv6 household owns a whole /64: its addresses count as one.</summary>
    public static string Of(IPAddress? from)
    {
        if (from is null)
            return "";
        if (from.IsIPv4MappedToIPv6)
            from = from.MapToIPv4();
        return from.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(from.GetAddressBytes(), 0, 8) : from.ToString();
    }
}
