using System.Globalization;
using System.Text;
using MimeKit;
using SupportDesk.Features.Email.Reading;

namespace SupportDesk.Tests.Features.Email.Reading;

/// <summary>T-28: hostile e-mails take bounded time and memory, and what is left out has a name.</summary>
public sealed class EmailLimitsTests
{
    // How long it takes depends on what else the machine does; what it allocates does not.
    private static readonly EmailLimits Patient = EmailLimits.Default with { MaxTime = TimeSpan.FromMinutes(5) };

    [Fact]
    public async Task T28_Read_LargerThanLimit_IsCutAndSaid()
    {
        var reading = await Emails.ReadAsync("Subject: big\r\n\r\n" + new string('x', 100_000), EmailLimits.Default with { MaxEmailBytes = 10_000 });

        Assert.Equal([EmailProblem.EmailCut], reading.Problems);
        Assert.Equal("big", reading.Message.Subject);
        Assert.InRange(Text(reading)!.Length, 9_000, 10_000);
    }

    [Fact]
    public async Task T28_Read_TenThousandParts_StopsAtTheLimit()
    {
        var reading = await Emails.ReadAsync("Content-Type: multipart/mixed; boundary=b\n\n" + Repeat(10_000, "--b\n\npart\n"));

        Assert.Contains(EmailProblem.PartsCut, reading.Problems);
        Assert.Equal(500, reading.Message.BodyParts.Count());
    }

    // A boundary that is hidden in an extended parameter is counted, too.
    [Fact]
    public async Task T28_Read_MillionEmptyPartsOfAHiddenBoundary_StopsAtTheLimit()
    {
        var reading = await Emails.ReadAsync(
            "Content-Type: multipart/mixed; boundary*0*=utf-8''%62%31; boundary*1*=%32\n\n" + Repeat(1_000_000, "--b12\n"),
            Patient
        );

        Assert.Contains(EmailProblem.PartsCut, reading.Problems);
        Assert.InRange(reading.Message.BodyParts.Count(), 1, 500);
    }

    [Fact]
    public async Task T28_Read_TwoHundredDeep_StopsAtTheLimit()
    {
        var email =
            string.Concat(
                Enumerable.Range(0, 200).Select(i => string.Create(CultureInfo.InvariantCulture, $"Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n"))
            ) + "\nbottom";

        var reading = await Emails.ReadAsync(email);

        Assert.Contains(EmailProblem.DepthCut, EmailSummary.Of(reading).Problems);
        var depth = 0;
        for (var entity = reading.Message.Body; entity is Multipart { Count: > 0 } multipart; entity = multipart[0])
            depth++;
        Assert.InRange(depth, 10, 20);
    }

    [Fact]
    public async Task T28_Read_MessageWithinMessageTwoHundredTimes_StopsAtTheLimit()
    {
        var reading = await Emails.ReadAsync(Repeat(200, "Content-Type: message/rfc822\n\n") + "\nbottom");

        Assert.Contains(EmailProblem.DepthCut, reading.Problems);
    }

    [Fact]
    public async Task T28_Read_HundredThousandHeaderLines_AreBounded()
    {
        var folded = await Emails.ReadAsync("Subject: a\n" + Repeat(100_000, " more\n") + "X-After: kept\n\nbody", Patient);
        var many = await Emails.ReadAsync(string.Concat(Enumerable.Range(0, 100_000).Select(i => $"X-{i}: v\n")) + "\nbody", Patient);

        Assert.Equal([EmailProblem.HeaderFieldCut], folded.Problems);
        Assert.InRange(folded.Message.Subject!.Length, 1, 64 * 1024);
        Assert.Equal(("kept", "body"), (folded.Message.Headers["X-After"], Text(folded)));
        Assert.Equal([EmailProblem.HeadersCut], many.Problems);
        Assert.Equal((1000, "body"), (many.Message.Headers.Count, Text(many)));
    }

    [Theory]
    [InlineData("Content-Type: multipart/mixed; boundary=b\n\n", "--b\nX: a\n", " b\n", "\ntext\n", 200)]
    [InlineData("", "Content-Type: message/rfc822\n\nX: a\n", " b\n", "", 15)]
    [InlineData("Content-Type: multipart/digest; boundary=b\n\n", "--b\n\nX: a\n", " b\n", "\n", 200)]
    [InlineData("Content-Type: multipart/mixed; boundary=b\n\n", "--b\nContent-Type: text/plain", "; a*1=b", "\n\ntext\n", 200)]
    [InlineData("Content-Type: multipart/report; boundary=b\n\n", "--b\nContent-Type: message/delivery-status\n\nX: a\n", " b\n", "\n", 50)]
    [InlineData("", "To: a@b", ", a@b", "\n", 1)]
    [InlineData("", "Content-Disposition: attachment", "; filename*0*=a", "\n", 1)]
    public async Task T28_Read_LongFieldsAnywhere_AreBounded(string head, string before, string piece, string after, int count)
    {
        var email = Encoding.ASCII.GetBytes((head + Repeat(count, before + Repeat(200_000 / piece.Length, piece) + after)).ReplaceLineEndings("\r\n"));

        var (summary, allocated) = await MeasureAsync(email);

        Assert.InRange(allocated, 0, 4L << 30);
        Assert.Contains(EmailProblem.HeaderFieldCut, summary.Problems);
    }

    [Fact]
    public async Task T28_Read_ThirtyKilobytesOfSubjectOnOneLine_AreRead()
    {
        var subject = Repeat(1000, "очень длинная тема ");

        Assert.Equal(subject.Trim(), (await Emails.SummaryAsync("Subject: " + subject + "\n\nbody")).Subject);
    }

    [Fact]
    public async Task T28_Read_FiftyMegabytesOfHostileLines_AreBounded()
    {
        // Every line looks like the beginning of a boundary of each open level.
        var email = new StringBuilder();
        for (var i = 0; i < 19; i++)
            email.Append(
                CultureInfo.InvariantCulture,
                $"Content-Type: multipart/mixed; boundary=\"{new string('b', 60)}{i:D2}\"\r\n\r\n--{new string('b', 60)}{i:D2}\r\n"
            );
        var line = "--" + new string('b', 60) + "\r\n";
        while (email.Length < 50_000_000)
            email.Append(line);
        var bytes = Encoding.ASCII.GetBytes(email.ToString());

        var (_, allocated) = await MeasureAsync(bytes);

        Assert.InRange(allocated, 0, 20L * bytes.Length);
    }

    [Fact]
    public async Task T28_Read_NoTimeLeft_IsATimeout() =>
        await Assert.ThrowsAsync<TimeoutException>(() => Emails.ReadAsync("Subject: x\n\nx", EmailLimits.Default with { MaxTime = TimeSpan.Zero }));

    [Fact]
    public async Task T28_Read_CallerStops_IsACancellation() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            EmailReader.ReadAsync(new MemoryStream("Subject: x\r\n\r\nx"u8.ToArray()), EmailLimits.Default, new CancellationToken(canceled: true))
        );

    // Measured in bytes allocated: what grows with the square of a length would take gigabytes, however busy the machine is.
    [Theory]
    [InlineData("Subject: a", "\r\n more words", 1 << 20, nameof(EmailProblem.HeaderFieldCut))]
    [InlineData("Subject: ", "x", 50_000_000, nameof(EmailProblem.HeaderFieldCut))]
    [InlineData("", "X-Any: some words of a usual length\r\n", 50_000_000, nameof(EmailProblem.HeadersCut))]
    [InlineData("To: ", "a@b.example, ", 13_000_000, nameof(EmailProblem.HeaderFieldCut))]
    [InlineData("", "To: a@b.example\r\n", 17_000_000, nameof(EmailProblem.HeadersCut))]
    [InlineData("Content-Type: multipart/mixed; boundary=b\r\n\r\n", "--b\r\n\r\n", 7_000_000, nameof(EmailProblem.PartsCut))]
    [InlineData("Content-Type: multipart/mixed; boundary=\"\"\r\n\r\n", "--\r\n\r\n", 6_000_000, nameof(EmailProblem.PartsCut))]
    [InlineData("Content-Type: multipart/mixed; boundary=\"\n", "--\r\n\r\n", 6_000_000, nameof(EmailProblem.PartsCut))]
    [InlineData("", "Content-Type: message/rfc822\r\n\r\n", 3_000_000, nameof(EmailProblem.DepthCut))]
    [InlineData("Subject: ", "=?utf-8?B?0J8=?= ", 1 << 20, nameof(EmailProblem.HeaderFieldCut))]
    public async Task T28_Read_MillionsOfOneThing_AllocateNoMoreThanTheEmailAndTheLimits(string head, string piece, int length, string problem)
    {
        var email = Encoding.ASCII.GetBytes(head + Repeat(length / piece.Length, piece) + "\r\n\r\nbody");

        var (summary, allocated) = await MeasureAsync(email);

        Assert.Contains(problem, summary.Problems.Select(one => one.ToString()));
        Assert.InRange(allocated, 0, 8L * email.Length + (300L << 20));
    }

    [Fact]
    public async Task T28_Read_HundredThousandNumberedParameters_AreBounded()
    {
        var parameters = string.Concat(Enumerable.Range(0, 100_000).Select(i => string.Create(CultureInfo.InvariantCulture, $";\r\n filename*{i}*=a")));

        var (summary, allocated) = await MeasureAsync(Encoding.ASCII.GetBytes("Content-Disposition: attachment" + parameters + "\r\n\r\nbody"));

        Assert.Contains(EmailProblem.HeaderFieldCut, summary.Problems);
        Assert.InRange(allocated, 0, 300L << 20);
    }

    [Fact]
    public async Task T28_Read_MoreAddressesThanTheLimit_AreLeftOut()
    {
        var addresses = string.Join(", ", Enumerable.Range(0, 2000).Select(i => string.Create(CultureInfo.InvariantCulture, $"a{i}@b.example")));

        var summary = await Emails.SummaryAsync("To: " + addresses + "\n\nbody");

        Assert.Equal(1000, summary.To.Count);
        Assert.Equal("a999@b.example", summary.To[^1].Address);
    }

    // Found by the fuzzer: a length within the file that nothing stands behind.
    [Theory]
    [InlineData("eJ8+IgEAAQaQCAAEAAAAAAABAAEAAQeQBgAIAAAA4wQAAAAAAADnAAEDkAYAtAAAAAEAAAACAQkQAQAAAKQAAACgAAAF3gAAAExaRnVfEwZX")]
    [InlineData("eJ8+IgEAAQaQCAAEAAAAAP8BAAEAAQeQBgAIAAAA4wQAAAAAAADnAAEDkAYAtAAAAAEAAAACAQkQAQAAAKQAAACgAACJ3kYAAExaRnXVfEwH3Aq=")]
    [InlineData("eJ8+IgEAAQaQCAAEAAAAAAABAAEAAQeQBgAIAAAA4wQAAAAAAADnAAEDkAYAHAAAAP///38fAAAQAQAAxwoAAAD=")]
    public async Task T28_Read_WinmailThatClaimsGigabytes_IsBrokenAndCostsLittle(string file)
    {
        var (summary, allocated) = await MeasureAsync(Encoding.ASCII.GetBytes(
            "Content-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=winmail.dat\r\n\r\n" + file));

        Assert.Contains(EmailProblem.TnefBroken, summary.Problems);
        Assert.Equal("winmail.dat", Assert.Single(summary.Attachments).FileName);
        Assert.InRange(allocated, 0, 20L << 20);
    }

    // Found by the fuzzer: 511 million values of no bytes, which the parser counts one by one.
    [Fact]
    public void T28_Claims_HalfABillionEmptyValues_AreNotTrue() => Assert.False(TnefClaims.AreTrue(Convert.FromBase64String(
        "eJ8+IgEAAgKQBgAOAAAAAgAAAAD/AAAAAAAAAAACAAIFkAYAXXXXXXXXAAAAAMAAAAD/w03BgAAAP8ABzcBAAAAEgAAABsEOARBB" +
        "EIbLgB4AGwAcwAAAAAADQABNwEAAAAiAAAACwAAAAAAAADAAAAAAAAARtDPEeChsRrhb2xlIG9iamjdAAAUA")));

    [Fact]
    public async Task T28_Read_WinmailWithTextAndFile_CountsBothAsParts()
    {
        const string file = "eJ8+IgEAAQaQCAAEAAAAAAABAAEAAQeQBgAIAAAA4wQAAAAAAADnAAEMgAIABgAAAEhlbGxvAPQB" +
            "AgKQBgAOAAAAAAAAAAAAAAAAAAAAAAAAAAIQgAEABgAAAGEuYmluAMgBAg+ABgADAAAA";
        const string email = "Content-Type: application/ms-tnef\nContent-Transfer-Encoding: base64\n\n" + file;

        var reading = await Emails.ReadAsync(email, EmailLimits.Default with { MaxParts = 1 });
        EmailSummary.Of(reading);

        Assert.Contains(EmailProblem.PartsCut, reading.Problems);
        Assert.Equal(["Hello", null], reading.Message.BodyParts.Select(part => (part as TextPart)?.Text.TrimEnd('\0')));
    }

    // To the parser they belong to the field, and its cost grows with the square of the field's length.
    [Fact]
    public async Task T28_Read_FieldThatEndsInAMillionCarriageReturns_IsNotLong()
    {
        var reading = await EmailReader.ReadAsync(new MemoryStream(Encoding.ASCII.GetBytes("Subject: a" + new string('\r', 1_000_000) + "\n\nbody")), Patient);

        Assert.Equal(" a\r\n", Encoding.ASCII.GetString(Assert.Single(reading.Message.Headers).RawValue));
        Assert.Equal("body", Text(reading));
    }

    [Theory]
    [InlineData("X-A: a\n\r")]
    [InlineData("X-A: a\r\n\r\r\r")]
    [InlineData("X-A: a\n\r\r\nbody")]
    public async Task T28_Read_CarriageReturnsWithoutALine_AreNoField(string email)
    {
        var reading = await EmailReader.ReadAsync(new MemoryStream(Encoding.ASCII.GetBytes(email)), EmailLimits.Default);

        Assert.Equal("X-A", Assert.Single(reading.Message.Headers).Field);
    }

    private static async Task<(EmailSummary Summary, long Allocated)> MeasureAsync(byte[] email)
    {
        // Both stay on this thread, since the stream is memory already; so other tests do not count.
        var before = GC.GetAllocatedBytesForCurrentThread();
        var reading = EmailReader.ReadAsync(new MemoryStream(email, 0, email.Length, writable: false, publiclyVisible: true), Patient);
        Assert.True(reading.IsCompleted);
        var summary = EmailSummary.Of(await reading);
        return (summary, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static string Repeat(int count, string piece) => new StringBuilder(count * piece.Length).Insert(0, piece, count).ToString();

    private static string? Text(EmailReading reading) => BodyTexts.Find(reading.Message.Body, isHtml: false);
}
