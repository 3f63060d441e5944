using System.Buffers.Binary;
using MimeKit.Tnef;

namespace SupportDesk.Features.Mailroom.Reading;

/// <summary>
/// A winmail.dat says of each value how long it is, and the parser makes room for that before it reads: a file of a few bytes could claim
/// gigabytes. So the claims are compared with what is there first.
/// </summary>
internal static class TnefClaims
{
    // Below, a claim that is not true costs nothing.
    private const int Harmless = 1 << 20;

    // Two bytes of compressed RTF become seventeen at most, [MS-OXRTFCP].
    private const int MostGrowth = 10;
    private const int RtfHeader = 8;

    /// <exception cref="TnefException">It cannot be read.</exception>
    public static bool AreTrue(ArraySegment<byte> file)
    {
        using var reader = new TnefReader(PartBytes.Stream(file), 0, TnefComplianceMode.Loose);
        var most = Math.Max(file.Count, Harmless);
        while (reader.ReadNextAttribute())
        {
            var properties = reader.TnefPropertyReader;
            var isTrue = reader.AttributeTag switch
            {
                TnefAttributeTag.MapiProperties or TnefAttributeTag.Attachment => IsTrue(properties, most),
                TnefAttributeTag.RecipientTable => AreRowsTrue(properties, most),
                _ => reader.AttributeRawValueLength <= most,
            };
            if (!isTrue)
                return false;
        }

        return true;
    }

    private static bool AreRowsTrue(TnefPropertyReader rows, int most)
    {
        while (rows.ReadNextRow())
        {
            if (!IsTrue(rows, most))
                return false;
        }

        return true;
    }

    private static bool IsTrue(TnefPropertyReader properties, int most)
    {
        while (properties.ReadNextProperty())
        {
            // Asked for once: the reader goes on when it is asked.
            var length = properties.RawValueLength;
            if (length < 0 || length > most)
                return false;
            if (properties.PropertyTag.Id == TnefPropertyId.RtfCompressed && !IsTrueRtf(properties, length))
                return false;
        }

        return true;
    }

    private static bool IsTrueRtf(TnefPropertyReader properties, int length)
    {
        Span<byte> header = stackalloc byte[RtfHeader];
        using var value = properties.GetRawValueReadStream();
        if (value.ReadAtLeast(header, RtfHeader, throwOnEndOfStream: false) < RtfHeader)
            return true;
        var (packed, whole) = (BinaryPrimitives.ReadUInt32LittleEndian(header), BinaryPrimitives.ReadUInt32LittleEndian(header[4..]));
        return packed <= Math.Max(length, Harmless) && whole <= Math.Max(MostGrowth * (long)length, Harmless);
    }
}
