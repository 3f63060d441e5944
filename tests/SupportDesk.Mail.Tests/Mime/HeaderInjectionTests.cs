using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace SupportDesk.Mail.Tests.Mime;

/// <summary>Whatever goes into a letter, it stays in its field.</summary>
public sealed class HeaderInjectionTests
{
    private static readonly string[] Attacks =
    [
        "x\r\nBcc: evil@evil.example",
        "x\nBcc: evil@evil.example",
        "x\rBcc: evil@evil.example",
        "x\r\n\r\nbody",
        "x\u2028Bcc: evil@evil.example",
        "x\u0085Bcc: evil@evil.example",
        "x\0\r\n Bcc: evil@evil.example",
        "тема\r\nBcc: evil@evil.example",
        "\"\r\nBcc: evil@evil.example",
        "=?utf-8?B?DQpCY2M6IGV2aWxAZXZpbC5leGFtcGxl?=",
    ];

    public static TheoryData<string> All => [.. Attacks];

    [Theory]
    [MemberData(nameof(All))]
    public async Task T33_WriteTo_LineBreaksInAnyText_AddNoField(string attack)
    {
        var message = new MimeMessage { Subject = attack };
        message.From.Add(new MailboxAddress(attack, "desk@shop.example"));
        message.To.Add(new MailboxAddress(attack, "ivan@example.com"));
        message.ReplyTo.Add(new GroupAddress(attack));
        message.Headers.Add("X-Custom", attack);
        message.Headers["X-Other"] = attack;
        message.InReplyTo = attack;
        message.References.Add(attack);
        message.MessageId = attack;
        var builder = new BodyBuilder { TextBody = attack, HtmlBody = attack };
        builder.Attachments.Add(attack, [1], new ContentType("text", "plain") { Charset = attack, Name = attack });
        message.Body = builder.ToMessageBody();
        message.Body.ContentId = attack;
        ((Multipart)message.Body).Boundary = attack;

        var bytes = await Letters.WriteAsync(message);
        var read = await Letters.ReadAsync(bytes);

        AssertOnlyKnownFields(bytes);
        Assert.Empty(read.Bcc);
        Assert.Equal("desk@shop.example", read.From.Mailboxes.Single().Address);
        Assert.Equal("ivan@example.com", read.To.Mailboxes.Single().Address);
        Assert.Equal(HeaderText.Clean(attack), read.Subject);
        Assert.Equal(HeaderText.Clean(attack).Trim(), read.To.Mailboxes.Single().Name);
        Assert.Equal(HeaderText.Clean(attack), ((MimePart)read.Attachments.Single()).FileName);
        Assert.Equal([1], await Letters.ContentAsync(read.Attachments.Single()));
    }

    [Theory]
    [InlineData("a@x\r\nBcc: evil@evil.example")]
    [InlineData("a@x>\r\nDATA")]
    [InlineData("a@x, b@y")]
    [InlineData("a@x> <b@y")]
    [InlineData("a b@x")]
    [InlineData("\"a\"\r\n\"@x")]
    public void T33_T34_MailboxAddress_UnsafeAddress_IsRefused(string address)
    {
        Assert.Throws<ParseException>(() => new MailboxAddress("x", address));
        Assert.False(MailboxAddress.TryParse(address, out _));
    }

    [Fact]
    public async Task T34_WriteTo_NameThatLooksLikeAddresses_AddsNoRecipient()
    {
        foreach (var name in (string[])["a@x.tld, b@y.tld", "a@x.tld>, <b@y.tld", "a\", <b@y.tld>, \"c", "a; b: c@z.tld", "имя, b@y.tld", "x\\"])
        {
            var message = Letters.Simple();
            message.To.Clear();
            message.To.Add(new MailboxAddress(name, "only@example.com"));

            var read = await Letters.RoundTripAsync(message);

            Assert.Equal([name], read.To.Mailboxes.Select(m => m.Name));
            Assert.Equal(["only@example.com"], read.To.Mailboxes.Select(m => m.Address));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("X:Y")]
    [InlineData("X Y")]
    [InlineData("X\r\nBcc")]
    [InlineData("Тема")]
    public void T33_Header_WrongFieldName_IsRefused(string field) => Assert.Throws<ArgumentException>(() => new Header(field, "x"));

    [Fact]
    public async Task T33_WriteTo_FieldsThatWereReadWithBareBreaks_StayTheirOwn()
    {
        var message = await Letters.ReadAsync(Encoding.ASCII.GetBytes("Subject: a\rBcc: evil@x\r\n\0\rX: y\r\n b\r\n\r\nbody"));

        AssertOnlyKnownFields(await Letters.WriteAsync(message));
    }

    [Fact]
    public void WriteTo_RandomWords_AreReadBack() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(200).WithReplay(20261127, 7), Prop.ForAll<NonNull<string>, NonNull<string>, byte[]>((first, second, file) =>
    {
        var subject = Valid(first.Get);
        var name = Valid(second.Get).Trim();
        var body = Valid(first.Get + "\n" + second.Get).ReplaceLineEndings("\r\n");
        var message = Letters.Simple(subject);
        message.To.Add(new MailboxAddress(name, "second@example.com"));
        var builder = new BodyBuilder { TextBody = body };
        builder.Attachments.Add("a" + name, new MemoryStream(file), new ContentType("application", "octet-stream"));
        message.Body = builder.ToMessageBody();

        var bytes = Letters.WriteAsync(message).GetAwaiter().GetResult();
        var read = Letters.ReadAsync(bytes).GetAwaiter().GetResult();

        AssertOnlyKnownFields(bytes);
        Assert.Equal(HeaderText.Clean(subject), read.Subject);
        Assert.Equal(HeaderText.Clean(name).Trim(), read.To.Mailboxes.Last().Name ?? "");
        Assert.Equal(body, read.TextBody);
        Assert.Equal(HeaderText.Clean("a" + name), ((MimePart)read.Attachments.Single()).FileName);
        Assert.Equal(file, Letters.ContentAsync(read.Attachments.Single()).GetAwaiter().GetResult());
    }));

    /// <summary>Text that UTF-8 can carry, without a byte order mark in front, which is no letter.</summary>
    private static string Valid(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace("\uFEFF", "", StringComparison.Ordinal);

    private static void AssertOnlyKnownFields(byte[] letter)
    {
        var text = Encoding.UTF8.GetString(letter);
        var block = text[..text.IndexOf("\r\n\r\n", StringComparison.Ordinal)];
        Assert.DoesNotContain('\r', block.Replace("\r\n", "", StringComparison.Ordinal));
        Assert.DoesNotContain('\n', block.Replace("\r\n", "", StringComparison.Ordinal));
        foreach (var line in block.Split("\r\n"))
        {
            Assert.NotEqual("", line.Trim());
            Assert.True(line.Length <= 998);
            if (line[0] is ' ' or '\t') continue;
            Assert.Contains(line[..line.IndexOf(':', StringComparison.Ordinal)], (string[])["From", "To", "Reply-To", "Subject", "Date", "Message-Id", "In-Reply-To", "References", "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Content-Id", "X-Custom", "X-Other"]);
        }
    }
}
