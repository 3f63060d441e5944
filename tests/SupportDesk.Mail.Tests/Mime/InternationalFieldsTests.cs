using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace SupportDesk.Mail.Tests.Mime;

/// <summary>Fields as UTF-8 (RFC 6532), for letters that cannot be written otherwise.</summary>
public sealed class InternationalFieldsTests
{
    [Fact]
    public async Task T83_WriteTo_International_TextsAndAddressesAreReadable()
    {
        var message = Letters.Simple(subject: "Счёт № 42");
        message.To.Clear();
        message.To.Add(new MailboxAddress("Почта, отдел \"А\"", "почта@xn--e1afmkfd.xn--p1ai"));
        message.Headers.Add("X-Shop", "Лавка «Тмин»");

        var written = await WriteAsync(message);
        var text = Encoding.UTF8.GetString(written);
        var read = await Letters.ReadAsync(written);

        Assert.Contains("Subject: Счёт № 42\r\n", text, StringComparison.Ordinal);
        Assert.Contains("To: \"Почта, отдел \\\"А\\\"\" <почта@пример.рф>\r\n", text, StringComparison.Ordinal);
        Assert.Contains("X-Shop: Лавка «Тмин»\r\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("=?", text, StringComparison.Ordinal);
        Assert.Equal(("Почта, отдел \"А\"", "почта@пример.рф"), (read.To.Mailboxes.Single().Name, read.To.Mailboxes.Single().Address));
        Assert.Equal("Счёт № 42", read.Subject);
    }

    [Fact]
    public async Task WriteTo_InternationalButLong_LinesStayWithinTheLimit()
    {
        var message = Letters.Simple(subject: string.Join(' ', Enumerable.Repeat("слово", 60)) + " " + new string('я', 2000));

        var written = await WriteAsync(message);

        Assert.All(Encoding.UTF8.GetString(written).Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 998));
        Assert.Equal(message.Subject, (await Letters.ReadAsync(written)).Subject);
    }

    [Fact]
    public void T33_WriteTo_International_AnyText_AddsNoField() =>
        Check.One(Config.QuickThrowOnFailure.WithReplay(20261127, 7), Prop.ForAll<NonNull<string>>(text => AssertNoFieldIsAddedAsync(text.Get).GetAwaiter().GetResult()));

    private static async Task AssertNoFieldIsAddedAsync(string text)
    {
        var message = Letters.Simple(subject: text);
        message.To.Clear();
        message.To.Add(new MailboxAddress(text, "почта@пример.рф"));
        message.ReplyTo.Add(new GroupAddress(text));
        message.Headers.Add("X-Custom", text);

        var written = await WriteAsync(message);
        var head = Encoding.UTF8.GetString(written).Split("\r\n\r\n")[0];
        var read = await Letters.ReadAsync(written);

        var fields = head.Split("\r\n").Where(l => l.Length == 0 || l[0] is not (' ' or '\t')).Select(l => l.Split(':')[0]).Order();
        Assert.Equal(new[] { "Content-Transfer-Encoding", "Content-Type", "Date", "From", "MIME-Version", "Message-Id", "Reply-To", "Subject", "To", "X-Custom" }.Order(), fields);
        Assert.Equal("почта@пример.рф", read.To.Mailboxes.Single().Address);
        Assert.Empty(read.Bcc);
    }

    private static async Task<byte[]> WriteAsync(MimeMessage message)
    {
        using var stream = new MemoryStream();
        await message.WriteToAsync(stream, hideBcc: false, isInternational: true, CancellationToken.None);
        return stream.ToArray();
    }
}
