using SupportDesk.Masking.Engine;
using SupportDesk.Masking.Text;

namespace SupportDesk.Masking.Rules;

/// <summary>The expiry date of a card beside its word, when the word speaks of a card or a card number is near.</summary>
internal sealed class ExpiryRule : Rule
{
    private const int MonthAndYear = 5;
    private const int WordBefore = 16;
    public static readonly WordSet Keywords = new(
        "exp",
        "valid thru",
        "valid till",
        "valid_thru",
        "validthru",
        "\"month",
        "\"year",
        "срок",
        "действительн",
        "действует",
        "годна"
    );
    private static readonly WordSet Between = new(
        "действия", "действительна", "карты", "карта", "карте", "моей", "до", "по", "месяц", "год", "мм/гг", "был", "это", "истекает",
        "date", "thru", "till", "until", "of", "card", "the", "my", "is", "mm/yy", "mm", "yy");

    private static readonly WordSet OfCards = new("карт", "card", "pan");
    private static readonly WordSet Parts = new("month", "year", "mm", "yy");

    public override string Name => "expiry";

    public override SecretKind Kind => SecretKind.Expiry;

    public override IReadOnlyList<Word> Stems => Keywords.Words;

    public override Verdict Examine(ReadOnlySpan<byte> text, int at) => Find(text, at, IsAfterCard);

    /// <summary>Looks for a date behind a word at a position.</summary>
    /// <param name="text">The text around the word.</param>
    /// <param name="at">Where the word may be.</param>
    /// <param name="isBesideCard">True when a card number is near.</param>
    public static Verdict Find(ReadOnlySpan<byte> text, int at, bool isBesideCard)
    {
        var length = Keywords.LengthAt(text, at);
        if (length == 0 || !Names.Begins(text, at))
            return Verdict.None;
        int start = Names.Head(text, at), end = Names.Tail(text, Names.SkipRussianLetters(text, at + length, 24));
        var isPart = Parts.IsIn(text[at..end]);
        var isField = Assignment.TryRead(text, start, end, out var found) && LengthOf(text, found.Start, isPart) > 0;
        var value = isField ? found.Start : Gap.Skip(text, end, Between);
        var size = value > end ? LengthOf(text, value, isPart) : 0;
        if (size == 0)
            return Verdict.None;
        // "expiry":"12/27" needs no card number: nothing else expires in a month.
        var ofCard =
            isBesideCard
            || isPart
            || (isField && size == MonthAndYear && Bytes.IsAsciiLetter(text[at]))
            || OfCards.BeginsIn(text, Characters.Back(text, start, WordBefore), value);
        return ofCard ? Verdict.Hide(value, value + size) : Verdict.None;
    }

    private static int LengthOf(ReadOnlySpan<byte> text, int at, bool isPart)
    {
        if (!Bytes.IsDigitAt(text, at))
            return Placeholder.MarkLengthAt(text, at);
        var whole = ExpiryDate.LengthAt(text, at);
        if (whole == 0)
            whole = ExpiryDate.JoinedLengthAt(text, at);
        return whole == 0 && isPart ? ExpiryDate.PartLengthAt(text, at) : whole;
    }
}
