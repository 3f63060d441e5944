using SupportDesk.Data.Entities;
using SupportDesk.Features.Email.Matching;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Features.Email.Authentication;

/// <summary>What the desk found out about a sender itself; kept with the e-mail.</summary>
/// <param name="Key">A key of a text: why it comes to its answer.</param>
/// <param name="Author">The domain in From as people read it.</param>
/// <param name="Counts">How it goes together with the server's word; a key of a text, null where there is nothing to say.</param>
public sealed record DeskBasis(string Key, SenderTrust Trust, string Author, IReadOnlyList<SenderCheck> Checks, string? Counts)
{
    internal static DeskBasis Of(DeskFindings found, DeskVerdict verdict, ServerVerdict server)
    {
        var checks = found
            .Signatures.Select(signature => new SenderCheck(
                "dkim",
                KeyOf(signature.Result),
                signature.Domain.Length == 0 ? null : DomainName.Readable(signature.Domain),
                signature.Aligned
            ))
            .ToList();
        if (found.Arc is { } arc)
            checks.Add(new SenderCheck("arc", KeyOf(arc.Result), arc.Sealer.Length == 0 ? null : DomainName.Readable(arc.Sealer), Aligned: false));
        if (found.Dmarc is { } dmarc)
            checks.Add(dmarc.RecordDomain is { } domain
                ? new SenderCheck("policy", KeyOf(dmarc.Policy), DomainName.Readable(domain), Aligned: false)
                : new SenderCheck("policy", dmarc.IsComplete ? "missing" : "unavailable", null, Aligned: false));
        return new DeskBasis(verdict.Key, verdict.Trust, DomainName.Readable(found.Author), checks, CountsOf(verdict.Trust, server));
    }

    private static string? CountsOf(SenderTrust desk, ServerVerdict server) =>
        desk == SenderTrust.Unknown || !server.Speaks || desk == server.Trust ? null
        : CombineVerdicts.Of(server, desk) != desk ? "Server"
        : server.CoversAuthor || server.Trust == SenderTrust.Failed ? "Desk"
        : "Envelope";

    private static string KeyOf<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
