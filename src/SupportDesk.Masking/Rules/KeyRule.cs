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
        while (start < text.Length && LineBreakAt(text, start) is var size and > 0)
            start += size;
        return
            start < text.Length
            && (Placeholder.IsMasked(text, start) || Bytes.IsDigit(text[start]) || Bytes.IsAsciiLetter(text[start]) || text[start] is (byte)'+' or (byte)'/')
            ? Verdict.HideValue(start, new Terminator(TerminatorMode.Pem))
            : Verdict.None;
    }

    private static int LineBreakAt(ReadOnlySpan<byte> text, int at) =>
        Bytes.IsLineEnd(text[at]) ? 1 : Bytes.StartsWith(text, at, "\\n"u8) || Bytes.StartsWith(text, at, "\\r"u8) ? 2 : 0;
}
