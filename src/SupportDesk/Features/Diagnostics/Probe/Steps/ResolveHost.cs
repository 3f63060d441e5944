using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using SupportDesk.Kernel.Formatting;
using static SupportDesk.Features.Diagnostics.Probe.StepResult;

namespace SupportDesk.Features.Diagnostics.Probe.Steps;

/// <summary>Does the name lead anywhere, and not inside; and what does the DNS say about it.</summary>
internal sealed class ResolveHost(ProbeConnector connector, IDnsRecordLookup lookup, IOptions<DiagnosticsOptions> options) : IProbeStep
{
    public string Name => "dns";

    public async Task<StepResult?> RunAsync(ProbeState state, CancellationToken ct)
    {
        var host = state.Plan.Url.IdnHost;
        var asked = lookup.RunAsync(host, ct);
        var (addresses, failure) = await ResolveAsync(host, ct);
        var records = await asked;
        if (failure is not null)
            return Missing(host, failure, records) with { Ends = true };
        var list = string.Join(", ", addresses.Select(address => address.ToString()));
        if (addresses.Length == 0)
            return Bad("DnsEmpty", "DnsEmptyAdvice", records.Text, host) with { Ends = true };
        if (Array.Exists(addresses, connector.IsForbidden))
            return Bad("DnsPrivate", "DnsPrivateAdvice", list, host) with { Ends = true };
        state.Addresses = addresses;
        return records.Outcome switch
        {
            DnsOutcome.NoSuchName => Care("DnsOnlyHere", "DnsOnlyHereAdvice", list, host),
            DnsOutcome.OnlySix => Bad("DnsOnlySix", "DnsEmptyAdvice", records.Text, host),
            // Allowed by a setting, for a desk that stands beside the shop.
            _ when Array.Find(addresses, PublicUrl.IsLocal) is { } local => Unknown("DnsLocal", "DnsLocalAdvice", records.Text, local.ToString()),
            _ => Good(addresses.Length == 1 ? "DnsGood" : "DnsGoodMany", list, addresses.Length) with { Evidence = records.Text },
        };
    }

    // The system's resolution waits for as long as the system is set to, which is up to half a minute.
    private async Task<(IPAddress[] Addresses, SocketException? Failure)> ResolveAsync(string host, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(options.Value.Timeout / 2);
        try
        {
            return (await connector.ResolveAsync(host, limit.Token), null);
        }
        catch (SocketException error)
        {
            return ([], error);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return ([], new SocketException((int)SocketError.TryAgain));
        }
    }

    private static StepResult Missing(string host, SocketException failure, DnsRecords records) => records.Outcome switch
    {
        DnsOutcome.NoSuchName => Bad("DnsNotFound", "DnsNotFoundAdvice", "NXDOMAIN", host),
        DnsOutcome.Dangling => Bad("DnsDangling", "DnsDanglingAdvice", records.Text, host),
        DnsOutcome.NoAddress => Bad("DnsEmpty", "DnsEmptyAdvice", records.Text, host),
        DnsOutcome.Error => Bad("DnsError", "DnsErrorAdvice", records.Text, host),
        DnsOutcome.Silent => Bad("DnsSilent", "DnsErrorAdvice", failure.Message, host),
        _ => Bad(failure.SocketErrorCode == SocketError.HostNotFound ? "DnsNotFound" : "DnsSilent", "DnsNotFoundAdvice", records.Text ?? failure.Message, host),
    };
}
