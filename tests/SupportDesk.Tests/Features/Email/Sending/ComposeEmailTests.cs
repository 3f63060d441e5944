using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using MimeKit;
using SupportDesk.Data.Blobs;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Email;
using SupportDesk.Features.Email.Sending;
using SupportDesk.Features.Outbox;
using SupportDesk.Kernel;

namespace SupportDesk.Tests.Features.Email.Sending;

public sealed class ComposeEmailTests : IDisposable
{
    private static readonly string[] Fields =
    [
        "From", "To", "Reply-To", "Subject", "Date", "Message-Id", "In-Reply-To", "References", "MIME-Version",
        "Content-Type", "Content-Transfer-Encoding", "Content-Disposition", "Auto-Submitted", "X-Auto-Response-Suppress",
    ];

    private readonly string folder = Directory.CreateTempSubdirectory("letters-").FullName;
    private readonly BlobStore blobs;

    public ComposeEmailTests() => blobs = new BlobStore(new DataPaths(folder));

    public static TheoryData<string> Attacks =>
    [
        "x\r\nBcc: eve@evil.example", "x\nBcc: eve@evil.example", "x\rBcc: eve@evil.example", "x\r\n\r\nbody", "x\u2028Bcc: eve@evil.example",
        "x\u0085Bcc: eve@evil.example", "x\0\r\n Bcc: eve@evil.example", "тема\r\nBcc: eve@evil.example", "\"\r\nBcc: eve@evil.example",
        "<a@b>\r\nBcc:eve@evil.example", "=?utf-8?B?DQpCY2M6IGV2ZUBldmlsLmV4YW1wbGU=?=",
    ];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(Attacks))]
    public async Task T33_RunAsync_LineEndsInAnyField_AddNoHeader(string attack)
    {
        var mail = Mail(name: attack, subject: attack, inReplyTo: attack, references: attack, body: attack);
        var bytes = await WriteAsync(
            mail,
            new OutgoingFile(attack, attack, await StoreAsync("one"), 3),
            new OutgoingFile(attack, "text/plain; name=" + attack, await StoreAsync("two"), 3)
        );
        var email = await MimeMessage.LoadAsync(new MemoryStream(bytes));
        AssertOnlyKnownFields(bytes);
        Assert.Empty(email.Bcc);
        Assert.Equal("help@rk.example.ru", Assert.Single(email.To.Mailboxes).Address);
        Assert.Equal(mail.InternetMessageId, email.MessageId);
        Assert.DoesNotContain(email.Subject + email.To.Mailboxes.First().Name, char.IsControl);
        Assert.Equal(["one", "two"], email.Attachments.Select(Text));
    }

    // Fields as UTF-8 (RFC 6532), as they are written for an address that cannot be written otherwise.
    [Theory]
    [MemberData(nameof(Attacks))]
    public async Task T33_T83_RunAsync_LineEndsWrittenAsUtf8_AddNoHeader(string attack)
    {
        var wire = EmailFormat.Wire.Clone();
        wire.International = true;
        await using var composed = await ComposeAsync(Mail("почта@rk.example.ru", attack, attack, attack, attack));
        var written = new MemoryStream();
        await composed.Email.WriteToAsync(wire, written);

        var text = Encoding.UTF8.GetString(written.ToArray());
        var head = text[..text.IndexOf("\r\n\r\n", StringComparison.Ordinal)];
        var email = await MimeMessage.LoadAsync(new MemoryStream(written.ToArray()));
        Assert.DoesNotContain(head.Replace("\r\n", "", StringComparison.Ordinal), one => one is '\r' or '\n');
        Assert.All(head.Split("\r\n").Where(line => line[0] is not (' ' or '\t')), line => Assert.Contains(line.Split(':')[0], Fields));
        Assert.Empty(email.Bcc);
        Assert.Equal("почта@rk.example.ru", Assert.Single(email.To.Mailboxes).Address);
    }

    [Theory]
    [InlineData("a@x.tld, b@y.tld")]
    [InlineData("a@x.tld>, <b@y.tld")]
    [InlineData("a\", <b@y.tld>, \"c")]
    [InlineData("a; b: c@z.tld")]
    [InlineData("имя, b@y.tld")]
    [InlineData("x\\")]
    public async Task T34_RunAsync_NameThatLooksLikeAddresses_AddsNoRecipient(string name)
    {
        var email = await MimeMessage.LoadAsync(new MemoryStream(await WriteAsync(Mail(name: name))));
        Assert.Equal([(name, "help@rk.example.ru")], email.To.Mailboxes.Select(to => (to.Name, to.Address)));
    }

    [Theory]
    [InlineData("a@x\r\nBcc: eve@evil.example")]
    [InlineData("a@x>\r\nDATA")]
    [InlineData("a@x, b@y")]
    [InlineData("a@x> <b@y")]
    [InlineData("a b@x")]
    [InlineData("\"a\"\r\n\"@x")]
    public async Task T33_T34_RunAsync_AddressThatIsNotOne_IsRefused(string address) =>
        await Assert.ThrowsAsync<ParseException>(() => ComposeAsync(Mail(address)));

    [Fact]
    public async Task RunAsync_Ids_AreKeptByteForByteAndInTheirOrder()
    {
        var mail = Mail(inReplyTo: "CAF=_b$c+d@mail.x.example", references: "1@x.example CAF=_b$c+d@mail.x.example");
        var text = Encoding.ASCII.GetString(await WriteAsync(mail));
        Assert.Contains("\r\nIn-Reply-To: <CAF=_b$c+d@mail.x.example>\r\n", text, StringComparison.Ordinal);
        Assert.Contains("\r\nReferences: <1@x.example> <CAF=_b$c+d@mail.x.example>\r\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_RussianText_LeavesInSevenBitsWithLineEndsOfTheWire()
    {
        var mail = Mail(body: "Здравствуйте!\n\nЗаказ 77.\n" + new string('я', 2000) + "\nRef: SD-1");
        var bytes = await WriteAsync(mail, new OutgoingFile("журнал.log", "text/plain", await StoreAsync("строка\n"), 13));
        Assert.DoesNotContain(bytes, one => one > 127);
        Assert.All(Encoding.ASCII.GetString(bytes).Split("\r\n"), line => Assert.True(line.Length <= 998 && !line.Contains('\r') && !line.Contains('\n')));
        var email = await MimeMessage.LoadAsync(new MemoryStream(bytes));
        Assert.Equal(mail.Body, email.TextBody!.ReplaceLineEndings("\n"));
        Assert.Equal(("журнал.log", "строка\n"), (email.Attachments.OfType<MimePart>().Single().FileName, Text(email.Attachments.Single())));
    }

    [Fact]
    public async Task RunAsync_File_IsNotCopiedAndClosedAfterwards()
    {
        var composed = await ComposeAsync(Mail(), [new OutgoingFile("a.bin", "application/pdf", await StoreAsync(new string('x', 300_000)), 300_000)]);
        var content = Assert.IsType<FileStream>(composed.Email.Attachments.OfType<MimePart>().Single().Content!.Stream);
        Assert.Equal(0, content.Position);
        await composed.DisposeAsync();
        Assert.False(content.CanRead);
    }

    private static OutboxMail Mail(
        string address = "help@rk.example.ru", string name = "Поддержка", string subject = "Обращение", string? inReplyTo = null, string? references = null,
        string body = "Здравствуйте!") => new()
        {
            Id = Guid.NewGuid(),
            CreatedAt = DateTimeOffset.UnixEpoch,
            InternetMessageId = "sd.abc@desk.example",
            Subject = subject,
            ToName = name,
            ToAddress = address,
            InReplyTo = inReplyTo,
            References = references,
            Body = body,
            Automatic = true,
        };

    private Task<ComposeEmail.Composed> ComposeAsync(OutboxMail mail, params OutgoingFile[] files)
    {
        var settings = MailSettings.Read(new ConfigurationBuilder().Build());
        return new ComposeEmail(blobs, new BodySeal(new EphemeralDataProtectionProvider()), settings).RunAsync(mail, settings.Mailboxes[0].Identity, files);
    }

    private async Task<string> StoreAsync(string text) => (await blobs.WriteAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), CancellationToken.None)).Key;

    private async Task<byte[]> WriteAsync(OutboxMail mail, params OutgoingFile[] files)
    {
        await using var composed = await ComposeAsync(mail, files);
        var written = new MemoryStream();
        await composed.Email.WriteToAsync(EmailFormat.Wire, written);
        return written.ToArray();
    }

    private static string Text(MimeEntity file)
    {
        using var content = new MemoryStream();
        ((MimePart)file).Content!.DecodeTo(content);
        return Encoding.UTF8.GetString(content.ToArray());
    }

    // Also the headers of parts: what stands between two boundaries up to the first empty line.
    private static void AssertOnlyKnownFields(byte[] email)
    {
        var text = Encoding.UTF8.GetString(email);
        var mark = "--" + MimeMessage.Load(new MemoryStream(email)).Body!.ContentType.Boundary;
        foreach (var block in text.Split(mark).Where(part => !part.StartsWith("--", StringComparison.Ordinal)).Select(part => part.TrimStart('\r', '\n')))
        {
            var head = block[..block.IndexOf("\r\n\r\n", StringComparison.Ordinal)];
            Assert.DoesNotContain(head.Replace("\r\n", "", StringComparison.Ordinal), letter => letter is '\r' or '\n');
            Assert.All(head.Split("\r\n").Where(line => line[0] is not (' ' or '\t')), line => Assert.Contains(line.Split(':')[0], Fields));
        }
    }
}
