using System.Net;
using System.Net.Sockets;
using static SupportDesk.Features.Doctor.Probe.StepResult;

namespace SupportDesk.Features.Doctor.Probe.Steps;

/// <summary>Does the name lead anywhere, and not inside.</summary>
internal sealed class ResolveHost(ProbeConnector connector) : IProbeStep
{
    public string Name => "dns";

    public async Task<StepResult?> RunAsync(ProbeState state, CancellationToken ct)
    {
        var host = state.Plan.Url.IdnHost;
        IPAddress[] addresses;
        try
        {
            addresses = await connector.ResolveAsync(host, ct);
        }
        catch (SocketException error)
        {
            return Bad(error.SocketErrorCode == SocketError.HostNotFound ? "DnsNotFound" : "DnsSilent", "DnsNotFoundAdvice", error.Message, host) with { Ends = true };
        }

        var list = string.Join(", ", addresses.Select(address => address.ToString()));
        if (addresses.Length == 0)
            return Bad("DnsEmpty", "DnsEmptyAdvice", null, host) with { Ends = true };
        if (Array.Exists(addresses, connector.IsForbidden))
            return Bad("DnsPrivate", "DnsPrivateAdvice", list, host) with { Ends = true };
        state.Addresses = addresses;
        return Good(addresses.Length == 1 ? "DnsGood" : "DnsGoodMany", list, addresses.Length);
    }
}
