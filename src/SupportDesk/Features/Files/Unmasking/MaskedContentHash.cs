using System.Buffers;
using System.Security.Cryptography;
using SupportDesk.Masking;

namespace SupportDesk.Features.Files.Unmasking;

/// <summary>
/// Passes bytes on and masks them for itself once more with nothing shown, only to know the hash of that. A hash of the
/// unmasked bytes would tell the same and could be tried out: what is missing of a card number is a few digits.
/// </summary>
internal sealed class MaskedContentHash(Stream source) : Stream
{
    private readonly Masker masker = new();
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] masked = new byte[64 * 1024];

    /// <summary>In lower-case hex; null until all has been read.</summary>
    public string? Sha256 { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await source.ReadAsync(buffer, cancellationToken);
        if (Sha256 is null && (read > 0 || buffer.Length > 0))
            Take(buffer.Span[..read], last: read == 0);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            masker.Reset();
            hash.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Take(ReadOnlySpan<byte> bytes, bool last)
    {
        OperationStatus status;
        do
        {
            status = masker.Mask(bytes, masked, out var consumed, out var written, last);
            hash.AppendData(masked, 0, written);
            bytes = bytes[consumed..];
        }
        while (status == OperationStatus.DestinationTooSmall);
        if (last)
            Sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
