using SupportDesk.Benchmarks.Data;
using SupportDesk.Mail;

namespace SupportDesk.Benchmarks.Mail;

/// <summary>Letters read on one core: fields, texts and files, everything decoded.</summary>
internal sealed class MimeRead : Scenario
{
    private static readonly MimeReaderLimits Limits = new();
    private static long sink;

    public override string Name => "mime-read";

    public override IEnumerable<Result> Run(bool quick)
    {
        var count = quick ? 1000 : 10_000;
        var rounds = quick ? 3 : 7;
        yield return PerLetter(LetterSamples.Small(count), rounds, "letters of 2 KB");
        yield return PerByte(LetterSamples.WithFiles(quick ? 20 : 100), rounds, "letters with 1 MB attached");
        var mixed = LetterSamples.Mixed(count);
        yield return PerLetter(mixed, rounds, "mixed sizes");
        yield return PerByte(mixed, rounds, "mixed sizes");
    }

    private Result PerLetter(byte[][] letters, int rounds, string what)
    {
        var (ours, copy) = Measure(letters, rounds);
        return Result(ours, copy, letters.Length, "letters/s", what);
    }

    private Result PerByte(byte[][] letters, int rounds, string what)
    {
        var (ours, copy) = Measure(letters, rounds);
        return Result(ours, copy, letters.Sum(letter => (double)letter.Length) / 1e6, "MB/s", what);
    }

    private Result Result(Rounds.Series ours, Rounds.Series copy, double amount, string unit, string what)
    {
        var ratios = Rounds.Ratios(ours, copy);
        return new Result(Name, amount / ours.Median, unit, amount / copy.Median, "memory copy of the same bytes, " + what, Rounds.Median(ratios), $"{ratios.Min():F4}–{ratios.Max():F4}", amount / ours.Best, Machine.Describe());
    }

    private static (Rounds.Series Ours, Rounds.Series Copy) Measure(byte[][] letters, int rounds)
    {
        var room = new byte[letters.Max(letter => letter.Length)];
        var series = Rounds.Run(rounds, () => ReadAll(letters), () => CopyAll(letters, room));
        return (series[0], series[1]);
    }

    private static void ReadAll(byte[][] letters)
    {
        foreach (var letter in letters)
            sink += Read(letter);
    }

    private static int Read(byte[] letter)
    {
        var message = BoundedMimeReader.ReadAsync(new MemoryStream(letter), Limits).GetAwaiter().GetResult().Message;
        var seen = message.Subject.Length + message.From.Count + message.To.Count + (int)message.Date.Ticks + (message.MessageId?.Length ?? 0) + message.References.Count;
        seen += (message.TextBody?.Length ?? 0) + (message.HtmlBody?.Length ?? 0);
        foreach (var file in message.Attachments.OfType<MimePart>())
        {
            file.Content!.DecodeToAsync(Stream.Null).GetAwaiter().GetResult();
            seen += file.FileName?.Length ?? 0;
        }

        return seen;
    }

    private static void CopyAll(byte[][] letters, byte[] room)
    {
        foreach (var letter in letters)
            letter.CopyTo(room, 0);
        sink += room[0];
    }
}
