using SupportDesk.Masking.Engine;
using SupportDesk.Masking.Text;

namespace SupportDesk.Masking.Rules;

/// <summary>Series (four digits) and number (six digits) of a Russian passport beside its word.</summary>
internal sealed class PassportRule : Rule
{
    private const int Series = 4;
    private const int Whole = 10;
    private static readonly WordSet Keywords = new("паспорт", "passport");
    private static readonly WordSet Between = new(
        "гражданина",
        "серия",
        "серии",
        "номер",
        "данные",
        "выдан",
        "рф",
        "россии",
        "мой",
        "мои",
        "и",
        "series",
        "number",
        "serial",
        "no",
        "id",
        "is",
        "my",
        "of"
    );

    private readonly CardDetail[] _number = new CardDetail[1];
    private bool _isApart;

    public override string Name => "passport";

    public override SecretKind Kind => SecretKind.Passport;

    public override IReadOnlyList<Word> Stems => Keywords.Words;

    // {"series":"4508","number":"123456"}: the name between them stays.
    public override ReadOnlySpan<CardDetail> CompanionsOf(ReadOnlySpan<byte> text, in Verdict verdict) => _isApart ? _number : [];

    public override Verdict Examine(ReadOnlySpan<byte> text, int at)
    {
        _isApart = false;
        var length = Keywords.LengthAt(text, at);
        if (length == 0)
            return Verdict.None;
        var end = Names.Tail(text, Names.SkipRussianLetters(text, at + length, 8));
        var field =
            Assignment.TryRead(text, Names.Head(text, at), end, out var value)
            && (Bytes.IsDigitAt(text, value.Start) || Placeholder.IsMasked(text, value.Start));
        var start = field ? value.Start : Gap.Skip(text, end, Between);
        if (start <= at)
            return Verdict.None;
        if (Placeholder.IsMasked(text, start))
            return Verdict.Hide(start, start + 1);
        // Another field may follow a quoted value.
        var quoted = field && value.Terminator.Mode != TerminatorMode.Bare ? text[..(start + value.Peek(text, 32).Length)] : text;
        var stop = Read(quoted, start, out var digits);
        if (digits == Whole && text[start..stop].IndexOfAny((byte)'"', (byte)'\'') is var quote and > 0)
        {
            _isApart = true;
            _number[0] = new CardDetail(Kind, Name, stop - (Whole - Series), stop);
            return Verdict.Hide(start, start + quote);
        }

        // In a field of its own one half is enough.
        return digits == Whole || (field && digits is Series or Whole - Series) ? Verdict.Hide(start, stop) : Verdict.None;
    }

    // 4508123456, 45 08 123456, 4508 № 123456, «45 08 номер 123456»
    private static int Read(ReadOnlySpan<byte> text, int at, out int digits)
    {
        digits = 0;
        int i = at, end = at;
        while (digits <= Whole)
        {
            while (Bytes.IsDigitAt(text, i) && digits <= Whole)
            {
                digits++;
                end = ++i;
            }

            var next = digits == Series ? Gap.Skip(text, i, Between) : i + Separator.LengthAt(text, i);
            if (digits is not (2 or Series) || next == i || !Bytes.IsDigitAt(text, next))
                break;
            i = next;
        }

        var behind = Gap.Skip(text, end, Between);
        if (
            Placeholder.IsMasked(text, behind)
            || (behind < text.Length && text[behind] == '*')
            || Bytes.IsWord(Bytes.At(text, end))
            || Bytes.At(text, end) == '*'
        )
            digits = 0;
        return end;
    }
}
