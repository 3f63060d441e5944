using SupportDesk.Benchmarks.Data;
using SupportDesk.Features.Mailroom.Reading;

namespace SupportDesk.Benchmarks.Mailroom;

/// <summary>Letters read on one core: fields, texts and files, everything decoded.</summary>
internal sealed class MimeRead : Scenario
{
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
        var reading = EmailReader.ReadAsync(new MemoryStream(letter), EmailLimits.Default).GetAwaiter().GetResult();
        var fields = new EmailFields(reading);
        var body = reading.Message.Body;
        var seen = (fields.Subject?.Length ?? 0) + fields.From.Count + fields.To.Count + (int)(fields.Date?.Ticks ?? 0) + (fields.MessageId?.Length ?? 0) + fields.References.Count;
        seen += (BodyTexts.Find(body, isHtml: false)?.Length ?? 0) + (BodyTexts.Find(body, isHtml: true)?.Length ?? 0);
        foreach (var file in BodyTexts.Files(body))
            seen += EmailFiles.Bytes(file, reading).Length + (FileNames.Of(file)?.Length ?? 0);
        return seen;
    }

    private static void CopyAll(byte[][] letters, byte[] room)
    {
        foreach (var letter in letters)
            letter.CopyTo(room, 0);
        sink += room[0];
    }
}
