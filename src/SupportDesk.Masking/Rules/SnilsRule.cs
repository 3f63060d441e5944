using SupportDesk.Masking.Engine;
using SupportDesk.Masking.Text;

namespace SupportDesk.Masking.Rules;

/// <summary>
/// Insurance numbers (СНИЛС): eleven digits beside the word, or written <c>112-233-445 95</c> with the right check number.
/// </summary>
internal sealed class SnilsRule : Rule
{
    private const int Length = 11;
    private const string Digits = "0123456789";
    private static readonly WordSet Keywords = new("снилс", "snils");
    private static readonly WordSet Between = new("номер", "мой", "number", "no", "is", "my");

    public override string Name => "snils";

    public override SecretKind Kind => SecretKind.Snils;

    public override IReadOnlyList<Word> Stems => Keywords.Words;

    public override IReadOnlyList<TriggerPattern> TriggerPatterns { get; } = [TriggerPattern.Of(Digits, Digits, Digits, "-")];

    public override Verdict Examine(ReadOnlySpan<byte> text, int at)
    {
        if (Bytes.IsDigit(text[at]))
            return !IsInside(text, at) && Read(text, at, out var stop, out var right, out var parted) && right && parted
                ? Verdict.Hide(at, stop)
                : Verdict.None;
        var length = Keywords.LengthAt(text, at);
        if (length == 0)
            return Verdict.None;
        var end = Names.Tail(text, Names.SkipRussianLetters(text, at + length, 4));
        var start =
            Assignment.TryRead(text, Names.Head(text, at), end, out var value)
            && (Bytes.IsDigitAt(text, value.Start) || Placeholder.IsMasked(text, value.Start))
                ? value.Start
                : Gap.Skip(text, end, Between);
        if (Placeholder.IsMasked(text, start))
            return Verdict.Hide(start, start + 1);
        return start > end && Read(text, start, out var last, out _, out _) ? Verdict.Hide(start, last) : Verdict.None;
    }

    private static bool IsInside(ReadOnlySpan<byte> text, int at) =>
        at > 0 && (Bytes.IsWord(text[at - 1]) && !Escapes.EndsAt(text, at) || text[at - 1] is (byte)'-' or (byte)'.' or (byte)'*');

    private static bool Read(ReadOnlySpan<byte> text, int at, out int end, out bool isRight, out bool parted)
    {
        int digits = 0, sum = 0, check = 0, groups = 1;
        end = at;
        while (digits < Length)
        {
            if (Bytes.IsDigitAt(text, end))
            {
                var value = text[end++] - '0';
                sum += value * Math.Max(0, Length - 2 - digits);
                check = digits >= Length - 2 ? 10 * check + value : 0;
                digits++;
            }
            else if (digits is 3 or 6 or 9 && Separator.LengthAt(text, end) is var gap and > 0 && Bytes.IsDigitAt(text, end + gap))
            {
                end += gap;
                groups++;
            }
            else
            {
                break;
            }
        }

        isRight = check == (sum % 101) % 100;
        parted = groups == 4;
        var next = Bytes.At(text, end);
        return digits == Length && !Bytes.IsWord(next) && next != '*' && !(next is (byte)'-' or (byte)'.' && Bytes.IsDigitAt(text, end + 1));
    }
}
