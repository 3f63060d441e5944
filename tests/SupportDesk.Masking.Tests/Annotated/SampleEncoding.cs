using System.Text;

namespace SupportDesk.Masking.Tests.Annotated;

/// <summary>An encoding with or without its byte order mark.</summary>
internal sealed class SampleEncoding
{
    private readonly Encoding _encoding;
    private readonly byte[] _mark;

    private SampleEncoding(string name, Encoding encoding, bool marked)
    {
        Name = name;
        _encoding = encoding;
        _mark = marked ? encoding.GetPreamble() : [];
    }

    public static IReadOnlyList<SampleEncoding> All { get; } =
    [
        new("utf-8", new UTF8Encoding(false, true), false),
        new("utf-8-bom", new UTF8Encoding(true, true), true),
        new("utf-16le", new UnicodeEncoding(false, true, true), false),
        new("utf-16le-bom", new UnicodeEncoding(false, true, true), true),
        new("utf-16be", new UnicodeEncoding(true, true, true), false),
        new("utf-16be-bom", new UnicodeEncoding(true, true, true), true),
        new("windows-1251", CodePagesEncodingProvider.Instance.GetEncoding(1251, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!, false),
    ];

    public string Name { get; }

    public static SampleEncoding Of(string name) => All.Single(encoding => encoding.Name == name);

    /// <summary>True when all characters exist in this encoding.</summary>
    public bool CanEncode(string text)
    {
        try
        {
            return _encoding.GetByteCount(text) >= 0;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }

    public byte[] Encode(string text) => [.. _mark, .. _encoding.GetBytes(text)];

    public string Decode(byte[] bytes) => _encoding.GetString(bytes.AsSpan().StartsWith(_mark) ? bytes.AsSpan(_mark.Length) : bytes);

    /// <summary>Where a character of a text stands in its bytes.</summary>
    public int OffsetOf(string text, int character) => _mark.Length + _encoding.GetByteCount(text.AsSpan(0, character));
}
