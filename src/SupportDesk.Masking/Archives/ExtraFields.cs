using System.Buffers.Binary;

namespace SupportDesk.Masking.Archives;

/// <summary>The extra fields of a zip's header: numbered pieces, each with its length.</summary>
internal static class ExtraFields
{
    /// <summary>The content of a field, or nothing.</summary>
    public static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> extra, int id)
    {
        while (extra.Length >= 4)
        {
            int found = BinaryPrimitives.ReadUInt16LittleEndian(extra), length = BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]);
            if (length > extra.Length - 4)
                return [];
            if (found == id)
                return extra.Slice(4, length);
            extra = extra[(4 + length)..];
        }

        return [];
    }
}
