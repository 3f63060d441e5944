using System.Buffers.Binary;

namespace SupportDesk.Features.Tickets.Pictures;

/// <summary>
/// Which side of a photograph is up: the one thing of a camera's notes (EXIF 2.32, tag 0x0112) that the person who
/// checks a picture of a letter needs. It is read as a number from 2 to 8 and written into notes of our own.
/// </summary>
internal static class ExifTurn
{
    private const ushort Tag = 0x0112;
    private const int EntryLength = 12;

    private static ReadOnlySpan<byte> Name => "Exif\0\0"u8;

    /// <returns>Null if there is no such note, or one that says that nothing is turned.</returns>
    public static byte? Read(ReadOnlySpan<byte> segment)
    {
        if (!segment.StartsWith(Name))
            return null;
        var notes = segment[Name.Length..];
        var big = notes.StartsWith("MM\0*"u8);
        if (!big && !notes.StartsWith("II*\0"u8))
            return null;
        if (notes.Length < 8 || Number(notes[4..], big) is var start && start > notes.Length - 2)
            return null;
        var table = notes[(int)start..];
        int count = Short(table, big);
        for (var entry = table[2..]; count > 0 && entry.Length >= EntryLength; count--, entry = entry[EntryLength..])
        {
            if (Short(entry, big) == Tag)
                return Short(entry[8..], big) is >= 2 and <= 8 and var turn ? (byte)turn : null;
        }

        return null;
    }

    /// <summary>Notes that say this and nothing else.</summary>
    public static byte[] Write(byte turn) => [.. Name, .. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, turn, 0, 0, 0, 0, 0, 0];

    private static uint Number(ReadOnlySpan<byte> bytes, bool big) => big ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    private static ushort Short(ReadOnlySpan<byte> bytes, bool big) => big ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);
}
