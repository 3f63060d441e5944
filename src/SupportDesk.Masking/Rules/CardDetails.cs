using SupportDesk.Masking.Engine;
using SupportDesk.Masking.Text;

namespace SupportDesk.Masking.Rules;

/// <summary>
/// Expiry date, verification value and holder's name that stand beside a card number without a word of their own, as
/// in <c>4111111111111111|12|27|123|IVAN IVANOV</c>.
/// </summary>
internal sealed class CardDetails
{
    private const int MostMarks = 6;
    private const int MostBefore = 3;
    private const int WayBefore = 50; // characters
    private static readonly WordSet BeforeDate = new(
        "действительна",
        "действия",
        "действует",
        "действ",
        "истекает",
        "годна",
        "месяц",
        "карты",
        "карта",
        "срок",
        "год",
        "до",
        "по",
        "expiration",
        "expiry",
        "expires",
        "exp_date",
        "expdate",
        "exp",
        "valid",
        "thru",
        "through",
        "until",
        "till",
        "good",
        "date",
        "month",
        "year",
        "mm/yy",
        "to"
    );

    private static readonly WordSet Fields = new([.. ExpiryRule.Keywords.Words.Concat(CardholderRule.Keywords.Words).Select(word => word.Text)]);
    private static readonly WordSet BeforeCode = new("cvv2", "cvc2", "cvv", "cvc", "код", "code");
    private static readonly WordSet NoWords = new();

    private readonly CardDetail[] _found = new CardDetail[MostBefore + 4];
    private int _count;

    /// <summary>What has to be hidden beside a number, in the order of its positions.</summary>
    public ReadOnlySpan<CardDetail> Find(ReadOnlySpan<byte> text, int start, int end)
    {
        _count = 0;
        FindFieldsBefore(text[..start]);
        FindNameBefore(text, start);
        var i = FindDate(text, end);
        if (i > end)
            i = FindCode(text, i);
        FindNameAfter(text, i);
        return _found.AsSpan(0, _count);
    }

    // "exp 12/27, card 4111…": words that would not say enough without the number that follows.
    private void FindFieldsBefore(ReadOnlySpan<byte> before)
    {
        for (var i = Characters.Back(before, before.Length, WayBefore); i < before.Length && _count < MostBefore; i++)
        {
            if (!Fields.MayBegin(before, i) || Fields.LengthAt(before, i) == 0)
                continue;
            if (ExpiryRule.Find(before, i, isBesideCard: true) is { Act: Act.Hide } date)
            {
                Add(SecretKind.Expiry, "expiry-beside-pan", date.Start, date.End);
                i = date.End;
            }
            else if (CardholderRule.Find(before, i, isBesideCard: true) is { Act: not Act.None } name
                && (name.Act == Act.Hide ? name.End : name.Terminator.Find(before, name.Start, name.Start, before.Length)) is var end and > 0)
            {
                Add(SecretKind.Cardholder, "name-beside-pan", name.Start, end);
                i = end;
            }
        }
    }

    private int FindDate(ReadOnlySpan<byte> text, int end)
    {
        var at = Gap.Skip(text, end, BeforeDate);
        if (at == end || !Bytes.IsDigitAt(text, at) || text[end..at].Contains((byte)'.'))
            return end;
        var length = ExpiryDate.LengthAt(text, at);
        if (length == 0 && ExpiryDate.JoinedLengthAt(text, at) is var joined and 4 && IsFollowedByCode(text, at + joined))
            length = joined;
        if (length == 0 || !IsInReach(text, end, at, at + length))
            return end;
        Add(SecretKind.Expiry, "expiry-beside-pan", at, at + length);
        return at + length;
    }

    private int FindCode(ReadOnlySpan<byte> text, int date)
    {
        var at = Gap.Skip(text, date, BeforeCode);
        var stop = at;
        while (Bytes.IsDigitAt(text, stop) && stop - at <= 4)
            stop++;
        if (at == date || stop - at is not (3 or 4) || !IsInReach(text, date, at, stop) || !IsEnd(text, stop))
            return date;
        if (stop - at == 4 && ExpiryDate.JoinedLengthAt(text, at) == 0 && text[date..at] is not [(byte)'|' or (byte)';' or (byte)'/' or (byte)':'])
            return date;
        Add(SecretKind.Cvv, "cvv-beside-pan", at, stop);
        return stop;
    }

    // On the same line, or alone on the next one, as people write them in an e-mail.
    private static bool IsInReach(ReadOnlySpan<byte> text, int from, int start, int stop)
    {
        var between = text[from..start];
        return !between.Contains((byte)'\n') || (between.Length <= 2 && between[^1] == '\n' && Bytes.IsLineEnd(Bytes.At(text, stop)));
    }

    private static bool IsFollowedByCode(ReadOnlySpan<byte> text, int at)
    {
        var i = Gap.Skip(text, at, NoWords);
        var stop = i;
        while (Bytes.IsDigitAt(text, stop) && stop - i <= 4)
            stop++;
        return i > at && stop - i == 3 && IsEnd(text, stop);
    }

    private static bool IsEnd(ReadOnlySpan<byte> text, int at)
    {
        var next = Bytes.At(text, at);
        return !Bytes.IsWord(next)
            && next is not ((byte)'%' or (byte)'*')
            && !(next is (byte)'.' or (byte)',' or (byte)':' or (byte)'-' && Bytes.IsDigitAt(text, at + 1))
            && !(next == ' ' && Gap.IsLetter(text, at + 1) && IsAmount(text, at + 1));
    }

    // "12/27 500 руб."
    private static bool IsAmount(ReadOnlySpan<byte> text, int at) => Currencies.LengthAt(text, at) > 0;

    private static readonly WordSet Currencies = new("руб", "rub", "rur", "usd", "eur", "р.", "ms", "мс", "kb", "кб");

    private void FindNameAfter(ReadOnlySpan<byte> text, int from)
    {
        var at = Gap.SkipMarks(text, from, MostMarks);
        if (at == from)
            at += Bytes.StartsWith(text, at, "\r\n"u8) ? 2 : Bytes.StartsWith(text, at, "\n"u8) ? 1 : 0;
        if (at > from && HolderName.CapitalsAt(text, at) is var length and > 0 && IsInReach(text, from, at, at + length))
            Add(SecretKind.Cardholder, "name-beside-pan", at, at + length);
    }

    // The name ends right before the number: the longest run of capital words that leads up to it.
    private void FindNameBefore(ReadOnlySpan<byte> text, int start)
    {
        var stop = start;
        while (stop > 0 && start - stop < 3 && text[stop - 1] is (byte)' ' or (byte)'|' or (byte)';' or (byte)',' or (byte)'\t')
            stop--;
        if (stop == start || stop == 0 || !Bytes.IsUpper(text[stop - 1]))
            return;
        var from = stop;
        while (
            from > 0 && (Bytes.IsUpper(text[from - 1]) || (text[from - 1] is (byte)' ' or (byte)'.' or (byte)'-' && from > 1 && Bytes.IsUpper(text[from - 2])))
        )
            from--;
        if (from < stop && (_count == 0 || _found[_count - 1].End <= from) && HolderName.CapitalsAt(text, from) is var length && length == stop - from)
            Add(SecretKind.Cardholder, "name-beside-pan", from, stop);
    }

    private void Add(SecretKind kind, string rule, int start, int end) => _found[_count++] = new CardDetail(kind, rule, start, end);
}
