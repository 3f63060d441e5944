using Org.BouncyCastle.Crypto.Digests;

namespace SupportDesk.Robokassa;

/// <summary>RIPEMD-160 (ISO/IEC 10118-3) in the shape of .NET's own digests. The provider offers it, .NET has it no more, BouncyCastle does.</summary>
public static class Ripemd160
{
    /// <summary>Length of a digest in bytes.</summary>
    public const int HashSizeInBytes = 20;

    // The explainer computes thousands in a row: one object a thread, which is empty again after each digest.
    [ThreadStatic]
    private static RipeMD160Digest? engine;

    /// <summary>Computes a digest.</summary>
    /// <param name="source">What is hashed.</param>
    /// <param name="destination">Takes <see cref="HashSizeInBytes"/> bytes.</param>
    /// <returns>How many bytes were written.</returns>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short.</exception>
    public static int HashData(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        // Looked at first: what was added would stay in the object and spoil the next digest.
        if (destination.Length < HashSizeInBytes)
            throw new ArgumentException($"A digest has {HashSizeInBytes} bytes.", nameof(destination));
        var digest = engine ??= new RipeMD160Digest();
        digest.BlockUpdate(source);
        return digest.DoFinal(destination);
    }
}
