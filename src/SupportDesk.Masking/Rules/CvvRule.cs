using SupportDesk.Masking.Engine;
using SupportDesk.Masking.Text;

namespace SupportDesk.Masking.Rules;

/// <summary>Three or four digits beside the words for a card's verification value, in Russian and English.</summary>
internal sealed class CvvRule : Rule
{
    private static readonly WordSet Keywords =
    new(
        "cvv", "cvc", "cvp", "csc", "security code", "security_code", "securitycode",
        "цвв", "свв", "цвц", "свс", "код безопасности", "код проверки",
        "код на обороте", "защитный код", "проверочный код", "код с обратной стороны",
        "код с оборота", "код с задней стороны", "трёхзначный код", "трехзначный код", "секретный код карты", "секретный код на карте",
        "код сзади", "цифры на обороте", "цифры с оборота", "цифры сзади", "cvn");

    private static readonly WordSet Between =
    new(
        "безопасности", "проверки", "обратной", "обороте", "стороне", "стороны", "карты",
        "карте", "карта", "номер", "равен", "кодом", "кода", "моей", "код",
        "моя", "был", "это", "на", "с", "number", "value", "code", "card",
        "cvv2", "cvc2", "cvp2", "cvv", "cvc", "cvp", "was", "the", "is", "of", "my");

    private static readonly WordSet AnswersOnly = new(
        "result", "resp", "check", "status", "match",
        "error", "len", "valid", "requir");

    private readonly SpacedPanRule _numbers = new();

    public override string Name => "cvv";

    public override SecretKind Kind => SecretKind.Cvv;

    public override IReadOnlyList<Word> Stems => Keywords.Words;

    public override Verdict Examine(ReadOnlySpan<byte> text, int at)
    {
        var length = Keywords.LengthAt(text, at);
        if (length == 0 || (!Names.Begins(text, at) && !Bytes.StartsWith(text, at - 4, "card"u8) && !Escapes.EndsAt(text, at)))
            return Verdict.None;
        var end = at + length + (Bytes.At(text, at + length) == '2' ? 1 : 0);
        var tail = Names.Tail(text, end);
        if (text[end..tail].IndexOfAnyInRange((byte)'0', (byte)'9') >= 0)
            tail = end;
        if (tail > end && AnswersOnly.IsIn(text[end..tail]))
            return Verdict.None;
        if (Assignment.TryRead(text, Names.Head(text, at), tail, out var value) && IsCode(text, value.Start, out var stop))
            return Verdict.Hide(value.Start, stop);
        var start = Gap.Skip(text, end, Between);
        if (start > end && IsCode(text, start, out stop))
            return Verdict.Hide(start, stop);
        return Before(text, at);
    }

    // Three or four digits that are not a part of anything longer.
    private static bool IsCode(ReadOnlySpan<byte> text, int at, out int stop)
    {
        stop = at + Placeholder.MarkLengthAt(text, at);
        if (stop > at)
            return true;
        while (Bytes.IsDigitAt(text, stop) && stop <= at + 4)
            stop++;
        if (
            stop - at is not (3 or 4)
            || (at > 0 && text[at - 1] == '*')
            || (at > 0 && Bytes.IsWord(text[at - 1]) && text[at - 1] < 0x80 && !Escapes.EndsAt(text, at))
        )
            return false;
        var next = Bytes.At(text, stop);
        var part = Bytes.IsDigit(next) || Bytes.IsAsciiLetter(next) || next is (byte)'_' or (byte)'*' || IsGroup(text, stop, stop - at);
        return !part
            && !(
                next is (byte)'.' or (byte)',' or (byte)':' or (byte)'/'
                && (Bytes.IsDigitOrStar(Bytes.At(text, stop + 1)) || Placeholder.IsMasked(text, stop + 1))
            );
    }

    // Four digits with four more behind a separator begin a card number.
    private static bool IsGroup(ReadOnlySpan<byte> text, int stop, int size)
    {
        var i = stop + Separator.LengthAt(text, stop);
        if (size != 4 || i == stop || i + 4 > text.Length)
            return false;
        foreach (var b in text.Slice(i, 4))
            if (!Bytes.IsDigitOrStar(b))
                return false;
        return true;
    }

    // "123 (CVV)", "123 — CVC"
    private Verdict Before(ReadOnlySpan<byte> text, int at)
    {
        var i = at;
        var marked = false;
        for (var n = 0; n < 4; n++)
        {
            var gap = i > 0 && text[i - 1] is (byte)'(' or (byte)'[' ? 1 : Separator.LengthBefore(text, i);
            if (gap == 0 || Bytes.IsLineEnd(text[i - gap]) || text[i - gap] == '.')
                break;
            marked |= text[i - gap] is not ((byte)' ' or 0xA0 or 0xC2);
            i -= gap;
        }

        var start = i;
        while (start > 0 && Bytes.IsDigit(text[start - 1]) && i - start <= 4)
            start--;
        if (!marked || start == i || !IsCode(text, start, out var stop) || stop != i)
            return Verdict.None;
        var before = Separator.LengthBefore(text, start);
        return (before > 0 && start > before && Bytes.IsDigitOrStar(text[start - before - 1])) || _numbers.EndsAt(text, start, i)
            ? Verdict.None
            : Verdict.Hide(start, i);
    }
}
