using System.Buffers;
using System.Text;

namespace SupportDesk.Mail;

/// <summary>Encoded words that follow each other and are decoded as one: RFC 2047 forbids to split a letter, and many programs do.</summary>
internal sealed class EncodedRun
{
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private ByteTransform? _decoder;
    private bool _isBase64;
    private string? _charset;

    internal bool IsEmpty => _charset is null;

    /// <summary>Says whether a word may be joined with those before it.</summary>
    internal bool Takes(string charset) => _charset is not null && _charset.Equals(charset, StringComparison.OrdinalIgnoreCase);

    internal void Add(string charset, bool isBase64, ReadOnlySpan<char> text)
    {
        if (_decoder is null || _isBase64 != isBase64)
        {
            Finish();
            (_decoder, _isBase64) = (isBase64 ? new Base64Decoder() : new QDecoder(), isBase64);
        }
        // A group of base64 that goes on in the next word leaves that one uneven too; else padding was forgotten.
        else if (isBase64 && text.Length % 4 == 0) Finish();
        _charset = charset;
        var source = ArrayPool<byte>.Shared.Rent(Charsets.Utf8.GetMaxByteCount(text.Length));
        Transform(source.AsSpan(0, Charsets.Utf8.GetBytes(text, source)), isFinal: !isBase64);
        ArrayPool<byte>.Shared.Return(source);
    }

    /// <summary>Writes the text of all words and begins anew.</summary>
    internal void Flush(StringBuilder result)
    {
        if (_charset is null) return;
        Finish();
        result.Append(Charsets.Decode(_bytes.WrittenSpan, _charset));
        _bytes.ResetWrittenCount();
        (_charset, _decoder) = (null, null);
    }

    private void Finish() => Transform([], isFinal: true);

    private void Transform(ReadOnlySpan<byte> source, bool isFinal)
    {
        if (_decoder is null) return;
        _decoder.Transform(source, _bytes.GetSpan(_decoder.MaxOutput(source.Length)), out _, out var written, isFinal);
        _bytes.Advance(written);
    }
}
