using System.Buffers;
using System.Text;

namespace SupportDesk.Features.Email.Reading;

/// <summary>Header fields with bytes above ASCII: what they are written in.</summary>
internal sealed class RawFields
{
    private const int Enough = 4096;
    private readonly ArrayBufferWriter<byte> sample = new();

    /// <summary>Some are not UTF-8.</summary>
    public bool IsForeign { get; private set; }

    /// <summary>The charset that the e-mail names for a text of its own.</summary>
    public string? Hint { get; set; }

    public void Look(ReadOnlySpan<byte> value)
    {
        if (!value.ContainsAnyInRange((byte)0x80, (byte)0xFF) || Charsets.IsUtf8(value))
            return;
        IsForeign = true;
        if (sample.WrittenCount >= Enough)
            return;
        sample.Write(value[..Math.Min(value.Length, Enough)]);
        sample.Write(" "u8);
    }

    public Encoding Charset() => IsForeign ? Charsets.Guess(sample.WrittenSpan, Hint) : Charsets.Utf8;
}
