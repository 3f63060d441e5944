using SupportDesk.Benchmarks.Data;
using SupportDesk.Features.Email.Reading;

namespace SupportDesk.Benchmarks.Email;

/// <summary>E-mails read on one core: fields, texts and files, everything decoded.</summary>
internal sealed class MimeRead : Scenario
{
    private static long sink;

    public override string Name => "mime-read";

    public override IEnumerable<Result> Run(bool quick)
    {
        var count = quick ? 1000 : 10_000;
        var rounds = quick ? 3 : 7;
        yield return PerEmail(EmailSamples.Small(count), rounds, "e-mails of 2 KB");
        yield return PerByte(EmailSamples.WithFiles(quick ? 20 : 100), rounds, "e-mails with 1 MB attached");
        var mixed = EmailSamples.Mixed(count);
        yield return PerEmail(mixed, rounds, "mixed sizes");
        yield return PerByte(mixed, rounds, "mixed sizes");
    }

    private Result PerEmail(byte[][] emails, int rounds, string what)
    {
        var (ours, copy) = Measure(emails, rounds);
        return Result(ours, copy, emails.Length, "e-mails/s", what);
    }

    private Result PerByte(byte[][] emails, int rounds, string what)
    {
        var (ours, copy) = Measure(emails, rounds);
        return Result(ours, copy, emails.Sum(email => (double)email.Length) / 1e6, "MB/s", what);
    }

    private Result Result(Rounds.Series ours, Rounds.Series copy, double amount, string unit, string what)
    {
        var ratios = Rounds.Ratios(ours, copy);
        return new Result(
            Name,
            amount / ours.Median,
            unit,
            amount / copy.Median,
            "memory copy of the same bytes, " + what,
            Rounds.Median(ratios),
            $"{ratios.Min():F4}–{ratios.Max():F4}",
            amount / ours.Best,
            Machine.Describe()
        );
    }

    private static (Rounds.Series Ours, Rounds.Series Copy) Measure(byte[][] emails, int rounds)
    {
        var room = new byte[emails.Max(email => email.Length)];
        var series = Rounds.Run(rounds, () => ReadAll(emails), () => CopyAll(emails, room));
        return (series[0], series[1]);
    }

    private static void ReadAll(byte[][] emails)
    {
        foreach (var email in emails)
            sink += Read(email);
    }

    private static int Read(byte[] email)
    {
        var reading = EmailReader.ReadAsync(new MemoryStream(email), EmailLimits.Default).GetAwaiter().GetResult();
        var fields = new EmailFields(reading);
        var body = reading.Message.Body;
        var seen =
            (fields.Subject?.Length ?? 0)
            + fields.From.Count
            + fields.To.Count
            + (int)(fields.Date?.Ticks ?? 0)
            + (fields.MessageId?.Length ?? 0)
            + fields.References.Count;
        seen += (BodyTexts.Find(body, isHtml: false)?.Length ?? 0) + (BodyTexts.Find(body, isHtml: true)?.Length ?? 0);
        foreach (var file in BodyTexts.Files(body))
            seen += EmailFiles.Bytes(file, reading).Length + (AttachmentNames.Of(file)?.Length ?? 0);
        return seen;
    }

    private static void CopyAll(byte[][] emails, byte[] room)
    {
        foreach (var email in emails)
            email.CopyTo(room, 0);
        sink += room[0];
    }
}
