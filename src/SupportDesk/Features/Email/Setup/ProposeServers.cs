using MailKit.Security;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Features.Email.Setup;

/// <summary>Where a proposal comes from; a key of a text.</summary>
public enum ProposalSource
{
    /// <summary>The mailbox is one of a provider that everybody knows.</summary>
    Provider,

    /// <summary>The domain names its servers (RFC 6186).</summary>
    Domain,

    /// <summary>E-mails for the domain go to servers of a provider that is known.</summary>
    Exchanger,

    /// <summary>Nothing was found.</summary>
    Nothing,

    /// <summary>Nobody answered, or the desk may ask nobody.</summary>
    Silence,
}

/// <param name="Imap">Null if nothing is proposed, or the domain says that it has none.</param>
/// <param name="Provider">Null for one that is not known.</param>
/// <param name="Evidence">The name that was found: of a domain, a record, a mail exchanger.</param>
/// <param name="IsElsewhere">The servers lie in another domain and belong to nobody who is known: a person has to look before a password goes there.</param>
public sealed record ServerProposal(
    ProposalSource Source, ProposedServer? Imap, ProposedServer? Smtp, MailProvider? Provider, string Evidence, bool IsElsewhere = false);

/// <summary>
/// Which servers an address is likely to have: by the table of usual providers, by what the domain publishes, by who takes
/// its e-mails. A proposal is shown and never used by itself.
/// </summary>
internal sealed class ProposeServers(IMailServerRecords records) : IUseCase
{
    private const string Imaps = "_imaps._tcp";
    private const string Submissions = "_submissions._tcp";
    private const string Submission = "_submission._tcp";

    public async Task<Result<ServerProposal>> RunAsync(string address, Actor actor, CancellationToken ct)
    {
        if (!SaveMailbox.Allows(actor))
            return Problem.NotFound;
        var plain = address.Trim();
        if (!EmailAddress.IsValid(plain))
            return new Problem("AddressWrong", MailboxKeys.Address);
        var domain = DomainName.Normalize(plain[(plain.LastIndexOf('@') + 1)..]);
        if (MailProvider.OfDomain(domain) is { } known)
            return Of(ProposalSource.Provider, known, domain);

        // Together: each question may take seconds.
        var (imaps, submissions, submission, exchangers) = (
            records.FindServersAsync(Imaps, domain, ct), records.FindServersAsync(Submissions, domain, ct), records.FindServersAsync(Submission, domain, ct),
            records.FindExchangersAsync(domain, ct));
        await Task.WhenAll(imaps, submissions, submission, exchangers);
        if (ByDomain(domain, await imaps, await submissions, await submission) is { } published)
            return published;
        var found = await exchangers;
        if (found?.FirstOrDefault(host => MailProvider.OfExchanger(host) is not null) is { } exchanger)
            return Of(ProposalSource.Exchanger, MailProvider.OfExchanger(exchanger)!, exchanger);
        return found is null && await imaps is null
            ? new ServerProposal(ProposalSource.Silence, null, null, null, domain)
            : new ServerProposal(ProposalSource.Nothing, null, null, null, found is [var first, ..] ? first : domain);
    }

    private static ServerProposal Of(ProposalSource source, MailProvider provider, string evidence) =>
        new(source, provider.Imap, provider.Smtp, provider, evidence);

    private static ServerProposal? ByDomain(
        string domain, IReadOnlyList<ServerRecord>? imaps, IReadOnlyList<ServerRecord>? submissions, IReadOnlyList<ServerRecord>? submission)
    {
        var imap = Best(imaps, SecureSocketOptions.SslOnConnect);
        // Encrypted from the first byte is preferred (RFC 8314, section 5.1).
        var smtp = Best(submissions, SecureSocketOptions.SslOnConnect) ?? Best(submission, SecureSocketOptions.StartTls);
        if (imap is null && smtp is null)
            return null;
        // Each server for itself, since each is told a password: it lies under the domain or is the known one of a provider, one provider for both.
        var (farImap, farSmtp) = (Elsewhere(imap, domain), Elsewhere(smtp, domain));
        var isElsewhere = (farImap ?? farSmtp) is not null && MailProvider.OfServers(farImap, farSmtp) is null;
        var provider = MailProvider.OfServers(imap?.Host, smtp?.Host);
        return new ServerProposal(ProposalSource.Domain, imap, smtp, provider, imap is null ? Submission : Imaps, isElsewhere);
    }

    private static string? Elsewhere(ProposedServer? server, string domain) =>
        server is null || DomainName.IsSameOrUnder(DomainName.Normalize(server.Host), domain) ? null : server.Host;

    // The weight would spread many programs over many servers; for one desk the heaviest is the usual one.
    private static ProposedServer? Best(IReadOnlyList<ServerRecord>? servers, SecureSocketOptions security) =>
        servers?.OrderBy(one => one.Priority).ThenByDescending(one => one.Weight).FirstOrDefault() is { Host.Length: > 0, Port: > 0 } best
            ? new ProposedServer(best.Host, best.Port, security)
            : null;
}
