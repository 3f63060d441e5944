using System.Text;
using SupportDesk.Features.Diagnostics.Logs;

namespace SupportDesk.Tests.Features.Diagnostics.Logs;

/// <summary>Which of the requests that carry the number of an invoice is the provider's notification of it.</summary>
public sealed class RequestOriginTests
{
    private const string Fields = "OutSum=10.00&InvId=4711&SignatureValue=AB";
    private const string Browser = "\"https://auth.robokassa.ru/\" \"Mozilla/5.0 (X11)\"";
    private const string Failure = $"185.59.216.65 - - [20/Nov/2026:10:02:41 +0300] \"GET /r?{Fields} HTTP/1.1\" 500 7 \"-\" \"-\"";

    public static TheoryData<string> Others =>
    [
        Line("GET", "/success?" + Fields, 200, Browser),
        Line("GET", "/success?" + Fields, 200, "\"-\" \"Mozilla/5.0 (X11)\""),
        Line("GET", "/fail?OutSum=10.00&InvId=4711", 200, Browser),
        Line("GET", "/success?InvId=4711&Culture=ru", 200, "\"-\" \"-\""),
        Line("POST", "/success?" + Fields, 200, Browser),
        Line("GET", "/api/status?invoice_id=4711", 200, "\"https://shop.example/\" \"Mozilla/5.0\""),
        Line("GET", "/api/status?invoice_id=4711", 200, "\"-\" \"-\""),
        Line("GET", "/admin/orders?InvId=4711", 200, "\"-\" \"Mozilla/5.0\""),
        Line("GET", "/orders/4711", 204, "\"-\" \"Mozilla/5.0\""),
        Line("GET", "/img/4711.png", 200, "\"-\" \"-\""),
        Line("GET", "/go?to=https://auth.robokassa.ru/Merchant/Index.aspx?MerchantLogin=x&" + Fields, 200, "\"-\" \"-\""),
        Line("GET", "/go?to=https%3A%2F%2Fauth.robokassa.ru%2FMerchant%2FIndex.aspx%3FInvId%3D4711%26OutSum%3D1", 200, "\"-\" \"-\""),
        Line("GET", "/pay?MerchantLogin=x&" + Fields, 302, "\"-\" \"-\""),
        Line("GET", "/pay?inv_id=4711", 302, "\"-\" \"Mozilla/5.0\""),
        Line("GET", "/pay?inv_id=4711", 302, "\"-\" \"-\""),
        Line("GET", "/r?InvId=4711", 200, "\"-\" \"-\""),
        Line("GET", "/r?OutSum=10.00&InvId=4711", 200, "\"-\" \"-\""),
        Line("HEAD", "/r?" + Fields, 200, "\"-\" \"-\""),
        Line("OPTIONS", "/r?" + Fields, 204, "\"-\" \"-\""),
        Line("HEAD", "/r?" + Fields, 200, "\"-\" \"-\"").Replace("8.8.8.8", "185.59.216.65", StringComparison.Ordinal),
        """{"remote_addr":"8.8.8.8","method":"GET","uri":"/success?OutSum=1\u0026InvId=4711\u0026SignatureValue=AB","status":200,"agent":"Mozilla/5.0"}""",
        $"2026-11-20 07:03:41 10.0.0.5 GET /success {Fields} 443 - 8.8.8.8 Mozilla/5.0 https://auth.robokassa.ru/ 200 0 0 31",
    ];

    [Theory]
    [MemberData(nameof(Others))]
    public async Task AddAsync_RequestOfSomebodyElse_IsNoNotification(string line)
    {
        Assert.Equal(("none-arrived", 0), Told(await ReadAsync(line)));
        // Nor does it hide that the notification failed.
        Assert.Equal(("failed", 1), Told(await ReadAsync(Failure, line)));
    }

    [Theory]
    [InlineData("GET", "/r?" + Fields)]
    [InlineData("POST", "/r?" + Fields)]
    [InlineData("GET", "/r?out_summ=10.00&inv_id=4711&crc=AB")]
    public async Task AddAsync_FieldsFromAnotherAddress_AreTheNotification(string method, string target) =>
        Assert.Equal(("answered", 1), Told(await ReadAsync(Line(method, target, 200, "\"-\" \"-\""))));

    [Theory]
    [InlineData("/success?" + Fields, "\"-\"")]
    [InlineData("/success?" + Fields, "\"185.59.216.651\"")]
    [InlineData("/success?" + Fields + "&from=185.59.216.65", "\"-\"")]
    public async Task AddAsync_ProvidersAddressIsLogged_OthersCountNoMore(string target, string end)
    {
        Assert.Equal(("failed", 1), Told(await ReadAsync(Failure, Line("GET", target, 200, "\"-\" \"-\" " + end))));
        var path = Failure.Replace($"GET /r?{Fields}", "POST /result/4711", StringComparison.Ordinal);
        Assert.Equal(("failed", 1), Told(await ReadAsync(path, Line("GET", target, 200, "\"-\" \"-\" " + end))));
    }

    [Fact]
    public async Task AddAsync_ProvidersAddressBehindAProxy_IsTheNotification() =>
        Assert.Equal(("refused", 1), Told(await ReadAsync(Line("GET", "/r?InvId=4711", 403, "\"-\" \"-\" \"185.59.217.65\""))));

    [Theory]
    [InlineData("/result/4711")]
    [InlineData("/r?InvId=4711")]
    public async Task AddAsync_PostOfNobodyKnownWithoutItsFields_SaysThatNobodyCanTell(string target)
    {
        var line = Line("POST", target, 200, "\"-\" \"-\"");
        Assert.Equal(("fields-not-logged", 0), Told(await ReadAsync(line)));
        Assert.Equal(("failed", 1), Told(await ReadAsync(Failure, line)));
    }

    [Theory]
    [InlineData("10.0.0.2 - - [20/Nov/2026:10:02:41 +0300] \"POST /r HTTP/1.1\" 200 6 \"-\" \"-\" \"185.59.216.65\"")]
    [InlineData("""{"remote_addr":"10.0.0.2","method":"POST","uri":"/r","status":200,"x_forwarded_for":"185.59.216.65, 10.0.0.1"}""")]
    [InlineData("POST /r from 185.59.216.65 -> 200")]
    public async Task AddAsync_ProvidersPostInAnyShapeWithoutItsFields_IsNotToldAsNone(string line) =>
        Assert.Equal(("fields-not-logged", 0), Told(await ReadAsync(line)));

    [Theory]
    [InlineData("[InvId] => 4711")]
    [InlineData("{\"message\":\"\\u0026InvId\\u003d4711\"}")]
    [InlineData("InvId=04711")]
    [InlineData("[info] Счёт №4711")]
    [InlineData("answer: OK4711")]
    [InlineData("POST /result/4711 from 185.59.216.65 -> 200")]
    public async Task AddAsync_NameInALineOfAnUnknownShape_IsNotToldAsNone(string line) =>
        Assert.Equal(("not-readable", 0), Told(await ReadAsync(line)));

    private static string Line(string method, string target, int status, string end) =>
        $"8.8.8.8 - - [20/Nov/2026:10:02:45 +0300] \"{method} {target} HTTP/1.1\" {status} 512 {end}";

    private static (string Verdict, int Notifications) Told(LogReading reading) =>
        (LogVerdicts.CodeOf(reading.Verdict), reading.Notifications.Count);

    private static async Task<LogReading> ReadAsync(params string[] lines)
    {
        var logs = new ReadLogs("4711", null, LogVerdicts.Late);
        await logs.AddAsync(new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines))), null, CancellationToken.None);
        return logs.Result();
    }
}
