using System.Text;

namespace SupportDesk.Browser.Tests.Cards;

/// <summary>
/// A web-server log of a shop as its owner would attach it, the same every time, with card numbers where careless forms
/// and programs leave them. Every fourth of them lies across a multiple of 64 KiB, where buffers end.
/// </summary>
internal sealed class CardLog
{
    private const int Buffer = 64 * 1024;
    private const int Seed = 20261121;

    private readonly Random random = new(Seed);
    private readonly ShopTraffic traffic;
    private readonly Stream output;
    private readonly List<PlantedCard> planted = [];
    private int line;
    private long offset;

    private CardLog(Stream output) => (this.output, traffic) = (output, new ShopTraffic(random));

    public static IReadOnlyList<PlantedCard> Write(string path, long size, int cards)
    {
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 20);
        var log = new CardLog(file);
        var numbers = new CardNumbers(log.random);
        for (var i = 0; i < cards; i++)
        {
            while (log.offset < size / cards * i)
                log.WriteLine(log.traffic.Next());
            log.Plant(numbers.Next(i), i);
        }

        while (log.offset < size)
            log.WriteLine(log.traffic.Next());
        return log.planted;
    }

    private void Plant((string Scheme, string Digits) card, int number)
    {
        // Kinds of cards and ways to write them run against each other, so that each meets each.
        var (before, separator, after) = traffic.Careless(number / CardNumbers.Kinds + number);
        var written = CardNumbers.Grouped(card.Digits, separator);
        if (number % 4 == 0)
            before = AcrossBuffer(before, written) + before;
        WriteLine(before + written + after);
        var masked = CardNumbers.Grouped(card.Digits[^4..].PadLeft(card.Digits.Length, '*'), separator);
        planted.Add(new PlantedCard(card.Scheme, card.Digits, written, masked, line));
    }

    // A word as long as it takes for the number to begin a few bytes before the end of a buffer.
    private string AcrossBuffer(string before, string written)
    {
        while (Buffer - offset % Buffer is > 2000 or < 1000)
            WriteLine(traffic.Next());
        var length = Buffer - offset % Buffer - Bytes(before) - random.Next(1, Bytes(written));
        return "trace".PadRight((int)length - 1, 'x') + " ";
    }

    private void WriteLine(string text)
    {
        output.Write(Encoding.UTF8.GetBytes(text));
        output.WriteByte((byte)'\n');
        offset += Bytes(text) + 1;
        line++;
    }

    private static int Bytes(string text) => Encoding.UTF8.GetByteCount(text);
}
