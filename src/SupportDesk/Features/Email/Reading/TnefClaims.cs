using System.Buffers.Binary;
using MimeKit.Tnef;

namespace SupportDesk.Features.Email.Reading;

/// <summary>
/// A winmail.dat says of each value how long it is, and the parser makes room for that before it reads; it says how many values there are,
/// and the parser counts them all, also those that take no byte. A file of a few bytes could claim gigabytes, or keep a processor busy for
/// minutes. So the claims are compared with what is there first.
/// </summary>
internal sealed class TnefClaims
{
    // Below, a claim that is not true costs nothing.
    private const int Harmless = 1 << 20;

    // Two bytes of compressed RTF become seventeen at most, [MS-OXRTFCP].
    private const int MostGrowth = 10;
    private const int RtfHeader = 8;

    private readonly int most;
    private long values;

    private TnefClaims(int length) => most = Math.Max(length, Harmless);

    /// <exception cref="TnefException">It cannot be read.</exception>
    public static bool AreTrue(ArraySegment<byte> file)
    {
        using var reader = new TnefReader(PartBytes.Stream(file), 0, TnefComplianceMode.Loose);
        return new TnefClaims(file.Count).AreTrue(reader);
    }

    private bool AreTrue(TnefReader reader)
    {
        while (reader.ReadNextAttribute())
        {
            var properties = reader.TnefPropertyReader;
            var isTrue = reader.AttributeTag switch
            {
                TnefAttributeTag.MapiProperties or TnefAttributeTag.Attachment => AreTrue(properties),
                TnefAttributeTag.RecipientTable => AreRowsTrue(properties),
                _ => reader.AttributeRawValueLength <= most,
            };
            if (!isTrue)
                return false;
        }

        return true;
    }

    private bool AreRowsTrue(TnefPropertyReader rows)
    {
        while (rows.ReadNextRow())
        {
            if (!AreTrue(rows))
                return false;
        }

        return true;
    }

    private bool AreTrue(TnefPropertyReader properties)
    {
        while (properties.ReadNextProperty())
        {
            // Of all properties together: each may claim as many as the file has bytes.
            values += properties.ValueCount;
            if (properties.ValueCount < 0 || values > most)
                return false;
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
