using SupportDesk.Masking.Engine;
using SupportDesk.Masking.Text;

namespace SupportDesk.Masking.Rules;

/// <summary>A PIN block (ISO 9564: 16 hexadecimal digits) or a PIN of four to six digits beside its word.</summary>
internal sealed class PinRule : Rule
{
    private const int BlockLength = 16;
    private static readonly WordSet Keywords = new("pin", "пин");
    private static readonly WordSet Between = new("block", "блок", "code", "код", "карты", "мой", "от", "is", "my", "number");
    private static readonly WordSet AnswersOnly = new("tries", "try", "count", "result", "len", "status", "format");

    public override string Name => "pin";

    public override SecretKind Kind => SecretKind.Pin;

    public override IReadOnlyList<Word> Stems => Keywords.Words;

    public override Verdict Examine(ReadOnlySpan<byte> text, int at)
    {
        var length = Keywords.LengthAt(text, at);
        if (length == 0 || !Names.Begins(text, at) || (text[at] >= 0x80 && Names.EndsRussianLetter(text, at)))
            return Verdict.None;
        var end = Names.Tail(text, at + length);
        if (end > at + length && !EndsWord(text, at + length) || AnswersOnly.IsIn(text[at..end]))
            return Verdict.None;
        var value = Assignment.TryRead(text, Names.Head(text, at), end, out var found) ? found.Start : Gap.Skip(text, at + length, Between);
        if (value <= at + length)
            return Verdict.None;
        if (Placeholder.IsMasked(text, value))
            return Verdict.Hide(value, value + 1);
        int hex = value, digits = value;
        while (hex < text.Length && Bytes.IsHex(text[hex]) && hex - value <= BlockLength)
            hex++;
        while (Bytes.IsDigitAt(text, digits) && digits - value <= BlockLength)
            digits++;
        var size = hex - value == BlockLength && IsBlock(text, at, value) ? BlockLength : digits - value is >= 4 and <= 6 ? digits - value : 0;
        var next = Bytes.At(text, value + size);
        if (text[(at + length)..value].ContainsAny((byte)'|', (byte)'/') || (next == ' ' && Bytes.IsDigitOrStar(Bytes.At(text, value + size + 1))))
            return Verdict.None;
        return
            size > 0
            && !Bytes.IsWord(next)
            && !(next is (byte)'.' or (byte)',' or (byte)':' or (byte)'-' && Bytes.IsDigitOrStar(Bytes.At(text, value + size + 1)))
            ? Verdict.Hide(value, value + size)
            : Verdict.None;
    }

    private static bool EndsWord(ReadOnlySpan<byte> text, int at) =>
        Names.Ends(text, at) || Bytes.StartsWith(text, at, "block"u8) || Bytes.StartsWith(text, at, "code"u8);

    private static bool IsBlock(ReadOnlySpan<byte> text, int at, int value) => Blocks.BeginsIn(text, at, value);

    private static readonly WordSet Blocks = new("block", "блок");
}
