using System.Buffers;
using System.Buffers.Text;

namespace SupportDesk.Mail;

/// <summary>
/// Base64 of RFC 2045 section 6.8; characters outside the alphabet are skipped, padding may be missing. Clean lines are decoded in blocks
/// by vectors, anything else one by one.
/// </summary>
internal sealed class Base64Decoder : ByteTransform
{
    private const int Block = 4096;
    private const int TooShort = 32;
    private const byte None = 255;
    private static readonly byte[] Values = MakeValues();
    private uint _bits;
    private int _count;

    /// <summary>Characters that belong neither to the alphabet nor to white space came by.</summary>
    internal bool HadJunk { get; private set; }

    /// <summary>A run ended in the middle of a byte.</summary>
    internal bool WasCut { get; private set; }

    internal override OperationStatus Transform(ReadOnlySpan<byte> source, Span<byte> destination, out int consumed, out int written, bool isFinalBlock)
    {
        consumed = 0;
        written = 0;
        while (consumed < source.Length)
        {
            var rest = source[consumed..];
            if (_count == 0 && rest.Length >= TooShort && TryBlock(rest, destination[written..], out var taken, out var made))
            {
                consumed += taken;
                written += made;
                continue;
            }
            // What follows is not clean: a block's worth of it goes one by one.
            for (var end = consumed + Math.Min(rest.Length, Block); consumed < end; consumed++)
            {
                if (written + 3 > destination.Length) return OperationStatus.DestinationTooSmall;
                Step(source[consumed], destination, ref written);
            }
        }
        if (isFinalBlock)
        {
            if (written + 3 > destination.Length) return OperationStatus.DestinationTooSmall;
            FlushRest(destination, ref written);
        }
        return OperationStatus.Done;
    }

    internal override int MaxOutput(int source) => source / 4 * 3 + 16;

    /// <summary>Decodes whole groups of clean lines. False: nothing was taken.</summary>
    private static bool TryBlock(ReadOnlySpan<byte> source, Span<byte> destination, out int taken, out int made)
    {
        // Line ends are passed over and fill no room: without an end of its own the look ahead would go through all of them each time.
        source = source[..Math.Min(source.Length, 2 * Block)];
        Span<byte> clean = stackalloc byte[Block];
        var room = Math.Min(Block, destination.Length / 3 * 4);
        (taken, made) = (0, 0);
        var length = Gather(source, clean[..room], out var used);
        // A group that is not whole waits for its rest in the next round.
        for (; length % 4 != 0; length--)
        {
            used--;
            while (source[used] is (byte)'\r' or (byte)'\n') used--;
        }
        if (length == 0) return false;
        var status = Base64.DecodeFromUtf8(clean[..length], destination, out var decoded, out made, isFinalBlock: clean[length - 1] == '=');
        if (status != OperationStatus.Done || decoded != length) return false;
        taken = used;
        return true;
    }

    /// <summary>Copies lines without their ends.</summary>
    private static int Gather(ReadOnlySpan<byte> source, Span<byte> target, out int used)
    {
        var length = 0;
        used = 0;
        while (used < source.Length && length < target.Length)
        {
            var window = source.Slice(used, Math.Min(source.Length - used, target.Length - length));
            var end = window.IndexOfAny((byte)'\n', (byte)'\r');
            var line = end < 0 ? window : window[..end];
            line.CopyTo(target[length..]);
            length += line.Length;
            used += line.Length;
            while (used < source.Length && source[used] is (byte)'\r' or (byte)'\n') used++;
        }
        return length;
    }

    private void Step(byte c, Span<byte> destination, ref int written)
    {
        var value = Values[c];
        if (value == None)
        {
            // Padding ends one run; some programs put several runs into one body.
            if (c == '=') FlushRest(destination, ref written);
            else if (c is not ((byte)'\r' or (byte)'\n' or (byte)' ' or (byte)'\t')) HadJunk = true;
            return;
        }
        _bits = (_bits << 6) | value;
        if (++_count < 4) return;
        destination[written++] = (byte)(_bits >> 16);
        destination[written++] = (byte)(_bits >> 8);
        destination[written++] = (byte)_bits;
        (_bits, _count) = (0, 0);
    }

    private void FlushRest(Span<byte> destination, ref int written)
    {
        if (_count == 1) WasCut = true;
        if (_count == 2) destination[written++] = (byte)(_bits >> 4);
        if (_count == 3)
        {
            destination[written++] = (byte)(_bits >> 10);
            destination[written++] = (byte)(_bits >> 2);
        }
        (_bits, _count) = (0, 0);
    }

    private static byte[] MakeValues()
    {
        var values = new byte[256];
        Array.Fill(values, None);
        var alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8;
        for (var i = 0; i < alphabet.Length; i++) values[alphabet[i]] = (byte)i;
        return values;
    }
}
