using SupportDesk.Masking.Engine;
using SupportDesk.Masking.Text;

namespace SupportDesk.Masking.Rules;

/// <summary>Three or four digits beside the words for a card's verification value, in Russian and English.</summary>
internal sealed class CvvRule : Rule
{
    private const int LongestGap = 48;
    private static readonly Word[] Keywords =
    [
        Word.Of("cvv"), Word.Of("cvc"), Word.Of("cvp"), Word.Of("csc"), Word.Of("security code"), Word.Of("security_code"), Word.Of("securitycode"),
        Word.Of("цвв"), Word.Of("свв"), Word.Of("цвц"), Word.Of("свс"), Word.Of("код безопасности"), Word.Of("код проверки"),
        Word.Of("код на обороте"), Word.Of("защитный код"), Word.Of("проверочный код"), Word.Of("код с обратной стороны"),
    ];

    private static readonly Word[] Between =
    [
        Word.Of("безопасности"), Word.Of("проверки"), Word.Of("обратной"), Word.Of("обороте"), Word.Of("стороне"), Word.Of("стороны"), Word.Of("карты"),
        Word.Of("карте"), Word.Of("карта"), Word.Of("номер"), Word.Of("равен"), Word.Of("кодом"), Word.Of("кода"), Word.Of("моей"), Word.Of("код"),
        Word.Of("моя"), Word.Of("был"), Word.Of("это"), Word.Of("на"), Word.Of("с"), Word.Of("number"), Word.Of("value"), Word.Of("code"), Word.Of("card"),
        Word.Of("cvv2"), Word.Of("cvc2"), Word.Of("cvp2"), Word.Of("cvv"), Word.Of("cvc"), Word.Of("cvp"), Word.Of("was"), Word.Of("the"), Word.Of("is"), Word.Of("of"), Word.Of("my"),
    ];

    private static readonly byte[][] AnswersOnly =
    [
        "result"u8.ToArray(), "resp"u8.ToArray(), "check"u8.ToArray(), "status"u8.ToArray(), "match"u8.ToArray(),
        "error"u8.ToArray(), "len"u8.ToArray(), "valid"u8.ToArray(), "requir"u8.ToArray(),
    ];

    public override string Name => "cvv";

    public override SecretKind Kind => SecretKind.Cvv;

    public override IReadOnlyList<Word> Stems => Keywords;

    public override Verdict Examine(ReadOnlySpan<byte> text, int at)
    {
        var length = Word.AnyAt(Keywords, text, at);
        if (length == 0 || Names.IsOurs(text, at) || (!Names.Begins(text, at) && !Bytes.StartsWith(text, at - 4, "card"u8)))
            return Verdict.None;
        var end = at + length + (Bytes.At(text, at + length) == '2' ? 1 : 0);
        var tail = Names.Tail(text, end);
        if (tail > end && Names.Contains(text[end..tail], AnswersOnly))
            return Verdict.None;
        if (Assignment.TryRead(text, Names.Head(text, at), tail, out var value) && IsCode(text, value.Start, out var stop))
            return Verdict.Hide(value.Start, stop);
        var start = SkipGap(text, end);
        if (start > end && IsCode(text, start, out stop))
            return Verdict.Hide(start, stop);
        return Before(text, at);
    }

    // Three or four digits that are not a part of anything longer.
    private static bool IsCode(ReadOnlySpan<byte> text, int at, out int stop)
    {
        stop = at;
        while (Bytes.IsDigitAt(text, stop) && stop <= at + 4)
            stop++;
        if (stop - at is not (3 or 4) || (at > 0 && Bytes.IsWord(text[at - 1]) && Escapes.Overhang(text, at) == 0 && text[at - 1] < 0x80))
            return false;
        var next = Bytes.At(text, stop);
        var part = Bytes.IsDigit(next) || Bytes.IsAsciiLetter(next) || next is (byte)'_' or (byte)'*';
        return !part && !(next is (byte)'.' or (byte)',' or (byte)':' or (byte)'/' && Bytes.IsDigitAt(text, stop + 1));
    }

    private static int SkipGap(ReadOnlySpan<byte> text, int at)
    {
        var i = at;
        while (i < at + LongestGap && i < text.Length && !Bytes.IsDigit(text[i]))
        {
            var word = Word.AnyAt(Between, text, i);
            if (word > 0 && !IsLetter(text, i + word))
                i += word;
            else if (Punctuation(text, i) is var mark and > 0)
                i += mark;
            else
                return i;
        }

        return i;
    }

    // Two Russian words of one spelling differ by what follows; a dash or quote above ASCII is not a letter.
    private static bool IsLetter(ReadOnlySpan<byte> text, int at) =>
        Bytes.IsAsciiLetter(Bytes.At(text, at)) || Names.SkipRussianLetters(text, at, 1) > at;

    private static int Punctuation(ReadOnlySpan<byte> text, int at)
    {
        if (text[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)':' or (byte)'=' or (byte)'-' or (byte)'/' or (byte)'(' or (byte)')'
            or (byte)'"' or (byte)'\'' or (byte)',' or (byte)'.' or (byte)'#' or (byte)'*' or (byte)'|' or (byte)'_' or (byte)'[' or (byte)'>')
            return 1;
        if (text[at] is 0xAB or 0xBB or 0xB9)
            return 1;
        if (text[at] == 0xC2 && Bytes.At(text, at + 1) is 0xAB or 0xBB)
            return 2;
        return Bytes.StartsWith(text, at, [0xE2, 0x84, 0x96]) ? 3 : Separator.LengthAt(text, at);
    }

    // "123 (CVV)", "123 — CVC"
    private static Verdict Before(ReadOnlySpan<byte> text, int at)
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
        var joined = before > 0 && start > before && (Bytes.IsDigit(text[start - before - 1]) || text[start - before - 1] == '*');
        return joined ? Verdict.None : Verdict.Hide(start, i);
    }
}
