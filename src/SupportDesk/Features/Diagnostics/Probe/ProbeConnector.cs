using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Features.Diagnostics.Probe;

/// <summary>An address that the doctor must not call.</summary>
internal sealed class ForbiddenAddressException(IPAddress address) : IOException($"{address} is not a public address.")
{
    public IPAddress Address => address;
}

/// <summary>
/// Opens every connection of the doctor. What counts is the address at which the socket ended up, not the one that the DNS
/// gave when it was asked before: between the two a name can be turned to an address inside this network (T-48).
/// </summary>
internal sealed class ProbeConnector(IHostResolver resolver, IOptions<DiagnosticsOptions> options)
{
    public bool IsForbidden(IPAddress address) => !options.Value.AllowPrivateAddresses && PublicUrl.IsLocal(address);

    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken ct) =>
        IPAddress.TryParse(host.Trim('[', ']'), out var literal) ? Task.FromResult<IPAddress[]>([literal]) : resolver.ResolveAsync(host, ct);

    /// <exception cref="ForbiddenAddressException">It leads inside.</exception>
    /// <exception cref="SocketException">Nobody answers.</exception>
    public async Task<Socket> ConnectAsync(string host, int port, CancellationToken ct)
    {
        var addresses = await ResolveAsync(host, ct);
        if (Array.Find(addresses, IsForbidden) is { } forbidden)
            throw new ForbiddenAddressException(forbidden);
        SocketException? last = null;
        foreach (var address in addresses)
        {
            try
            {
                return await ConnectAsync(address, port, ct);
            }
            catch (SocketException error)
            {
                last = error;
            }
        }

        throw last ?? new SocketException((int)SocketError.HostNotFound);
    }

    public async Task<Socket> ConnectAsync(IPAddress address, int port, CancellationToken ct)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, port, ct);
            return socket.RemoteEndPoint is IPEndPoint { Address: var reached } && !IsForbidden(reached)
                ? socket
                : throw new ForbiddenAddressException(address);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
