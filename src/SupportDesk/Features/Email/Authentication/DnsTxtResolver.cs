using DnsClient;
using SupportDesk.Kernel.Dns;

namespace SupportDesk.Features.Email.Authentication;

/// <summary>Asks the name servers of the settings, else those of this machine. Answers are cached, those that say "no" as well.</summary>
internal sealed class DnsTxtResolver : ITxtResolver
{
    private const string Root = ".";
    private readonly DnsResolver resolver;
    private readonly DnsOutage outage;

    public DnsTxtResolver(MailSettings settings, TimeProvider clock, ILogger<DnsTxtResolver> log)
    {
        var servers = settings.Authentication.NameServers;
        resolver = new DnsResolver(servers, keepsAnswers: true);
        var probe = new DnsResolver(servers, keepsAnswers: false);
        // Every resolver that works knows the servers of the root; what it answers does not matter.
        outage = new DnsOutage(async ct => await probe.AskAsync(Root, QueryType.NS, ct) is not null, clock, log);
    }

    public async Task<TxtAnswer> ResolveAsync(string name, CancellationToken ct)
    {
        if (!DnsResolver.IsName(name))
            return TxtAnswer.NoSuchName;
        if (!resolver.HasServers || outage.IsNow)
            return TxtAnswer.Unavailable;
        if (await resolver.AskAsync(name, QueryType.TXT, ct) is not { } response)
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
}
