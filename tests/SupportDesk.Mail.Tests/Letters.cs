using System.Text;

namespace SupportDesk.Mail.Tests;

/// <summary>Short ways to make, read and write letters in tests.</summary>
internal static class Letters
{
    internal static readonly Encoding Windows1251 = CodePage(1251);
    internal static readonly Encoding Koi8R = CodePage(20866);

    internal static Task<MimeMessage> ReadAsync(string letter) => ReadAsync(Encoding.UTF8.GetBytes(letter.ReplaceLineEndings("\r\n")));

    internal static async Task<MimeMessage> ReadAsync(byte[] letter) => await MimeMessage.LoadAsync(new MemoryStream(letter));

    internal static async Task<byte[]> WriteAsync(MimeMessage message)
    {
        using var stream = new MemoryStream();
        await message.WriteToAsync(stream);
        return stream.ToArray();
    }

    internal static async Task<MimeMessage> RoundTripAsync(MimeMessage message) => await ReadAsync(await WriteAsync(message));

    internal static async Task<byte[]> ContentAsync(MimeEntity entity)
    {
        using var stream = new MemoryStream();
        await ((MimePart)entity).Content!.DecodeToAsync(stream);
        return stream.ToArray();
    }

    internal static MimeMessage Simple(string subject = "Тема", string text = "Текст")
    {
        var message = new MimeMessage();
        message.From.Add(new MailboxAddress("Служба поддержки", "desk@shop.example"));
        message.To.Add(new MailboxAddress("Иван", "ivan@example.com"));
        message.Subject = subject;
        message.Body = new BodyBuilder { TextBody = text }.ToMessageBody();
        return message;
    }

    internal static Encoding CodePage(int page)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding(page);
    }
}
