using MimeKit;
using SupportDesk.Features.Email.Matching;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Features.Email.Authentication;

/// <summary>
/// Checks by itself who wrote an e-mail: signatures, the chain of those who forwarded it, and what the author's domain has
/// published. It asks name servers, so it runs before the transaction is opened, for several e-mails at once.
/// </summary>
internal sealed class AuthenticateEmail(ITxtResolver dns, MailSettings settings, TimeProvider clock, ILogger<AuthenticateEmail> log) : IDisposable
{
    private const int MostEnvelopes = 3;
    private const int MostAtOnce = 32;
    private readonly SemaphoreSlim turns = new(MostAtOnce);

    /// <summary>Throws only when it is cancelled: whatever cannot be checked is not checked.</summary>
    public async Task<DeskFindings> RunAsync(ArraySegment<byte> raw, CancellationToken ct)
    {
        var block = HeaderBlock.Read(raw);
        if (block is { FromFields: > 1 })
            return DeskFindings.Without(NotChecked.ManyAuthors);
        if (!settings.Authentication.UsesDns)
            return DeskFindings.Without(NotChecked.Off);
        if (block is null)
            return DeskFindings.Without(NotChecked.TooLarge);
        await turns.WaitAsync(ct);
        try
        {
            return await CheckAsync(raw, block, ct);
        }
        catch (FormatException)
        {
            return DeskFindings.Without(NotChecked.Unreadable);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            log.LogError(error, "The sender of an e-mail could not be checked");
            return DeskFindings.Without(NotChecked.Unreadable);
        }
        finally
        {
            turns.Release();
        }
    }

    public void Dispose() => turns.Dispose();

    private async Task<DeskFindings> CheckAsync(ArraySegment<byte> raw, HeaderBlock block, CancellationToken ct)
    {
        using var message = SignedMessage.Load(raw, block, ct);
        var authors = message.From.Mailboxes.Take(2).ToList();
        if (authors.Count > 1)
            return DeskFindings.Without(NotChecked.ManyAuthors);
        if (authors is not [var only] || DomainName.Of(only.Address) is not { } author || !DomainName.IsHost(author))
            return DeskFindings.Without(NotChecked.NoAuthor);

        using var lookups = new LookupBudget(dns, ct);
        // The policy first: nothing that an e-mail asks for besides may use up its lookups.
        var policy = DmarcFinding.FindAsync(author, lookups, ct);
        var signatures = await VerifyDkim.RunAsync(message, author, lookups, clock.GetUtcNow(), ct);
        var dmarc = await policy;
        var aligned = await AlignAsync(signatures, author, dmarc, lookups, ct);
        return new DeskFindings(author)
        {
            Dmarc = dmarc,
            Signatures = aligned.Signatures,
            AlignedEnvelopes = await EnvelopesAsync(message, author, dmarc, lookups, ct),
            Arc = await VerifyArc.RunAsync(message, author, settings.Authentication.TrustedSealers, lookups, ct),
            IsUncertain = !dmarc.IsComplete || aligned.IsUncertain,
        };
    }

    private static async Task<(IReadOnlyList<SignatureFinding> Signatures, bool IsUncertain)> AlignAsync(
        IReadOnlyList<SignatureFinding> signatures, string author, DmarcFinding dmarc, ITxtResolver dns, CancellationToken ct)
    {
        var (result, isUncertain) = (new List<SignatureFinding>(), false);
        foreach (var signature in signatures)
        {
            // Who owns a name is asked only of those who hold its key; a stranger could name any.
            var holds = signature.Result is SignatureResult.Pass or SignatureResult.Partial or SignatureResult.Testing;
            var alignment =
                holds ? await Alignment.CheckAsync(signature.Domain, author, dmarc, dmarc.StrictDkim, dns, ct)
                : signature.Domain == author || !dmarc.StrictDkim && DomainName.IsSameOrUnder(signature.Domain, dmarc.OrganizationalDomain)
                    ? AlignmentResult.Yes
                : AlignmentResult.No;
            isUncertain |= alignment == AlignmentResult.Unavailable || alignment == AlignmentResult.Yes && signature.Result == SignatureResult.Unavailable;
            result.Add(signature with { Aligned = alignment == AlignmentResult.Yes });
        }

        return (result, isUncertain);
    }

    // Which server is believed is known only later, so those that any of them names are looked at.
    private static async Task<IReadOnlyCollection<string>> EnvelopesAsync(
        MimeMessage message,
        string author,
        DmarcFinding dmarc,
        ITxtResolver dns,
        CancellationToken ct
    )
    {
        var named = message.Headers.Where(header => header.Id == HeaderId.AuthenticationResults)
            .Select(header => AuthenticationResult.SpfOf(AuthenticationResult.Parse(header.Value))).OfType<SpfStatement>()
            .Select(spf => spf.Domain).Where(DomainName.IsHost).Distinct().Take(MostEnvelopes);
        var aligned = new List<string>();
        foreach (var domain in named)
        {
            if (await Alignment.CheckAsync(domain, author, dmarc, dmarc.StrictSpf, dns, ct) == AlignmentResult.Yes)
                aligned.Add(domain);
        }

        return aligned;
    }
}
