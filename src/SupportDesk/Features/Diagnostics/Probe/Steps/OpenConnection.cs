using System.Net.Sockets;
using Microsoft.Extensions.Options;
using static SupportDesk.Features.Diagnostics.Probe.StepResult;

namespace SupportDesk.Features.Diagnostics.Probe.Steps;

/// <summary>Does every address of the name take a connection: a name with one dead address fails now and then.</summary>
internal sealed class OpenConnection(ProbeConnector connector, IOptions<DiagnosticsOptions> options) : IProbeStep
{
    private const int MostAddresses = 8;

    public string Name => "tcp";

    public async Task<StepResult?> RunAsync(ProbeState state, CancellationToken ct)
    {
        var port = state.Plan.Url.Port;
        var dead = new List<string>();
        var addresses = state.Addresses.Take(MostAddresses).ToList();
        foreach (var address in addresses)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
            limit.CancelAfter(options.Value.Timeout / 2);
            try
            {
                using var socket = await connector.ConnectAsync(address, port, limit.Token);
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                dead.Add($"{address}: timeout");
            }
            catch (SocketException error)
            {
                dead.Add($"{address}: {error.SocketErrorCode}");
            }
        }

        var evidence = string.Join("; ", dead);
        // Most hosts that test this have no IPv6 themselves; the provider calls by IPv4.
        var isOnlySix =
            dead.Count > 0
            && addresses
                .Where(address => address.AddressFamily == AddressFamily.InterNetwork)
                .All(address => !evidence.Contains($"{address}:", StringComparison.Ordinal));
        return dead.Count == 0 ? Good("TcpGood", port)
            : dead.Count == addresses.Count ? Bad("TcpDead", "TcpDeadAdvice", evidence, port) with { Ends = true }
            : isOnlySix ? Care("TcpSix", "TcpSixAdvice", evidence, port)
            : Bad("TcpSome", "TcpSomeAdvice", evidence, port);
    }
}
