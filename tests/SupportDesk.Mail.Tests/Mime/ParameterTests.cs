namespace SupportDesk.Mail.Tests.Mime;

public sealed class ParameterTests
{
    [Theory]
    [InlineData("filename=\"отчёт за ноябрь.csv\"", "отчёт за ноябрь.csv")]
    [InlineData("filename=отчёт за ноябрь.csv; size=3", "отчёт за ноябрь.csv")]
    [InlineData("filename*=utf-8''%D0%BE%D1%82%D1%87%D1%91%D1%82.csv", "отчёт.csv")]
    [InlineData("filename*=windows-1251'ru'%EE%F2%F7%B8%F2.csv", "отчёт.csv")]
    [InlineData("filename*=''%EE%F2%F7%B8%F2%ED%EE%F1%F2%FC.csv", "отчётность.csv")]
    [InlineData("filename*0*=utf-8''%D0%BE%D1; filename*1*=%82%D1%87%D1%91%D1%82; filename*2=\".csv\"", "отчёт.csv")]
    [InlineData("filename*1=\"b.csv\"; filename*0=\"a\"", "ab.csv")]
    [InlineData("filename=plain.csv; filename*=utf-8''%D0%BE.csv", "о.csv")]
    [InlineData("filename=\"=?koi8-r?B?z9TexdQ=?= =?koi8-r?Q?.csv?=\"", "отчет.csv")]
    [InlineData("filename=\"C:\\отчёты\\a.csv\"", "C:\\отчёты\\a.csv")]
    [InlineData("filename=\"a \\\"b\\\".csv\"", "a \"b\".csv")]
    [InlineData("filename*=utf-8''100%25%.csv", "100%%.csv")]
    [InlineData("filename=\"не закрыто.csv", "не закрыто.csv")]
    public async Task T81_Load_FileNames_InEveryFormThatIsSeen(string parameter, string name)
    {
        var message = await Letters.ReadAsync($"Content-Type: application/octet-stream\nContent-Disposition: attachment; {parameter}\n\nx");

        Assert.Equal(name, ((MimePart)message.Attachments.Single()).FileName);
    }

    [Fact]
    public async Task T81_Load_RawWindows1251FileName_IsRead()
    {
        var letter = Letters.Windows1251.GetBytes("Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=отчёт за ноябрь.csv\r\n\r\nx");

        Assert.Equal("отчёт за ноябрь.csv", ((MimePart)(await Letters.ReadAsync(letter)).Attachments.Single()).FileName);
    }

    [Fact]
    public async Task T81_WriteTo_LongRussianName_IsRfc2231InShortLines()
    {
        var message = Letters.Simple();
        var builder = new BodyBuilder { TextBody = "x" };
        var name = string.Concat(Enumerable.Repeat("очень длинное имя ", 20)) + "100%.csv";
        builder.Attachments.Add(name, [1]);
        message.Body = builder.ToMessageBody();

        var text = System.Text.Encoding.ASCII.GetString(await Letters.WriteAsync(message));

        Assert.Contains("filename*0*=utf-8''", text, StringComparison.Ordinal);
        Assert.All(text.Split("\r\n"), line => Assert.True(line.Length <= 78, line));
        Assert.Equal(name, ((MimePart)(await Letters.RoundTripAsync(message)).Attachments.Single()).FileName);
    }
}
