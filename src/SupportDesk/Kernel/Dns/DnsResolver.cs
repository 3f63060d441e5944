using System.Net;
using DnsClient;

namespace SupportDesk.Kernel.Dns;

/// <summary>Asks name servers for records: those that are given, else those of this machine. Takes two seconds at most.</summary>
/// <param name="keepsAnswers">
/// For a minute at least, also those that say "no". Off where somebody who has just mended a record asks again at once.
/// </param>
internal sealed class DnsResolver(IReadOnlyList<IPEndPoint> servers, bool keepsAnswers)
{
    private const int LongestName = 253;
    private const int LongestLabel = 63;
    private static readonly TimeSpan EachTry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ShortestKept = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestKept = TimeSpan.FromHours(1);

    // Made when it is first needed: it reads the network settings of the machine.
    private readonly Lazy<LookupClient?> client = new(() => Create(servers, keepsAnswers));

    /// <summary>Whether there is anybody to ask.</summary>
    public bool HasServers => client.Value is not null;

    /// <summary>Whether this can be a name at all; asking for another would look like silence.</summary>
    public static bool IsName(string name)
    {
        var bare = name.EndsWith('.') ? name[..^1] : name;
        return bare.Length <= LongestName && bare.Split('.').All(label => label.Length is > 0 and <= LongestLabel);
    }

    /// <returns>What a server says, be it an error; null if none answers in time, or nothing that can be read.</returns>
    public async Task<IDnsQueryResponse?> AskAsync(string name, QueryType type, CancellationToken ct)
    {
        if (client.Value is not { } asking)
            return null;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Longest);
        try
        {
            return await asking.QueryAsync(name, type, cancellationToken: limit.Token);
        }
        catch (Exception)
        {
            // The library calls also a cancelled question a silent server. Whatever else goes wrong in reading a stranger's answer is none.
            ct.ThrowIfCancellationRequested();
            return null;
        }
    }

    private static LookupClient? Create(IReadOnlyList<IPEndPoint> given, bool keepsAnswers)
    {
        // A machine without name servers must not ask a public one behind the administrator's back, as the library would.
        NameServer[] servers = given.Count > 0
            ? [.. given.Select(server => new NameServer(server))]
            : [.. NameServer.ResolveNameServers(skipIPv6SiteLocal: true, fallbackToGooglePublicDns: false)];
        return servers.Length == 0 ? null : new LookupClient(OptionsOf(servers, keepsAnswers));
    }

    private static LookupClientOptions OptionsOf(NameServer[] servers, bool keepsAnswers) => new(servers)
    {
        Timeout = EachTry,
        Retries = 1,
        UseCache = keepsAnswers,
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
