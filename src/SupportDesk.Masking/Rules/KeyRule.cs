using SupportDesk.Masking.Engine;
using SupportDesk.Masking.Text;

namespace SupportDesk.Masking.Rules;

/// <summary>Private keys in PEM form (RFC 7468) and armoured PGP keys; the two boundary lines stay.</summary>
internal sealed class KeyRule : Rule
{
    private const int LongestLabel = 48;
    private static readonly Word Begin = Word.Of("-----begin ");

    public override string Name => "private-key";

    public override SecretKind Kind => SecretKind.Key;

    public override IReadOnlyList<Word> Stems { get; } = [Begin];

    public override Verdict Examine(ReadOnlySpan<byte> text, int at)
    {
        if (Begin.LengthAt(text, at) is not (var length and > 0))
            return Verdict.None;
        var label = text[(at + length)..Math.Min(text.Length, at + length + LongestLabel)];
        var close = label.IndexOf("-----"u8);
        if (close < 0 || label[..close].IndexOf("PRIVATE KEY"u8) < 0)
            return Verdict.None;
        var start = at + length + close + 5;
        if (Bytes.At(text, start) == '\r')
            start++;
        if (Bytes.At(text, start) == '\n' && start < text.Length)
            start++;
        if (Bytes.StartsWith(text, start, "\\r"u8))
            start += 2;
        if (Bytes.StartsWith(text, start, "\\n"u8))
            start += 2;
        var closing = new Closing(ClosingMode.Pem);
        return start >= text.Length || Placeholder.IsMasked(text, start) || closing.Find(text, start, start, start + 1) == start
            ? Verdict.None
            : Verdict.HideValue(start, closing);
    }
}
