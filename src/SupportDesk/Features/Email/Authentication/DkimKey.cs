using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;

namespace SupportDesk.Features.Email.Authentication;

/// <summary>The public key under a selector of a domain (RFC 6376, 3.6.1 and RFC 8463).</summary>
/// <param name="Trouble">Why there is no key that can be used.</param>
/// <param name="IsTesting">The domain only tries signing out: nothing may follow from its signatures.</param>
/// <param name="IsExact">It may sign for the domain itself only, for none below.</param>
internal sealed record DkimKey(AsymmetricKeyParameter? Key, SignatureResult? Trouble = null, bool IsTesting = false, bool IsExact = false)
{
    private const int MostRecords = 5;
    private const int ShortestRsa = 1024;
    private const int LongestRsa = 4096;
    private const int LongestExponent = 64;

    // A key of 4096 bits takes 550. To make a larger one would take seconds: it is tested for primes.
    private const int MostBytes = 600;
    private const int Ed25519Bytes = 32;

    public static async Task<DkimKey> FindAsync(ITxtResolver dns, string domain, string selector, CancellationToken ct)
    {
        var answer = await dns.ResolveAsync($"{selector}._domainkey.{domain}", ct);
        if (answer.Outcome == TxtOutcome.Unavailable)
            return new DkimKey(null, SignatureResult.Unavailable);
        // Of several keys under one name none is the right one (RFC 6376, 3.6.2.2): the first is made, and no other.
        var texts = answer.Texts.Take(MostRecords).ToList();
        var text = texts.Find(text => TagList.Parse(text)?["p"] is not null) ?? texts.FirstOrDefault();
        return text is null ? new DkimKey(null, SignatureResult.NoKey) : Parse(text);
    }

    public static DkimKey Parse(string text)
    {
        var tags = TagList.Parse(text);
        if (tags is null || tags["v"] is not (null or "DKIM1") || tags["p"] is not { } encoded)
            return new DkimKey(null, SignatureResult.BadKey);
        if (encoded.Length == 0)
            return new DkimKey(null, SignatureResult.Revoked);
        if (!Allows(tags.Words("h"), "sha256") || !Allows(tags.Words("s"), "email", "*"))
            return new DkimKey(null, SignatureResult.BadKey);
        var flags = tags.Words("t");
        return Decode(tags["k"] ?? "rsa", encoded) with { IsTesting = flags.Contains("y"), IsExact = flags.Contains("s") };
    }

    public bool Fits(DkimSignatureAlgorithm algorithm) =>
        algorithm == DkimSignatureAlgorithm.Ed25519Sha256 ? Key is Ed25519PublicKeyParameters : Key is RsaKeyParameters;

    // A list that is not there allows all.
    private static bool Allows(IReadOnlyList<string> words, params string[] wanted) => words.Count == 0 || words.Intersect(wanted).Any();

    private static DkimKey Decode(string kind, string encoded)
    {
        try
        {
            var bytes = Convert.FromBase64String(encoded);
            if (kind == "ed25519")
                return bytes.Length == Ed25519Bytes ? new DkimKey(new Ed25519PublicKeyParameters(bytes, 0)) : new DkimKey(null, SignatureResult.BadKey);
            if (kind != "rsa" || bytes.Length > MostBytes || PublicKeyFactory.CreateKey(bytes) is not RsaKeyParameters rsa
                || rsa.Modulus.BitLength > LongestRsa || rsa.Exponent.BitLength > LongestExponent)
                return new DkimKey(null, SignatureResult.BadKey);
            return rsa.Modulus.BitLength < ShortestRsa ? new DkimKey(null, SignatureResult.ShortKey) : new DkimKey(rsa);
        }
        catch (Exception error)
            when (error is FormatException or ArgumentException or IOException or InvalidCastException or GeneralSecurityException or InvalidOperationException)
        {
            // Whatever a stranger published as a key: it is none.
            return new DkimKey(null, SignatureResult.BadKey);
        }
    }
}
