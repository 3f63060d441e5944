using System.Net;

namespace SupportDesk.Features.Diagnostics.Probe;

/// <summary>
/// Finds the addresses that the doctor connects to, by the system's own resolution: hosts file and search domains included, as every
/// other program of this machine does. Why a name is not found <see cref="IDnsRecordLookup"/> tells.
/// </summary>
internal interface IHostResolver
{
    /// <exception cref="System.Net.Sockets.SocketException">The name does not exist, or nobody answers.</exception>
    Task<IPAddress[]> ResolveAsync(string host, CancellationToken ct);
}

internal sealed class SystemResolver : IHostResolver
{
    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken ct) => Dns.GetHostAddressesAsync(host, ct);
}
