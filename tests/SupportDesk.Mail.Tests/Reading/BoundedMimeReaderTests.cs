using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace SupportDesk.Mail.Tests.Reading;

public sealed class BoundedMimeReaderTests
{
    private static readonly TimeSpan TooMuch = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task T28_Read_LargerThanLimit_IsCutAndSaid()
    {
        var letter = Encoding.ASCII.GetBytes("Subject: big\r\n\r\n" + new string('x', 100_000));

        var reading = await ReadAsync(letter, new MimeReaderLimits { MaxMessageBytes = 10_000 });

        Assert.Equal([MimeCut.Message], reading.Cuts);
        Assert.Equal("big", reading.Message.Subject);
        Assert.InRange(reading.Message.TextBody!.Length, 9_000, 10_000);
    }

    [Fact]
    public async Task T28_Read_TenThousandParts_StopsAtTheLimit()
    {
        var letter = new StringBuilder("Content-Type: multipart/mixed; boundary=b\r\n\r\n");
        for (var i = 0; i < 10_000; i++) letter.Append("--b\r\n\r\npart\r\n");

        var reading = await ReadAsync(Encoding.ASCII.GetBytes(letter.ToString()), new MimeReaderLimits());

        Assert.Contains(MimeCut.Parts, reading.Cuts);
        Assert.Equal(500, reading.Message.BodyParts.Count());
    }

    [Fact]
    public async Task T28_Read_TwoHundredDeep_StopsAtTheLimit()
    {
        var letter = new StringBuilder();
        for (var i = 0; i < 200; i++) letter.Append(System.Globalization.CultureInfo.InvariantCulture, $"Content-Type: multipart/mixed; boundary=b{i}\r\n\r\n--b{i}\r\n");
        letter.Append("\r\nbottom");

        var reading = await ReadAsync(Encoding.ASCII.GetBytes(letter.ToString()), new MimeReaderLimits());

        Assert.Contains(MimeCut.Depth, reading.Cuts);
        var depth = 0;
        for (var entity = reading.Message.Body; entity is Multipart { Count: > 0 } multipart; entity = multipart[0]) depth++;
        Assert.InRange(depth, 10, 20);
    }

    [Fact]
    public async Task T28_Read_LetterWithinLetterTwoHundredTimes_StopsAtTheLimit()
    {
        var letter = string.Concat(Enumerable.Repeat("Content-Type: message/rfc822\r\n\r\n", 200)) + "\r\nbottom";

        var reading = await ReadAsync(Encoding.ASCII.GetBytes(letter), new MimeReaderLimits());

        Assert.Contains(MimeCut.Depth, reading.Cuts);
    }

    [Fact]
    public async Task T28_Read_HundredThousandHeaderLines_AreBounded()
    {
        var folded = "Subject: a\r\n" + string.Concat(Enumerable.Repeat(" more\r\n", 100_000)) + "X-After: kept\r\n\r\nbody";
        var many = string.Concat(Enumerable.Range(0, 100_000).Select(i => $"X-{i}: v\r\n")) + "\r\nbody";
        var started = TimeProvider.System.GetTimestamp();

        var first = await ReadAsync(Encoding.ASCII.GetBytes(folded), new MimeReaderLimits());
        var second = await ReadAsync(Encoding.ASCII.GetBytes(many), new MimeReaderLimits());

        Assert.Equal([MimeCut.HeaderField], first.Cuts);
        Assert.InRange(first.Message.Subject.Length, 1, 64 * 1024);
        Assert.Equal("kept", first.Message.Headers["X-After"]);
        Assert.Equal("body", first.Message.TextBody);
        Assert.Equal([MimeCut.Headers], second.Cuts);
        Assert.Equal(1000, second.Message.Headers.Count);
        Assert.Equal("body", second.Message.TextBody);
        Assert.True(TimeProvider.System.GetElapsedTime(started) < TooMuch);
    }

    [Fact]
    public async Task T28_Read_ThirtyKilobytesOfSubjectOnOneLine_AreRead()
    {
        var subject = string.Concat(Enumerable.Repeat("очень длинная тема ", 1000));

        var message = await Letters.ReadAsync("Subject: " + subject + "\n\nbody");

        Assert.Equal(subject.Trim(), message.Subject);
    }

    [Fact]
    public async Task T28_Read_FiftyMegabytesOfHostileLines_TakesBoundedTime()
    {
        // Every line looks like the beginning of a boundary of each open level.
        var letter = new StringBuilder();
        for (var i = 0; i < 19; i++) letter.Append(System.Globalization.CultureInfo.InvariantCulture, $"Content-Type: multipart/mixed; boundary=\"{new string('b', 60)}{i:D2}\"\r\n\r\n--{new string('b', 60)}{i:D2}\r\n");
        var line = "--" + new string('b', 60) + "\r\n";
        while (letter.Length < 50_000_000) letter.Append(line);
        var started = TimeProvider.System.GetTimestamp();

        await ReadAsync(Encoding.ASCII.GetBytes(letter.ToString()), new MimeReaderLimits());

        Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(20));
    }

    [Theory]
    [InlineData("no header at all")]
    [InlineData("Content-Type: multipart/mixed; boundary=\"\"\n\n--\nx\n----\n")]
    [InlineData("Content-Type: multipart/mixed\n\n--a\n--a--\n--b\n")]
    [InlineData("Content-Type: ;;;=\"\n\nx")]
    [InlineData("Content-Type: text/plain; charset\n\nx")]
    [InlineData("Content-Type: text/plain; charset=\"\n\nx")]
    [InlineData("From: (((((((((((((((((((((((((((((((((((((a@x\n\nx")]
    [InlineData("From: \"\\\nTo: <<<>>>,;:;:;@,\n\nx")]
    [InlineData("Content-Disposition: attachment; filename*0*=; filename*999999999999*=x; filename*1*=%; filename*2*=%Z\n\nx")]
    [InlineData("Content-Type: message/delivery-status\n\n:\n\n\n x: y\n")]
    public async Task Read_WrongSyntax_IsALetterAnyway(string letter)
    {
        var message = await Letters.ReadAsync(letter);

        await TouchAsync(message);
        Assert.NotNull(message.Body);
    }

    [Fact]
    public void Read_RandomBytes_NeverThrows() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(20261127, 7), Prop.ForAll<byte[], int>((bytes, seed) =>
    {
        // Cuts and swaps in real letters reach deeper than noise.
        var names = Corpus.Names.ToList();
        var letter = Corpus.Bytes(names[Math.Abs(seed % names.Count)]);
        var at = letter.Length == 0 ? 0 : Math.Abs(seed / 7 % letter.Length);
        byte[] broken = [.. letter[..at], .. bytes, .. letter[Math.Min(letter.Length, at + bytes.Length / 2)..]];

        TouchAsync(Letters.ReadAsync(bytes).GetAwaiter().GetResult()).GetAwaiter().GetResult();
        TouchAsync(Letters.ReadAsync(broken).GetAwaiter().GetResult()).GetAwaiter().GetResult();
    }));

    /// <summary>Reads everything of a letter that is computed late, and writes it.</summary>
    private static async Task TouchAsync(MimeMessage message)
    {
        _ = (message.Subject, message.Date, message.MessageId, message.InReplyTo, message.References.Count, message.Sender, message.TextBody, message.HtmlBody);
        _ = (message.From.ToString(), message.To.ToString(), message.Cc.ToString(), message.ReplyTo.ToString());
        foreach (var header in message.Headers) Assert.DoesNotContain(header.Value, char.IsControl);
        foreach (var part in message.BodyParts.OfType<MimePart>())
        {
            _ = (part.FileName, part.IsAttachment, part.ContentId);
            await Letters.ContentAsync(part);
            if (part is MessageDeliveryStatus status) _ = status.StatusGroups.Count;
        }
        await Letters.WriteAsync(message);
    }

    private static Task<MimeReading> ReadAsync(byte[] letter, MimeReaderLimits limits) => BoundedMimeReader.ReadAsync(new MemoryStream(letter), limits);
}
