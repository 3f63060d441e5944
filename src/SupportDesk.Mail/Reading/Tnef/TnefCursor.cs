using System.Buffers.Binary;

namespace SupportDesk.Mail;

/// <summary>Reads little-endian values and stops quietly at the end of its bytes.</summary>
internal struct TnefCursor(ArraySegment<byte> bytes)
{
    private int _at;

    /// <summary>Something was asked for that is not there.</summary>
    internal bool IsBroken { get; private set; }

    internal readonly bool IsAtEnd => _at >= bytes.Count;

    internal byte Byte() => Take(1) is { Count: 1 } one ? one[0] : (byte)0;

    internal ushort UInt16() => Take(2) is { Count: 2 } two ? BinaryPrimitives.ReadUInt16LittleEndian(two) : (ushort)0;

    internal uint UInt32() => Take(4) is { Count: 4 } four ? BinaryPrimitives.ReadUInt32LittleEndian(four) : 0;

    /// <summary>Takes so many bytes, or what is left of them.</summary>
    internal ArraySegment<byte> Take(uint count)
    {
        var rest = bytes.Count - _at;
        if (count > rest)
        {
            IsBroken = true;
            count = (uint)rest;
        }
        var taken = bytes.Slice(_at, (int)count);
        _at += (int)count;
        return taken;
    }

    /// <summary>Takes bytes and the padding that fills them up to a multiple of four.</summary>
    internal ArraySegment<byte> TakePadded(uint count)
    {
        var taken = Take(count);
        var padding = (4 - (count & 3)) & 3;
        if (!IsAtEnd) Take(Math.Min(padding, (uint)(bytes.Count - _at)));
        return taken;
    }
}
