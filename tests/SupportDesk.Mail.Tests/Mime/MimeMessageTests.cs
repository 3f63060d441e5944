using System.Text;

namespace SupportDesk.Mail.Tests.Mime;

public sealed class MimeMessageTests
{
    // One byte more in the middle of a letter of two bytes shifts all that follow.
    [Fact]
    public async Task WriteToAsync_TextOfTwoByteLetters_ComesBackUnchanged()
    {
        byte[] bytes = [.. "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-16\nContent-Transfer-Encoding: 7bit\n\n"u8, .. Encoding.Unicode.GetBytes("привет\nмир")];
        var read = await MimeMessage.LoadAsync(new MemoryStream(bytes));
        var written = new MemoryStream();
        await read.WriteToAsync(written);
        written.Position = 0;
        Assert.Equal(read.TextBody, (await MimeMessage.LoadAsync(written)).TextBody);
    }

    [Fact]
    public async Task WriteTo_TextWithHtmlAndFile_IsReadBackUnchanged()
    {
        var file = Enumerable.Range(0, 100_000).Select(i => (byte)(i * 7)).ToArray();
        var message = Letters.Simple("Платёж не прошёл — счёт № 42", "Добрый день\nОшибка 29.");
        var builder = new BodyBuilder { TextBody = "Добрый день\nОшибка 29.", HtmlBody = "<p>Добрый день</p>" };
        builder.Attachments.Add("журнал сервера за ноябрь, очень длинное название файла.log", new MemoryStream(file), new ContentType("application", "octet-stream"));
        message.Body = builder.ToMessageBody();
        message.InReplyTo = "<one@example.com>";
        message.References.Add("root@example.com");
        message.References.Add("one@example.com");

        var bytes = await Letters.WriteAsync(message);
        var read = await Letters.ReadAsync(bytes);

        Assert.Equal(message.Subject, read.Subject);
        Assert.Equal("Служба поддержки", read.From.Mailboxes.Single().Name);
        Assert.Equal("ivan@example.com", read.To.Mailboxes.Single().Address);
        Assert.Equal(message.MessageId, read.MessageId);
        Assert.Equal("one@example.com", read.InReplyTo);
        Assert.Equal(["root@example.com", "one@example.com"], read.References);
        Assert.Equal(message.Date.ToUnixTimeSeconds(), read.Date.ToUnixTimeSeconds());
        Assert.Equal("Добрый день\r\nОшибка 29.", read.TextBody);
        Assert.Equal("<p>Добрый день</p>", read.HtmlBody);
        var attachment = Assert.IsType<MimePart>(read.Attachments.Single());
        Assert.Equal("журнал сервера за ноябрь, очень длинное название файла.log", attachment.FileName);
        Assert.Equal(file, await Letters.ContentAsync(attachment));
        Assert.All(Encoding.UTF8.GetString(bytes).Split("\r\n"), line => Assert.True(line.Length <= 78, line));
        var alternative = Assert.IsType<MultipartAlternative>(((Multipart)read.Body!)[0]);
        Assert.Equal(["text/plain", "text/html"], alternative.Select(p => p.ContentType.MimeType));
    }
}
