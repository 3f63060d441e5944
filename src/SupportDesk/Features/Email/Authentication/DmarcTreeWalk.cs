namespace SupportDesk.Features.Email.Authentication;

/// <summary>
/// The records from a domain up to its top level, and by them the organisational domain: which names belong together. This
/// is the walk of the present DMARC standard, which needs no list of public suffixes.
/// </summary>
/// <param name="Records">From the longest name to the shortest.</param>
/// <param name="IsComplete">False if somebody did not answer.</param>
internal sealed record DmarcTreeWalk(string Domain, IReadOnlyList<(string Domain, DmarcRecord Record)> Records, bool IsComplete)
{
    private const int MostQueries = 8;

    /// <summary>Rules in the order of the standard: it says so itself; it lies right below a public suffix; it is the highest with a record.</summary>
    public string OrganizationalDomain =>
        Records.Where(found => found.Record.Suffix == PublicSuffix.No).Select(found => found.Domain).FirstOrDefault()
        ?? Records.Where(found => found.Record.Suffix == PublicSuffix.Yes && found.Domain != Domain).Select(found => Below(found.Domain)).FirstOrDefault()
        ?? Records.Select(found => found.Domain).LastOrDefault()
        ?? Domain;

    public static async Task<DmarcTreeWalk> RunAsync(string domain, ITxtResolver dns, CancellationToken ct)
    {
        // The names are known beforehand, so all are asked at once; where the standard stops early, the rest is dropped.
        var names = Names(domain);
        var answers = await Task.WhenAll(names.Select(name => dns.ResolveAsync("_dmarc." + name, ct)));
        var records = new List<(string, DmarcRecord)>();
        var isComplete = true;
        foreach (var (name, answer) in names.Zip(answers))
        {
            // A top level domain that does not answer decides nothing that matters.
            isComplete &= answer.Outcome != TxtOutcome.Unavailable || !name.Contains('.', StringComparison.Ordinal);
            // Of several records none counts.
            if (answer.Texts.Select(DmarcRecord.Parse).OfType<DmarcRecord>().ToList() is not [var record])
                continue;
            // Nor is a top level domain anybody's organisation.
            if (record.Suffix != PublicSuffix.Yes && !name.Contains('.', StringComparison.Ordinal))
                continue;
            records.Add((name, record));
            if (record.Suffix == PublicSuffix.No || record.Suffix == PublicSuffix.Yes && name != domain)
                break;
        }

        return new DmarcTreeWalk(domain, records, isComplete);
    }

    // Of a very long name the middle is left out, so that nobody causes more than eight lookups.
    private static List<string> Names(string domain)
    {
        var labels = domain.Split('.');
        var names = new List<string> { domain };
        for (var left = Math.Min(labels.Length - 1, MostQueries - 1); left > 0; left--)
            names.Add(string.Join('.', labels[^left..]));
        return names;
    }

    private string Below(string parent)
    {
        var own = Domain[..^(parent.Length + 1)];
        return own[(own.LastIndexOf('.') + 1)..] + "." + parent;
    }
}
