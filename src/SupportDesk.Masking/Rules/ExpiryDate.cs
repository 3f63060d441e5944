using SupportDesk.Masking.Text;

namespace SupportDesk.Masking.Rules;

/// <summary>Month and year of a card, in the spellings of forms, dumps and e-mails.</summary>
internal static class ExpiryDate
{
    private const int FirstYear = 15;
    private const int LastYear = 49;

    /// <summary>Length of a date such as <c>12/27</c>, <c>12.2027</c>, <c>2027-12</c> or <c>12 | 27</c> at a position, or 0.</summary>
    public static int LengthAt(ReadOnlySpan<byte> text, int at)
    {
        if (at > 0 && Bytes.IsDigit(text[at - 1]) && !Escapes.EndsAt(text, at))
            return 0;
        var i = at;
        var first = Number(text, ref i, 4);
        var size = i - at;
        if (size is 0 or 3)
            return 0;
        var gap = SeparatorAt(text, i);
        if (gap == 0)
            return 0;
        var start = i += gap;
        var second = Number(text, ref i, 4);
        var isDate = size == 4
            ? IsYear(first, 4) && i - start == 2 && IsMonth(second)
            : IsMonth(first) && (size == 2 || text[start - gap] == '/') && IsYear(second, i - start);
        return isDate && Ends(text, i) ? i - at : 0;
    }

    /// <summary>Length of a date without a sign between its halves, <c>1227</c>, <c>2712</c>, <c>122027</c> or <c>202712</c>, or 0.</summary>
    public static int JoinedLengthAt(ReadOnlySpan<byte> text, int at)
    {
        var i = at;
        var number = Number(text, ref i, 6);
        var isDate = (i - at) switch
        {
            4 => (IsMonth(number / 100) && IsYear(number % 100, 2)) || (IsYear(number / 100, 2) && IsMonth(number % 100)),
            6 => (IsMonth(number / 10000) && IsYear(number % 10000, 4)) || (IsYear(number / 100, 4) && IsMonth(number % 100)),
            _ => false,
        };
        return isDate && Ends(text, i) ? i - at : 0;
    }

    /// <summary>Length of a month or a year that has a field of its own, or 0.</summary>
    public static int PartLengthAt(ReadOnlySpan<byte> text, int at)
    {
        var i = at;
        var number = Number(text, ref i, 4);
        return ((i - at <= 2 && IsMonth(number)) || IsYear(number, i - at)) && Ends(text, i) ? i - at : 0;
    }

    private static bool IsMonth(int number) => number is >= 1 and <= 12;

    private static bool IsYear(int number, int digits) =>
        digits == 2 ? number is >= FirstYear and <= LastYear : digits == 4 && number is >= 2000 + FirstYear and <= 2000 + LastYear;

    private static int Number(ReadOnlySpan<byte> text, ref int i, int most)
    {
        var number = 0;
        for (var n = 0; n < most && Bytes.IsDigitAt(text, i); n++)
            number = 10 * number + (text[i++] - '0');
        return number;
    }

    // One sign, with or without blanks around it; a slash may be escaped.
    private static int SeparatorAt(ReadOnlySpan<byte> text, int at)
    {
        var i = at;
        if (Bytes.At(text, i) == ' ')
            i++;
        if (Bytes.At(text, i) == '\\')
            i++;
        if (Bytes.StartsWith(text, i, "%2f"u8))
            i += 3;
        else if (Bytes.At(text, i) is (byte)'/' or (byte)'.' or (byte)'-' or (byte)'|' or (byte)';' or (byte)'\t' or (byte)',' or (byte)'\\')
            i++;
        else
            return i - at is 1 && text[at] == ' ' ? 1 : 0;
        if (Bytes.At(text, i) == ' ')
            i++;
        return i - at;
    }

    private static bool Ends(ReadOnlySpan<byte> text, int at)
    {
        var next = Bytes.At(text, at);
        if (Digit.LengthAt(text, at) > 0 || Bytes.IsAsciiLetter(next) || next is (byte)'%' or (byte)'*')
            return false;
        return !(next is (byte)'/' or (byte)'.' or (byte)'-' or (byte)':' or (byte)',' && Bytes.IsDigitOrStar(Bytes.At(text, at + 1)) && !IsCode(text, at + 1));
    }

    // Three digits on their own after the date are the verification value; anything else makes it part of a longer date.
    private static bool IsCode(ReadOnlySpan<byte> text, int at) =>
        text[at - 1] is (byte)'/' or (byte)',' && Bytes.IsDigitAt(text, at + 1) && Bytes.IsDigitAt(text, at + 2) && !Bytes.IsWord(Bytes.At(text, at + 3));
}
