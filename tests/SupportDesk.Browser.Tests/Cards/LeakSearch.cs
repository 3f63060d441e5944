using System.Text;

namespace SupportDesk.Browser.Tests.Cards;

/// <summary>
/// Looks for planted numbers in bytes of any kind: as they were written, and as digits with anything at all between them,
/// so that another separator, another encoding or another table cannot hide them.
/// </summary>
internal sealed class LeakSearch
{
    private readonly List<(int Length, ulong Modulus, Dictionary<ulong, PlantedCard> Numbers)> byLength;
    private readonly List<(byte[] Written, PlantedCard Card)> withDigitsBetween;

    public LeakSearch(IReadOnlyList<PlantedCard> cards)
    {
        byLength = [.. cards.GroupBy(card => card.Digits.Length).Select(group => (
            group.Key,
            Power(group.Key - 1),
            group.DistinctBy(card => card.Digits).ToDictionary(card => ulong.Parse(card.Digits, null))))];
        withDigitsBetween = [.. cards.Where(card => Digits(card.Written) != card.Digits).Select(card => (Encoding.UTF8.GetBytes(card.Written), card))];
    }

    public IReadOnlyList<PlantedCard> Find(ReadOnlySpan<byte> bytes)
    {
        var found = new HashSet<PlantedCard>();
        foreach (var (written, card) in withDigitsBetween)
            if (bytes.IndexOf(written) >= 0)
                found.Add(card);

        var digits = DigitsOf(bytes);
        foreach (var (length, modulus, numbers) in byLength)
            Slide(digits, length, modulus, numbers, found);
        return [.. found];
    }

    private static void Slide(ReadOnlySpan<byte> digits, int length, ulong modulus, Dictionary<ulong, PlantedCard> numbers, HashSet<PlantedCard> found)
    {
        ulong window = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            window = window % modulus * 10 + digits[i];
            if (i >= length - 1 && numbers.TryGetValue(window, out var card))
                found.Add(card);
        }
    }

    private static byte[] DigitsOf(ReadOnlySpan<byte> bytes)
    {
        var digits = new byte[bytes.Length];
        var count = 0;
        foreach (var value in bytes)
            if (value is >= (byte)'0' and <= (byte)'9')
                digits[count++] = (byte)(value - '0');
        return digits[..count];
    }

    private static string Digits(string written) => string.Concat(written.Where(char.IsAsciiDigit));

    private static ulong Power(int exponent)
    {
        ulong power = 1;
        for (var i = 0; i < exponent; i++)
            power *= 10;
        return power;
    }
}
