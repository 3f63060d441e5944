using System.Globalization;
using MimeKit;
using MimeKit.Cryptography;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Features.Email.Authentication;

/// <summary>A field DKIM-Signature as far as it decides whether it is worth verifying (RFC 6376, 3.5).</summary>
internal sealed record DkimSignature(Header Field, string Domain, string Selector, DkimSignatureAlgorithm Algorithm)
{
    private const int MostFields = 200;

    /// <summary>The domain in <c>i=</c>, on whose behalf it was signed.</summary>
    public required string Identity { get; init; }

    /// <summary>It covers a given length of the body (<c>l=</c>).</summary>
    public bool IsPartial { get; init; }

    /// <summary>Why it need not be verified.</summary>
    public SignatureResult? Trouble { get; init; }

    public static DkimSignature Read(Header field, DateTimeOffset now)
    {
        var tags = TagList.Parse(field.Value);
        var (domain, selector) = (DomainName.Normalize(tags?["d"] ?? ""), (tags?["s"] ?? "").ToLowerInvariant());
        var isSane = tags is not null && tags["v"] == "1" && DomainName.IsHost(domain) && DomainName.IsName(selector)
            && tags["q"] is null or "dns/txt" && tags.Words("h").Count <= MostFields;
        return new DkimSignature(field, DomainName.IsHost(domain) ? domain : "", selector,
            tags?["a"] == "ed25519-sha256" ? DkimSignatureAlgorithm.Ed25519Sha256 : DkimSignatureAlgorithm.RsaSha256)
        {
            Identity = tags?["i"] is { } identity ? DomainName.Of(identity) : domain,
            IsPartial = tags?["l"] is not null,
            Trouble = !isSane ? SignatureResult.Malformed
                : tags!["a"] == "rsa-sha1" ? SignatureResult.Sha1
                : tags["a"] is not ("rsa-sha256" or "ed25519-sha256") ? SignatureResult.Malformed
                : IsExpired(tags, now) ? SignatureResult.Expired
                : null,
        };
    }

    private static bool IsExpired(TagList tags, DateTimeOffset now) =>
        Seconds(tags["x"]) is { } end && (end < now.ToUnixTimeSeconds() || end <= Seconds(tags["t"]));

    private static long? Seconds(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : null;
}
