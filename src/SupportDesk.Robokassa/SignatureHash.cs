using System.Security.Cryptography;
using System.Text;

namespace SupportDesk.Robokassa;

/// <summary>The digest of a signature: a plain hash, no HMAC, of the base string in UTF-8 unless said otherwise.</summary>
public static class SignatureHash
{
    private const int Longest = 64;

    /// <summary>Computes a signature.</summary>
    /// <param name="algorithm">The shop's.</param>
    /// <param name="baseString">Such as <see cref="SignatureBase.OfResult"/> makes it; it holds a password.</param>
    /// <param name="encoding">Of the signed bytes; null is UTF-8.</param>
    /// <returns>Hexadecimal digits, lower case.</returns>
    public static string Compute(SignatureAlgorithm algorithm, string baseString, Encoding? encoding = null)
    {
        ArgumentNullException.ThrowIfNull(baseString);
        Span<byte> digest = stackalloc byte[Longest];
        return Convert.ToHexStringLower(digest[..Compute(algorithm, (encoding ?? Encoding.UTF8).GetBytes(baseString), digest)]);
    }

    /// <summary>Compares without telling by its time how far the two agree. The case of the digits says nothing: the provider uses both.</summary>
    /// <param name="algorithm">The shop's.</param>
    /// <param name="baseString">What should have been signed.</param>
    /// <param name="signature">The digits that were received.</param>
    /// <param name="encoding">Of the signed bytes; null is UTF-8.</param>
    public static bool Matches(SignatureAlgorithm algorithm, string baseString, string signature, Encoding? encoding = null)
    {
        ArgumentNullException.ThrowIfNull(signature);
        return CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(Compute(algorithm, baseString, encoding)), Encoding.UTF8.GetBytes(signature.Trim().ToLowerInvariant()));
    }

    /// <summary>Length of a signature in hexadecimal digits.</summary>
    /// <param name="algorithm">The shop's.</param>
    public static int DigitsOf(SignatureAlgorithm algorithm) => 2 * algorithm switch
    {
        SignatureAlgorithm.Md5 => MD5.HashSizeInBytes,
        SignatureAlgorithm.Ripemd160 => Ripemd160.HashSizeInBytes,
        SignatureAlgorithm.Sha1 => SHA1.HashSizeInBytes,
        SignatureAlgorithm.Sha256 => SHA256.HashSizeInBytes,
        SignatureAlgorithm.Sha384 => SHA384.HashSizeInBytes,
        SignatureAlgorithm.Sha512 => SHA512.HashSizeInBytes,
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm)),
    };

    /// <summary>Which algorithms give signatures of this length; two of them give 40 digits.</summary>
    /// <param name="digits">Length in hexadecimal digits.</param>
    /// <returns>Empty if none does.</returns>
    public static IReadOnlyList<SignatureAlgorithm> OfLength(int digits) =>
        [.. Enum.GetValues<SignatureAlgorithm>().Where(algorithm => DigitsOf(algorithm) == digits)];

    /// <summary>Reads a name as people write it: <c>md5</c>, <c>SHA-256</c>, <c>ripemd160</c>.</summary>
    /// <param name="name">The name; null is none.</param>
    /// <param name="algorithm">The algorithm, if there is one of that name.</param>
    public static bool TryParse(string? name, out SignatureAlgorithm algorithm)
    {
        var plain = name?.Trim().Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);
        algorithm = default;
        return plain is { Length: > 0 } && char.IsLetter(plain[0]) && Enum.TryParse(plain, ignoreCase: true, out algorithm);
    }

    // The weak ones are the provider's choice and not ours.
#pragma warning disable CA5350, CA5351
    internal static int Compute(SignatureAlgorithm algorithm, ReadOnlySpan<byte> source, Span<byte> digest) => algorithm switch
    {
        SignatureAlgorithm.Md5 => MD5.HashData(source, digest),
        SignatureAlgorithm.Ripemd160 => Ripemd160.HashData(source, digest),
        SignatureAlgorithm.Sha1 => SHA1.HashData(source, digest),
        SignatureAlgorithm.Sha256 => SHA256.HashData(source, digest),
        SignatureAlgorithm.Sha384 => SHA384.HashData(source, digest),
        SignatureAlgorithm.Sha512 => SHA512.HashData(source, digest),
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm)),
    };
#pragma warning restore CA5350, CA5351
}
