using System.Buffers.Binary;
using System.Text;

namespace SupportDesk.Mail;

/// <summary>The compression of RTF bodies, [MS-OXRTFCP]: a sliding window of 4 KB that begins with usual words of RTF.</summary>
internal static class RtfDecompressor
{
    private const int HeaderLength = 16;
    private const uint Compressed = 0x75465A4C;
    private const uint Plain = 0x414C454D;
    private const int Window = 4096;

    private static readonly byte[] Preset = Encoding.ASCII.GetBytes(
        "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier"
        + "{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx");

    /// <summary>Gets the RTF; null when the bytes are none. What is damaged or larger than the limit ends early.</summary>
    internal static ArraySegment<byte>? Run(ArraySegment<byte> bytes, int max)
    {
        if (bytes.Count < HeaderLength) return null;
        var size = (int)Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]), max);
        var kind = BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
        var content = bytes[HeaderLength..];
        if (kind == Plain) return content[..Math.Min(content.Count, size)];
        return kind == Compressed ? Expand(content, size) : default(ArraySegment<byte>?);
    }

    private static ArraySegment<byte> Expand(ReadOnlySpan<byte> source, int size)
    {
        // A reference of two bytes makes at most 17: the claimed size is not believed beyond that.
        var output = new byte[(int)Math.Min(size, source.Length * 9L)];
        var window = new byte[Window];
        Preset.CopyTo(window, 0);
        var write = Preset.Length;
        var (at, length) = (0, 0);
        while (at < source.Length && length < output.Length)
        {
            var control = source[at++];
            for (var bit = 0; bit < 8 && length < output.Length; bit++, control >>= 1)
            {
                if ((control & 1) == 0)
                {
                    if (at >= source.Length) return new ArraySegment<byte>(output, 0, length);
                    output[length++] = window[write] = source[at++];
                    write = (write + 1) % Window;
                    continue;
                }
                if (at + 1 >= source.Length) return new ArraySegment<byte>(output, 0, length);
                var reference = (source[at] << 8) | source[at + 1];
                at += 2;
                var from = reference >> 4;
                if (from == write) return new ArraySegment<byte>(output, 0, length);
                for (var i = (reference & 15) + 2; i > 0 && length < output.Length; i--)
                {
                    output[length++] = window[write] = window[from];
                    (from, write) = ((from + 1) % Window, (write + 1) % Window);
                }
            }
        }
        return new ArraySegment<byte>(output, 0, length);
    }
}
