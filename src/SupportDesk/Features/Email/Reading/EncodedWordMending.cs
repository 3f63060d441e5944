using System.Text;
using MimeKit.Encodings;

namespace SupportDesk.Features.Email.Reading;

/// <summary>
/// Names the true charset of encoded words whose own name is unknown, spelled as only some programs do, or a lie; and adds padding that was
/// forgotten. The parser then reads them like any other.
/// </summary>
internal static class EncodedWordMending
{
    /// <param name="value">A field as it was sent.</param>
    /// <param name="hasUnknown">A charset is named that nobody knows.</param>
    /// <returns>Null when nothing is to be mended.</returns>
    public static byte[]? Run(ReadOnlySpan<byte> value, List<EncodedWord> words, out bool hasUnknown)
    {
        hasUnknown = false;
        MemoryStream? mended = null;
        var copied = 0;
        for (var first = 0; first < words.Count;)
        {
            var next = EndOfRun(value, words, first);
            var name = TrueName(value, words, first, next, ref hasUnknown);
            for (; first < next; first++)
            {
                var word = words[first];
                var padding = Padding(words, first, next);
                if (name is null && padding == 0)
                    continue;
                mended ??= new MemoryStream(value.Length + 16);
                if (name is not null)
                {
                    mended.Write(value[copied..word.CharsetStart]);
                    mended.Write(Encoding.ASCII.GetBytes(name));
                    copied = word.CharsetStart + word.Charset.Length;
                }

                mended.Write(value[copied..word.TextEnd]);
                mended.Write("=="u8[..padding]);
                copied = word.TextEnd;
            }
        }

        mended?.Write(value[copied..]);
        return mended?.ToArray();
    }

    /// <summary>Words of one charset that only white space divides are one text: letters are split between them.</summary>
    private static int EndOfRun(ReadOnlySpan<byte> value, List<EncodedWord> words, int first)
    {
        var next = first + 1;
        while (next < words.Count && words[next].Charset.Equals(words[first].Charset, StringComparison.OrdinalIgnoreCase)
            && value[words[next - 1].End..words[next].Start].Trim(" \t\r\n"u8).IsEmpty)
            next++;
        return next;
    }

    private static string? TrueName(ReadOnlySpan<byte> value, List<EncodedWord> words, int first, int next, ref bool hasUnknown)
    {
        var named = words[first].Charset.Split('*')[0];
        if (named.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            return null;
        var encoding = Charsets.Find(named);
        hasUnknown |= encoding is null;
        if (encoding is not null && !Charsets.IsAsciiSuperset(encoding))
            return null;
        using var bytes = new MemoryStream();
        for (var i = first; i < next; i++)
            Decode(value[words[i].TextStart..words[i].TextEnd], words[i].IsBase64, bytes);
        var text = bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
        var isPlain = !text.ContainsAnyInRange((byte)0x80, (byte)0xFF);
        var found = isPlain ? encoding ?? Encoding.ASCII : Charsets.Guess(text, named);
        return found.WebName.Equals(named, StringComparison.OrdinalIgnoreCase) ? null : found.WebName;
    }

    // A group of base64 that goes on in the next word leaves that one uneven too; else padding was forgotten.
    private static int Padding(List<EncodedWord> words, int at, int next)
    {
        var rest = Length(words[at]) % 4;
        if (!words[at].IsBase64 || rest < 2)
            return 0;
        return at + 1 == next || !words[at + 1].IsBase64 || Length(words[at + 1]) % 4 == 0 ? 4 - rest : 0;
    }

    private static int Length(EncodedWord word) => word.TextEnd - word.TextStart;

    private static void Decode(ReadOnlySpan<byte> text, bool isBase64, MemoryStream output)
    {
        IMimeDecoder decoder = isBase64 ? new Base64Decoder() : new QuotedPrintableDecoder(true);
        var decoded = new byte[decoder.EstimateOutputLength(text.Length)];
        output.Write(decoded, 0, decoder.Decode(text.ToArray(), 0, text.Length, decoded));
    }
}
