using MimeKit;
using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Features.Email.Authentication;

/// <summary>Verifies the signatures of an e-mail (RFC 6376), a few of them: those that can prove its author first.</summary>
internal static class VerifyDkim
{
    private const int MostSignatures = 5;

    public static async Task<IReadOnlyList<SignatureFinding>> RunAsync(
        MimeMessage message,
        string author,
        ITxtResolver dns,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var signatures = message.Headers.Where(header => header.Id == HeaderId.DkimSignature).Select(header => DkimSignature.Read(header, now))
            .OrderByDescending(signature => DomainName.IsRelated(signature.Domain, author)).Take(MostSignatures).ToList();
        // All keys are asked for at once; the message can be verified only once at a time.
        var keys = await Task.WhenAll(signatures.Select(signature => signature.Trouble is { } trouble
            ? Task.FromResult(new DkimKey(null, trouble))
            : DkimKey.FindAsync(dns, signature.Domain, signature.Selector, ct)));
        return [.. signatures.Zip(keys, (signature, key) => new SignatureFinding(signature.Domain, Evaluate(message, signature, key, ct)))];
    }

    private static SignatureResult Evaluate(MimeMessage message, DkimSignature signature, DkimKey key, CancellationToken ct)
    {
        if (key.Trouble is { } trouble)
            return trouble;
        if (!key.Fits(signature.Algorithm))
            return SignatureResult.BadKey;
        if (key.IsExact && signature.Identity != signature.Domain)
            return SignatureResult.Fail;
        return !Verifies(message, signature, key.Key!, ct) ? SignatureResult.Fail
            : key.IsTesting ? SignatureResult.Testing
            : signature.IsPartial ? SignatureResult.Partial
            : SignatureResult.Pass;
    }

    private static bool Verifies(MimeMessage message, DkimSignature signature, AsymmetricKeyParameter key, CancellationToken ct)
    {
        var verifier = new DkimVerifier(new KnownKey(key));
        verifier.Disable(DkimSignatureAlgorithm.RsaSha1);
        verifier.Enable(DkimSignatureAlgorithm.Ed25519Sha256);
        try
        {
            return verifier.Verify(message, signature.Field, ct);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // What a stranger wrote into a signature may surprise the verifier in any way: it is not right then.
            return false;
        }
    }

    private sealed class KnownKey(AsymmetricKeyParameter key) : IDkimPublicKeyLocator
    {
        public AsymmetricKeyParameter LocatePublicKey(string methods, string domain, string selector, CancellationToken cancellationToken = default) => key;

        public Task<AsymmetricKeyParameter> LocatePublicKeyAsync(
            string methods,
            string domain,
            string selector,
            CancellationToken cancellationToken = default
        ) => Task.FromResult(key);
    }
}
