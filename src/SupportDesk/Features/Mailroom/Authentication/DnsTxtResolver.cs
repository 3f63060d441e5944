using DnsClient;

namespace SupportDesk.Features.Mailroom.Authentication;

/// <summary>Asks the name servers of the settings, else those of this machine. Answers are cached, those that say "no" as well.</summary>
internal sealed class DnsTxtResolver : ITxtResolver
{
    private static readonly TimeSpan EachTry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ShortestKept = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestKept = TimeSpan.FromHours(1);
    private const int LongestName = 253;
    private readonly LookupClient? client;
    private readonly DnsOutage outage;

    public DnsTxtResolver(MailSettings settings, TimeProvider clock, ILogger<DnsTxtResolver> log)
    {
        // A machine without name servers must not ask a public one behind the administrator's back, as the client would.
        NameServer[] servers = settings.Authentication.NameServers is { Count: > 0 } set
            ? [.. set.Select(server => new NameServer(server))]
            : [.. NameServer.ResolveNameServers(skipIPv6SiteLocal: true, fallbackToGooglePublicDns: false)];
        client = servers.Length == 0 ? null : new LookupClient(Options(servers, cached: true));
        var probe = servers.Length == 0 ? null : new LookupClient(Options(servers, cached: false));
        outage = new DnsOutage(ct => AnswersAsync(probe, ct), clock, log);
    }

    public async Task<TxtAnswer> ResolveAsync(string name, CancellationToken ct)
    {
        // What cannot be a name is none; asking for it would look like silence.
        if (name.Length > LongestName)
            return TxtAnswer.NoSuchName;
        if (client is null || outage.IsNow)
            return TxtAnswer.Unavailable;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Longest);
        IDnsQueryResponse response;
        try
        {
            response = await client.QueryAsync(name, QueryType.TXT, cancellationToken: limit.Token);
        }
        catch (Exception error) when (error is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            await outage.SuspectAsync(ct);
            return TxtAnswer.Unavailable;
        }

        return response.Header.ResponseCode switch
        {
            DnsHeaderResponseCode.NotExistentDomain => TxtAnswer.NoSuchName,
            DnsHeaderResponseCode.NoError => Found([.. response.Answers.TxtRecords().Select(record => string.Concat(record.Text))]),
            _ => TxtAnswer.Unavailable,
        };
    }

    private static TxtAnswer Found(IReadOnlyList<string> texts) => texts.Count == 0 ? TxtAnswer.NoRecord : new TxtAnswer(TxtOutcome.Found, texts);

    // Every resolver that works knows the servers of the root; what it answers does not matter.
    private static async Task<bool> AnswersAsync(LookupClient? probe, CancellationToken ct)
    {
        try
        {
            return probe is not null && await probe.QueryAsync(DnsString.RootLabel, QueryType.NS, cancellationToken: ct) is not null;
        }
        catch (Exception error) when (error is DnsResponseException or OperationCanceledException or IOException or System.Net.Sockets.SocketException)
        {
            return false;
        }
    }

    private static LookupClientOptions Options(NameServer[] servers, bool cached) => new(servers)
    {
        Timeout = EachTry,
        Retries = 1,
        UseCache = cached,
        CacheFailedResults = true,
        FailedResultsCacheDuration = ShortestKept,
        MinimumCacheTimeout = ShortestKept,
        MaximumCacheTimeout = LongestKept,
        ExtendedDnsBufferSize = 1232,
        // "No such name" from one server is an answer; only silence makes the next one worth asking.
        ContinueOnDnsError = false,
        ContinueOnEmptyResponse = false,
        ThrowDnsErrors = false,
    };
}
