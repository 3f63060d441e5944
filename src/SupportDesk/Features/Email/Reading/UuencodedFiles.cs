using MimeKit;
using MimeKit.Encodings;
using MimeKit.Utils;

namespace SupportDesk.Features.Email.Reading;

/// <summary>Takes uuencoded files out of a text and puts them beside it.</summary>
internal static class UuencodedFiles
{
    public static MimeEntity Unpack(TextPart text, ReadingState state)
    {
        if (text.Content is null || text.Content.Encoding is ContentEncoding.UUEncode || !UuencodedBlocks.MaySuspend(PartBytes.Raw(text)))
            return text;
        var bytes = PartBytes.Decoded(text);
        var blocks = UuencodedBlocks.Find(bytes, state.Limits.MaxParts + 1);
        if (blocks.Count == 0)
            return text;
        var mixed = new Multipart("mixed");
        var words = new MemoryStream(bytes.Count);
        var at = 0;
        foreach (var block in blocks)
        {
            if (!state.TryTakePart())
                break;
            words.Write(bytes.AsSpan(at, block.Start - at));
            at = block.End;
            if (!block.HasEnd)
                state.Problems.Add(EmailProblem.UuencodeCut);
            mixed.Add(UnpackedFile.Of(NameOf(block.Name, text.ContentType.Charset), null, Decode(bytes[block.Start..block.End])));
        }

        words.Write(bytes.AsSpan(at));
        words.Position = 0;
        text.Content = new MimeContent(words);
        mixed.Insert(0, text);
        return mixed;
    }

    private static string NameOf(byte[] name, string? charset) => Rfc2047.DecodeText(Charsets.Utf8.GetBytes(Charsets.DecodeName(name, charset)));

    private static ArraySegment<byte> Decode(ArraySegment<byte> block)
    {
        var decoder = new UUDecoder();
        var output = new byte[decoder.EstimateOutputLength(block.Count)];
        return new ArraySegment<byte>(output, 0, decoder.Decode(block.Array!, block.Offset, block.Count, output));
    }
}
