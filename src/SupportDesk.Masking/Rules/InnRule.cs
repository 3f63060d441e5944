using SupportDesk.Masking.Engine;
using SupportDesk.Masking.Text;

namespace SupportDesk.Masking.Rules;

/// <summary>A tax number (ИНН) of a person: twelve digits beside the word. Firms have ten, and theirs stay.</summary>
internal sealed class InnRule : Rule
{
    private const int Length = 12;
    private static readonly WordSet Keywords = new("инн", "inn");
    private static readonly WordSet Between = new("самозанятого", "физлица", "физ", "лица", "ип", "номер", "мой", "кпп", "number", "is", "my");

    public override string Name => "inn";

    public override SecretKind Kind => SecretKind.Inn;

    public override IReadOnlyList<Word> Stems => Keywords.Words;

    public override Verdict Examine(ReadOnlySpan<byte> text, int at)
    {
        var length = Keywords.LengthAt(text, at);
        if (length == 0 || Gap.IsLetter(text, at + length) && !Bytes.IsUpper(Bytes.At(text, at + length)) || !Names.Begins(text, at))
            return Verdict.None;
        var end = Names.Tail(text, at + length);
        var start =
            Assignment.TryRead(text, Names.Head(text, at), end, out var value)
            && (Bytes.IsDigitAt(text, value.Start) || Placeholder.IsMasked(text, value.Start))
                ? value.Start
                : Gap.Skip(text, at + length, Between);
        if (Placeholder.IsMasked(text, start))
            return Verdict.Hide(start, start + 1);
        var stop = start;
        while (Bytes.IsDigitAt(text, stop) && stop - start <= Length)
            stop++;
        return start > at + length && stop - start == Length && !Bytes.IsWord(Bytes.At(text, stop)) ? Verdict.Hide(start, stop) : Verdict.None;
    }
}
