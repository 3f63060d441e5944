using System.Globalization;
using System.Net;
using DnsClient;
using DnsClient.Protocol;
using SupportDesk.Kernel.Dns;

namespace SupportDesk.Features.Diagnostics.Probe;

/// <summary>Looks up the addresses of a name. Nothing is kept: whoever has just mended a record asks again at once.</summary>
/// <param name="servers">Name servers other than this machine's, for tests.</param>
internal sealed class DnsRecordLookup(params IPEndPoint[] servers) : IDnsRecordLookup
{
    private readonly DnsResolver resolver = new(servers, keepsAnswers: false);

    public DnsRecordLookup() : this([])
    {
    }

    public async Task<DnsRecords> RunAsync(string host, CancellationToken ct)
    {
        // A literal address is in no DNS, and a name of one label is completed by the system's search domains.
        if (IPAddress.TryParse(host.Trim('[', ']'), out _) || !host.TrimEnd('.').Contains('.', StringComparison.Ordinal) || !DnsResolver.IsName(host))
            return DnsRecords.Unknown;
        if (!resolver.HasServers)
            return DnsRecords.Unknown;
        var answers = await Task.WhenAll(resolver.AskAsync(host, QueryType.A, ct), resolver.AskAsync(host, QueryType.AAAA, ct));
        return answers is [{ } four, { } six] ? Evaluate(four, six) : new DnsRecords(DnsOutcome.Silent);
    }

    private static DnsRecords Evaluate(IDnsQueryResponse four, IDnsQueryResponse six)
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
        return value is null
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{record.DomainName.Value} {record.InitialTimeToLive} {record.RecordType} {value}");
    }
}
