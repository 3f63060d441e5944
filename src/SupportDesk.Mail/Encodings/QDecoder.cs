using System.Buffers;

namespace SupportDesk.Mail;

/// <summary>The Q encoding of RFC 2047 section 4.2.</summary>
internal sealed class QDecoder : ByteTransform
{
    private readonly QuotedPrintableDecoder _inner = new();

    internal override OperationStatus Transform(ReadOnlySpan<byte> source, Span<byte> destination, out int consumed, out int written, bool isFinalBlock)
    {
        var copy = source.ToArray();
        copy.AsSpan().Replace((byte)'_', (byte)' ');
        return _inner.Transform(copy, destination, out consumed, out written, isFinalBlock);
    }
}
