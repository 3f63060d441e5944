namespace SupportDesk.Features.Email.Authentication;

/// <summary>What the author's domain has published, and which names belong to it.</summary>
/// <param name="RecordDomain">Where the record stands; null if there is none.</param>
/// <param name="IsComplete">False if somebody did not answer.</param>
internal sealed record DmarcFinding(
    string OrganizationalDomain, string? RecordDomain, DmarcPolicy Policy, bool StrictDkim, bool StrictSpf, bool IsComplete)
{
    public static async Task<DmarcFinding> FindAsync(string author, ITxtResolver dns, CancellationToken ct)
    {
        var walk = await DmarcTreeWalk.RunAsync(author, dns, ct);
        var organization = walk.OrganizationalDomain;
        var (domain, record) = walk.Records.FirstOrDefault(found => found.Domain == author);
        if (record is not null)
            return new DmarcFinding(organization, domain, record.Own, record.StrictDkim, record.StrictSpf, walk.IsComplete);
        (domain, record) = walk.Records.FirstOrDefault(found => found.Domain == organization || found.Record.Suffix == PublicSuffix.Yes);
        if (record is null)
            return new DmarcFinding(organization, null, DmarcPolicy.None, false, false, walk.IsComplete);
        var policy = record.Below == record.Missing || await ExistsAsync(author, dns, ct) ? record.Below : record.Missing;
        return new DmarcFinding(organization, domain, policy, record.StrictDkim, record.StrictSpf, walk.IsComplete);
    }

    private static async Task<bool> ExistsAsync(string domain, ITxtResolver dns, CancellationToken ct) =>
        (await dns.ResolveAsync(domain, ct)).Outcome != TxtOutcome.NoSuchName;
}
