using SupportDesk.Data.Entities;
using SupportDesk.Features.Email.Matching;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Features.Email.Authentication;

/// <summary>How far an e-mail's author is proven by what the desk found itself and by what the believed server says of SPF.</summary>
/// <param name="Key">Why; a key of a text.</param>
internal sealed record DeskVerdict(SenderTrust Trust, string Key)
{
    /// <param name="author">The domain in From as the rest of the desk reads it.</param>
    public static DeskVerdict Of(DeskFindings found, string author, ServerVerdict server)
    {
        // Two readers who see different authors: somebody wrote it so that they do.
        var differs = found.Reason is null ? found.Author != author : found.Reason == NotChecked.NoAuthor && DomainName.IsHost(author);
        if (differs)
            return new DeskVerdict(SenderTrust.None, nameof(NotChecked.ManyAuthors));
        return found.Reason is { } reason ? new DeskVerdict(Unchecked(reason, server), reason.ToString())
            : Proof(found, server.Spf) ?? Doubt(found, server.Spf is not null);
    }

    // What a sender can bring about must not be better for him than being checked.
    private static SenderTrust Unchecked(NotChecked reason, ServerVerdict server) =>
        reason == NotChecked.ManyAuthors || reason is NotChecked.TooLarge or NotChecked.Unreadable && !server.Speaks ? SenderTrust.None : SenderTrust.Unknown;

    private static DeskVerdict? Proof(DeskFindings found, SpfStatement? spf)
    {
        var aligned = found.Signatures.Where(signature => signature.Aligned).Select(signature => signature.Result).ToHashSet();
        var bySpf = spf is { Passed: true } && found.AlignedEnvelopes.Contains(spf.Domain);
        return aligned.Contains(SignatureResult.Pass) ? new DeskVerdict(SenderTrust.Strong, "Signed")
            : found.Arc is { Result: ArcResult.Pass, Trust: SenderTrust.Strong } ? new DeskVerdict(SenderTrust.Strong, "Forwarded")
            : bySpf && found.Dmarc?.RecordDomain is not null ? new DeskVerdict(SenderTrust.Strong, "PolicyBySpf")
            : bySpf ? new DeskVerdict(SenderTrust.Weak, "BySpf")
            : aligned.Contains(SignatureResult.Partial) ? new DeskVerdict(SenderTrust.Weak, "Partial")
            : found.Arc is { Result: ArcResult.Pass } ? new DeskVerdict(SenderTrust.Weak, "Forwarded")
            : null;
    }

    private static DeskVerdict Doubt(DeskFindings found, bool knowsSpf)
    {
        // What did not answer might have been the proof.
        if (found.IsUncertain)
            return new DeskVerdict(SenderTrust.Unknown, nameof(NotChecked.NoAnswer));
        // Who refuses e-mails without proof signs them; a milder policy alone, without SPF, condemns nobody.
        if (found.Dmarc?.Policy is DmarcPolicy.Reject || found.Dmarc?.Policy is DmarcPolicy.Quarantine && knowsSpf)
            return new DeskVerdict(SenderTrust.Failed, "Refused");
        var own = found.Signatures.Any(signature => signature.Aligned);
        return new DeskVerdict(SenderTrust.None, own ? "BadSignature" : found.Signatures.Count > 0 ? "ForeignSignature" : "Unsigned");
    }
}
