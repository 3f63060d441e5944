using System.Globalization;
using MimeKit;
using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Email.Matching;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Features.Email.Authentication;

/// <summary>
/// Verifies the seals of those who forwarded an e-mail (RFC 8617). Anybody can seal anything, so a chain is looked at only
/// when the last seal claims to be one of a trusted domain.
/// </summary>
internal static class VerifyArc
{
    private const int MostSeals = 10;
    private const int MostFields = 200;

    public static async Task<ArcFinding?> RunAsync(MimeMessage message, string author, IReadOnlySet<string> trusted, ITxtResolver dns, CancellationToken ct)
    {
        var seals = Numbered(message, HeaderId.ArcSeal);
        if (seals.Count == 0)
            return null;
        var sealer = DomainName.Normalize(seals[^1].Tags["d"] ?? "");
        if (!trusted.Contains(sealer))
            return new ArcFinding(DomainName.IsHost(sealer) ? sealer : "", ArcResult.Untrusted);
        if (seals.Count > MostSeals || !CoversAuthor(message, seals.Count))
            return new ArcFinding(sealer, ArcResult.Fail);
        var keys = new Keys(dns);
        if (!await VerifiesAsync(message, keys, ct))
            return new ArcFinding(sealer, keys.AreMissing ? ArcResult.Unavailable : ArcResult.Fail);
        var trust = StatementOf(message, author, [.. seals.Select(seal => trusted.Contains(DomainName.Normalize(seal.Tags["d"] ?? "")))]);
        return new ArcFinding(sealer, trust == SenderTrust.None ? ArcResult.Unhelpful : ArcResult.Pass, trust);
    }

    // The newest signature of the message must cover who wrote it and all of what was written.
    private static bool CoversAuthor(MimeMessage message, int last) =>
        Numbered(message, HeaderId.ArcMessageSignature).Where(field => field.Number == last).ToList() is [var (_, tags)]
        && tags["l"] is null && tags.Words("h").Count <= MostFields && tags.Words("h").Contains("from", StringComparer.OrdinalIgnoreCase);

    private static async Task<bool> VerifiesAsync(MimeMessage message, Keys keys, CancellationToken ct)
    {
        var verifier = new ArcVerifier(keys);
        verifier.Disable(DkimSignatureAlgorithm.RsaSha1);
        verifier.Enable(DkimSignatureAlgorithm.Ed25519Sha256);
        try
        {
            return (await verifier.VerifyAsync(message, ct)).Chain == ArcSignatureValidationResult.Pass;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // What a stranger wrote into a seal may surprise the verifier in any way: it is not right then.
            return false;
        }
    }

    /// <summary>What the trusted ones saw when the e-mail came to them, from the last one back to the first whom nobody trusts.</summary>
    private static SenderTrust StatementOf(MimeMessage message, string author, IReadOnlyList<bool> isTrusted)
    {
        var statements = message
            .Headers.Where(header => header.Id == HeaderId.ArcAuthenticationResults)
            .Select(header => AuthenticationResult.Parse(header.Value))
            .ToList();
        for (var number = isTrusted.Count; number > 0 && isTrusted[number - 1]; number--)
        {
            var instance = "i=" + number.ToString(CultureInfo.InvariantCulture);
            var said = statements.Find(segments => segments[0] is [var first, ..] && first == instance);
            // Behind the number stands the name of the host, then the results.
            var trust = said is null ? SenderTrust.None : AuthenticationResult.Evaluate(said.Skip(2), author);
            if (trust is SenderTrust.Strong or SenderTrust.Weak)
                return trust;
        }

        return SenderTrust.None;
    }

    private static List<(int Number, TagList Tags)> Numbered(MimeMessage message, HeaderId id) =>
    [
        .. message.Headers.Where(header => header.Id == id).Select(header => TagList.Parse(header.Value)).OfType<TagList>()
            .Select(tags => (Number: int.TryParse(tags["i"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0, tags))
            .Where(field => field.Number > 0).OrderBy(field => field.Number),
    ];

    private sealed class Keys(ITxtResolver dns) : IDkimPublicKeyLocator
    {
        /// <summary>Somebody who knows a key did not answer.</summary>
        public bool AreMissing { get; private set; }

        public AsymmetricKeyParameter LocatePublicKey(string methods, string domain, string selector, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException("Keys are looked up asynchronously.");

        public async Task<AsymmetricKeyParameter> LocatePublicKeyAsync(
            string methods,
            string domain,
            string selector,
            CancellationToken cancellationToken = default
        )
        {
            var host = DomainName.Normalize(domain);
            if (!DomainName.IsHost(host) || !DomainName.IsName(selector))
                throw new FormatException("No name under which a key could stand.");
            var found = await DkimKey.FindAsync(dns, host, selector.ToLowerInvariant(), cancellationToken);
            AreMissing |= found.Trouble == SignatureResult.Unavailable;
            return found is { Key: { } key, IsTesting: false } ? key : throw new FormatException("There is no key.");
        }
    }
}
