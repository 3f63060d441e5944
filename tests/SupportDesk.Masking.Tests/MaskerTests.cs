using System.Text;

namespace SupportDesk.Masking.Tests;

public sealed class MaskerTests
{
    private const string Log = """
        93.184.216.34 - - [10/Oct/2026:13:55:36 +0300] "GET /pay?card=4111111111111111&InvId=5 HTTP/1.1" 200 612 "-" "Mozilla/5.0"
        {"pan":"2200 0000 0000 0004","cvv":"123","password1":"qwe\"rty","InvId":678}
        Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc123
        Cookie: sid=abc; theme="dark"
        Пароль #1: Qwerty12345, сумма 100.00

        """;

    private const string Masked = """
        93.184.216.34 - - [10/Oct/2026:13:55:36 +0300] "GET /pay?card=************1111&InvId=5 HTTP/1.1" 200 612 "-" "Mozilla/5.0"
        {"pan":"**** **** **** 0004","cvv":"[masked:cvv]","password1":"[masked:password]","InvId":678}
        Authorization: Bearer [masked:token]
        Cookie: [masked:cookie]
        Пароль #1: [masked:password], сумма 100.00

        """;

    [Fact]
    public void Mask_MixedLog_HidesEachSecretAndNothingElse() => Assert.Equal(Masked, Masking.Run(Log));

    [Theory]
    [InlineData(4096, 4096)]
    [InlineData(16, 16)]
    [InlineData(3, 5)]
    [InlineData(1, 1)]
    [InlineData(1, 4096)]
    [InlineData(4096, 1)]
    public void Mask_AnyChunking_GivesTheSame(int cut, int room) =>
        Assert.Equal(Masked, Encoding.UTF8.GetString(Masking.Run(Encoding.UTF8.GetBytes(Log), new Masker(), _ => cut, room)));

    [Fact]
    public void Report_MixedLog_TellsWhereAndWhat()
    {
        var report = Masking.Report(Log);

        Assert.Equal(7, report.Total);
        Assert.Equal(2, report.Counts[SecretKind.Pan]);
        var pan = report.Findings[0];
        Assert.Equal((SecretKind.Pan, 1L, 16, "pan"), (pan.Kind, pan.Line, pan.Length, pan.Rule));
        Assert.Equal(Encoding.UTF8.GetBytes(Log).AsSpan().IndexOf("4111111111111111"u8), pan.Offset);
        Assert.Equal([1L, 2, 2, 2, 3, 4, 5], report.Findings.Select(f => f.Line));
    }
}
