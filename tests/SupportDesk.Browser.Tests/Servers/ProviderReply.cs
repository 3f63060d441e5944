using System.Globalization;
using System.Text;
using MimeKit;

namespace SupportDesk.Browser.Tests.Servers;

/// <summary>What the provider's desk answers, written by hand as such desks write: the test shares no writer with ours.</summary>
internal static class ProviderReply
{
    static ProviderReply() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private static Encoding Windows1251 => Encoding.GetEncoding(1251);

    /// <summary>The acknowledgement that arrives at once and carries the provider's own number.</summary>
    public static byte[] Automatic(MimeMessage email, string from, string to, string number) => Encoding.UTF8.GetBytes(Lines(
        "Return-Path: <>",
        $"From: =?UTF-8?B?{Base64(Encoding.UTF8, "Служба поддержки")}?= <{from}>",
        $"To: <{to}>",
        $"Subject: =?UTF-8?B?{Base64(Encoding.UTF8, $"Обращение № {number} принято")}?=",
        $"Message-ID: <ack-{number}@{Domain(from)}>",
        $"In-Reply-To: <{email.MessageId}>",
        $"Date: {Now}",
        "Auto-Submitted: auto-replied",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
        "",
        $"Здравствуйте. Ваше обращение № {number} зарегистрировано, ответим в течение рабочего дня."));

    /// <summary>A person's answer in windows-1251, the whole e-mail quoted below it.</summary>
    public static byte[] Human(MimeMessage email, string from, string to, string number, string text) => Windows1251.GetBytes(Lines(
        $"From: =?windows-1251?B?{Base64(Windows1251, "Мария, поддержка")}?= <{from}>",
        $"To: <{to}>",
        $"Subject: =?windows-1251?B?{Base64(Windows1251, "Ответ по обращению № " + number)}?=",
        $"Message-ID: {HumanId(number, from)}",
        $"In-Reply-To: <{email.MessageId}>",
        $"References: <{email.MessageId}>",
        $"Date: {Now}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=windows-1251",
        "Content-Transfer-Encoding: 8bit",
        "",
        text,
        "",
        "> " + email.TextBody?.ReplaceLineEndings("\n").Replace("\n", "\r\n> ", StringComparison.Ordinal)));

    public static string HumanId(string number, string from) => $"<answer-{number}@{Domain(from)}>";

    private static string Now => TimeProvider.System.GetUtcNow().ToString("ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture);

    private static string Lines(params string[] lines) => string.Join("\r\n", lines);

    private static string Base64(Encoding encoding, string text) => Convert.ToBase64String(encoding.GetBytes(text));

    private static string Domain(string address) => address[(address.IndexOf('@', StringComparison.Ordinal) + 1)..];
}
