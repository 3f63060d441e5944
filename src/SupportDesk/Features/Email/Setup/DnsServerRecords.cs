using DnsClient;
using SupportDesk.Kernel.Dns;

namespace SupportDesk.Features.Email.Setup;

/// <summary>Asks the name servers of the settings, else those of this machine; nobody if the settings say so.</summary>
internal sealed class DnsServerRecords(MailSettings settings) : IMailServerRecords
{
    // Whoever has just mended a record asks again at once.
    private readonly DnsResolver resolver = new(settings.Authentication.NameServers, keepsAnswers: false);

    public async Task<IReadOnlyList<ServerRecord>?> FindServersAsync(string service, string domain, CancellationToken ct) =>
        await AskAsync($"{service}.{domain}", QueryType.SRV, ct) is not { } answer ? null
        : [.. answer.Answers.SrvRecords().Select(one => new ServerRecord(one.Priority, one.Weight, one.Port, one.Target.Value.TrimEnd('.')))];

    public async Task<IReadOnlyList<string>?> FindExchangersAsync(string domain, CancellationToken ct) =>
        await AskAsync(domain, QueryType.MX, ct) is not { } answer ? null
        : [.. answer.Answers.MxRecords().OrderBy(one => one.Preference).Select(one => one.Exchange.Value.TrimEnd('.'))];

    private async Task<IDnsQueryResponse?> AskAsync(string name, QueryType type, CancellationToken ct)
    {
        if (!settings.Authentication.UsesDns || !resolver.HasServers || !DnsResolver.IsName(name))
            return null;
        var answer = await resolver.AskAsync(name, type, ct);
        return answer?.Header.ResponseCode is DnsHeaderResponseCode.NoError or DnsHeaderResponseCode.NotExistentDomain ? answer : null;
    }
}
