using System.Buffers;

namespace SupportDesk.Mail;

/// <summary>Makes every line end CRLF; with dot stuffing on, also doubles a dot that begins a line (RFC 5321 section 4.5.2).</summary>
internal sealed class LineEndings(bool dotStuffing) : ByteTransform
{
    private bool _carriageReturn;

    /// <summary>True when the output so far ends with CRLF, or nothing was written.</summary>
    internal bool AtLineStart { get; private set; } = true;

    internal override OperationStatus Transform(ReadOnlySpan<byte> source, Span<byte> destination, out int consumed, out int written, bool isFinalBlock)
    {
        consumed = 0;
        written = 0;
        while (consumed < source.Length)
        {
            if (written + 4 > destination.Length) return OperationStatus.DestinationTooSmall;
            var c = source[consumed++];
            if (_carriageReturn)
            {
                EndLine(destination, ref written);
                if (c == '\n') continue;
            }
            if (c == '\r') _carriageReturn = true;
            else if (c == '\n') EndLine(destination, ref written);
            else
            {
                if (dotStuffing && AtLineStart && c == '.') destination[written++] = c;
                destination[written++] = c;
                AtLineStart = false;
            }
        }
        if (isFinalBlock && _carriageReturn)
        {
            if (written + 4 > destination.Length) return OperationStatus.DestinationTooSmall;
            EndLine(destination, ref written);
        }
        return OperationStatus.Done;
    }

    private void EndLine(Span<byte> destination, ref int written)
    {
        destination[written++] = (byte)'\r';
        destination[written++] = (byte)'\n';
        (_carriageReturn, AtLineStart) = (false, true);
    }
}
