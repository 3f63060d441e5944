using SupportDesk.Masking.Text;

namespace SupportDesk.Masking.Rules;

/// <summary>Looks at what stands around a number that passes every check of a card number.</summary>
internal static class Surroundings
{
    private const int UuidLength = 36;
    private const int ShortestDigest = 32;
    private static readonly int[] Currencies = [810, 643, 840, 978, 156, 398, 933];

    /// <summary>False when the number is a part of something else.</summary>
    public static bool Allow(ReadOnlySpan<byte> text, int at, ReadOnlySpan<DigitGroups.Group> groups, ReadOnlySpan<byte> digits)
    {
        var end = groups[^1].End;
        var joinedBefore = IsJoinedBefore(text, at);
        if (groups.Length == 1)
            return !IsFraction(text, at, joinedBefore) && !IsInDigest(text, at, end) && !IsInUuid(text, at, end);

        var whole = !joinedBefore && (!groups[^1].Joined || IsBeforeExpiry(text, end));
        var phone = digits.Length <= 15 && at > 0 && text[at - 1] == '+' && !PanShape.IsFours(groups);
        var startsInLine = at > 0 && !Bytes.IsLineEnd(text[at - 1]);
        return !phone
            && PanShape.IsPlausible(groups, whole, startsInLine, joinedBefore, IsEndOfId(text, at))
            && !(groups[^1].Joined && !joinedBefore && IsAccount(text, end, digits))
            && !IsInUuid(text, at, end);
    }

    /// <summary>True when a digit, or stars that hide some, stand before a number with no more than a separator between.</summary>
    public static bool IsJoinedBefore(ReadOnlySpan<byte> text, int at)
    {
        var gap = Separator.LengthBefore(text, at);
        var before = gap > 0 ? Bytes.At(text, at - gap - 1) : (byte)0;
        return (at > gap && (Bytes.IsDigit(before) || before == '*')) || Bytes.StartsWith(text, at - 3, "***"u8);
    }

    // The date that stands on a card behind its number is no further group of it.
    private static bool IsBeforeExpiry(ReadOnlySpan<byte> text, int end)
    {
        var at = end + Separator.LengthAt(text, end);
        return Bytes.At(text, at) is (byte)'0' or (byte)'1' && Bytes.IsDigitAt(text, at + 1) && Bytes.At(text, at + 2) == '/'
            && Bytes.IsDigitAt(text, at + 3) && Bytes.IsDigitAt(text, at + 4);
    }

    // 47b7699997b69701: a letter touches the number, and digits stand before the letter.
    private static bool IsEndOfId(ReadOnlySpan<byte> text, int at)
    {
        if (Escapes.EndsAt(text, at))
            return false;
        var start = at;
        while (start > 0 && Bytes.IsAsciiLetter(text[start - 1]))
            start--;
        return start < at && start > 0 && Bytes.IsDigit(text[start - 1]) && !IsColourCode(text, start);
    }

    // ESC [ 3 2 m: the letter ends a colour code of a terminal, not an id.
    private static bool IsColourCode(ReadOnlySpan<byte> text, int letter)
    {
        var start = letter;
        while (start > 0 && (Bytes.IsDigit(text[start - 1]) || text[start - 1] == ';'))
            start--;
        return text[..start].EndsWith("\u001b["u8);
    }

    // 0.4532015112830366 is a number between 0 and 1.
    private static bool IsFraction(ReadOnlySpan<byte> text, int at, bool joinedBefore) =>
        joinedBefore && at > 1 && text[at - 1] == '.' && text[at - 2] == '0' && (at < 3 || !(Bytes.IsDigit(text[at - 3]) || Bytes.IsAsciiLetter(text[at - 3])));

    // A Russian account has 20 digits; those at 6 to 8 name its currency.
    private static bool IsAccount(ReadOnlySpan<byte> text, int end, ReadOnlySpan<byte> digits)
    {
        if (digits.Length != 16 || Array.IndexOf(Currencies, 100 * digits[5] + 10 * digits[6] + digits[7]) < 0)
            return false;
        var i = end + Separator.LengthAt(text, end);
        var more = 0;
        while (Bytes.IsDigitAt(text, i + more))
            more++;
        return more == 4 && !Bytes.IsDigitAt(text, i + more + Separator.LengthAt(text, i + more));
    }

    private static bool IsInUuid(ReadOnlySpan<byte> text, int at, int end)
    {
        int start = at, stop = end;
        while (start > 0 && end - start <= UuidLength && IsHexOrDash(text[start - 1]))
            start--;
        while (stop < text.Length && stop - at <= UuidLength && IsHexOrDash(text[stop]))
            stop++;
        for (var i = start; i <= Math.Min(at, stop - UuidLength); i++)
            if (IsUuid(text, i))
                return true;
        return false;
    }

    // Digests and keys in hexadecimal touch the number with a letter from a to f.
    private static bool IsInDigest(ReadOnlySpan<byte> text, int at, int end)
    {
        int start = at, stop = end;
        while (start > 0 && Bytes.IsHex(text[start - 1]))
            start--;
        while (stop < text.Length && stop - end < ShortestDigest && Bytes.IsHex(text[stop]))
            stop++;
        return (start < at || stop > end) && stop - start >= ShortestDigest;
    }

    private static bool IsHexOrDash(byte b) => Bytes.IsHex(b) || b == '-';

    private static bool IsUuid(ReadOnlySpan<byte> text, int at)
    {
        if (at + UuidLength > text.Length)
            return false;
        for (var i = 0; i < UuidLength; i++)
        {
            var dash = i is 8 or 13 or 18 or 23;
            if (dash ? text[at + i] != '-' : !Bytes.IsHex(text[at + i]))
                return false;
        }

        return (at == 0 || !Bytes.IsHex(text[at - 1])) && (at + UuidLength == text.Length || !Bytes.IsHex(text[at + UuidLength]));
    }
}
