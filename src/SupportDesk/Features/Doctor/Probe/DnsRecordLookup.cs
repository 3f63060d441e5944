using System.Globalization;
using System.Net;
using System.Net.Sockets;
using DnsClient;
using DnsClient.Protocol;

namespace SupportDesk.Features.Doctor.Probe;

/// <summary>Looks up the addresses of a name at the name servers of this machine.</summary>
/// <param name="servers">Others, for tests.</param>
internal sealed class DnsRecordLookup(params IPEndPoint[] servers) : IDnsRecordLookup
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // Made when it is first needed: it reads the network settings of the machine.
    private readonly Lazy<LookupClient> client = new(() => new LookupClient(OptionsOf(servers)));

    public DnsRecordLookup() : this([])
    {
    }

    public async Task<DnsRecords> RunAsync(string host, CancellationToken ct)
    {
        // A literal address is in no DNS, and a name of one label is completed by the system's search domains.
        if (IPAddress.TryParse(host.Trim('[', ']'), out _) || !host.TrimEnd('.').Contains('.', StringComparison.Ordinal))
            return DnsRecords.Unknown;
        try
        {
            var answers = await Task.WhenAll(client.Value.QueryAsync(host, QueryType.A, QueryClass.IN, ct), client.Value.QueryAsync(host, QueryType.AAAA, QueryClass.IN, ct));
            return Judge(answers[0], answers[1]);
        }
        catch (DnsResponseException error)
        {
            return error.Code == DnsResponseCode.ConnectionTimeout ? new DnsRecords(DnsOutcome.Silent) : new DnsRecords(DnsOutcome.Error, error.DnsError);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new DnsRecords(DnsOutcome.Silent);
        }
        catch (Exception error) when (error is SocketException or InvalidOperationException or ArgumentException)
        {
            // No name server is known, or the name is none that can be asked for.
            return DnsRecords.Unknown;
        }
    }

    // Nothing is kept: whoever has just mended a record asks again at once.
    private static LookupClientOptions OptionsOf(IPEndPoint[] servers) => new(servers)
    {
        AutoResolveNameServers = servers.Length == 0,
        Timeout = Patience,
        Retries = 0,
        UseCache = false,
        ThrowDnsErrors = false,
        ContinueOnDnsError = true,
    };

    private static DnsRecords Judge(IDnsQueryResponse four, IDnsQueryResponse six)
    {
        // Both answers hold the same other names before the addresses.
        var text = string.Join(", ", four.Answers.Concat(six.Answers).Select(Text).OfType<string>().Distinct());
        var code = four.Header.ResponseCode;
        var isOtherName = four.Answers.CnameRecords().Any();
        var outcome = four.Answers.ARecords().Any() ? DnsOutcome.Found
            : six.Answers.AaaaRecords().Any() ? DnsOutcome.OnlySix
            : code is not (DnsHeaderResponseCode.NoError or DnsHeaderResponseCode.NotExistentDomain) ? DnsOutcome.Error
            : isOtherName ? DnsOutcome.Dangling
            : code == DnsHeaderResponseCode.NotExistentDomain ? DnsOutcome.NoSuchName
            : DnsOutcome.NoAddress;
        return new DnsRecords(outcome, outcome == DnsOutcome.Error ? four.ErrorMessage : text.Length == 0 ? null : text);
    }

    private static string? Text(DnsResourceRecord record)
    {
        var value = record switch
        {
            CNameRecord other => other.CanonicalName.Value,
            AddressRecord address => address.Address.ToString(),
            _ => null,
        };
        return value is null ? null : string.Create(CultureInfo.InvariantCulture, $"{record.DomainName.Value} {record.InitialTimeToLive} {record.RecordType} {value}");
    }
}
