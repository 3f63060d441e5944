using SupportDesk.Masking.Engine;
using SupportDesk.Masking.Text;

namespace SupportDesk.Masking.Rules;

/// <summary>The name of a card's holder in a field or sentence that speaks of one.</summary>
internal sealed class CardholderRule : Rule
{
    public static readonly WordSet Keywords = new(
        "holder", "cardholder", "cardname", "card_name", "name on card", "nameoncard", "name_on_card", "emboss", "\"name", "'name",
        "держател", "владелец карты", "владельца карты", "имя на карте");

    private static readonly WordSet OfCards = new("card", "карт", "emboss");
    private static readonly WordSet Between = new("карты", "карте", "имя", "is", "name", "card");

    public override string Name => "cardholder";

    public override SecretKind Kind => SecretKind.Cardholder;

    public override IReadOnlyList<Word> Stems => Keywords.Words;

    public override Verdict Examine(ReadOnlySpan<byte> text, int at) => Find(text, at, IsAfterCard);

    /// <summary>Looks for a name behind a word at a position.</summary>
    /// <param name="text">The text around the word.</param>
    /// <param name="at">Where the word may be.</param>
    /// <param name="isBesideCard">True when a card number is near.</param>
    public static Verdict Find(ReadOnlySpan<byte> text, int at, bool isBesideCard)
    {
        var length = Keywords.LengthAt(text, at);
        if (length == 0 || (!Names.Begins(text, at) && !Bytes.StartsWith(text, at - 4, "card"u8)))
            return Verdict.None;
        var isPlain = text[at] is (byte)'"' or (byte)'\'';
        if (isPlain && (!isBesideCard || Bytes.IsIdentifier(Bytes.At(text, at + length))))
            return Verdict.None;
        int start = Names.Head(text, at), end = Names.Tail(text, Names.SkipRussianLetters(text, at + length, 24));
        if (Assignment.TryRead(text, start, end, out var value) && value.Terminator.Mode != TerminatorMode.Bare)
            return (isBesideCard || IsOfCard(text, start, end, value.Start)) && IsName(text, value, isPlain)
                ? Verdict.HideValue(value.Start, value.Terminator)
                : Verdict.None;
        var next = value.Start > end ? value.Start : Gap.Skip(text, end, Between);
        if (next == end)
            return Verdict.None;
        // Without a sign between them only capitals are taken for a name.
        var size = value.Start > end || text[end..next].ContainsAny((byte)':', (byte)'=') ? HolderName.WordsAt(text, next) : HolderName.CapitalsAt(text, next);
        if (Placeholder.MarkLengthAt(text, next) is var mark and > 0)
            size = mark;
        return size > 0 && (isBesideCard || IsOfCard(text, start, end, next)) ? Verdict.Hide(next, next + size) : Verdict.None;
    }

    private static bool IsOfCard(ReadOnlySpan<byte> text, int start, int end, int value) =>
        OfCards.BeginsIn(text, start, Math.Max(end, value));

    // A field that is called just "name" holds a card's name only in capitals.
    private static bool IsName(ReadOnlySpan<byte> text, in Assignment.Value value, bool inCapitals)
    {
        if (Placeholder.IsMasked(text, value.Start))
            return true;
        var seen = value.Peek(text, 64);
        if (Placeholder.IsPartlyMasked(text, value))
            return false;
        if (inCapitals && HolderName.CapitalsAt(text, value.Start) != seen.Length)
            return false;
        return seen.Length >= 2 && !Bytes.IsDigit(seen[0]) && !seen.ContainsAnyInRange((byte)'0', (byte)'9');
    }
}
