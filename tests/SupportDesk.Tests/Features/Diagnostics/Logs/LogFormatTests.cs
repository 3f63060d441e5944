using SupportDesk.Features.Diagnostics.Logs;

namespace SupportDesk.Tests.Features.Diagnostics.Logs;

/// <summary>A request read out of a line of every kind of log.</summary>
public sealed class LogFormatTests
{
    private const string Query = "/pay/result?OutSum=2480.00&InvId=12345&SignatureValue=AB";

    public static TheoryData<string, double?> Combined => new()
    {
        { $"185.59.216.65 - - [20/Nov/2026:10:02:41 +0300] \"GET {Query} HTTP/1.1\" 302 145 \"-\" \"Robokassa/1.0\"", null },
        { $"185.59.216.65 - - [20/Nov/2026:10:02:41 +0300] \"GET {Query} HTTP/1.1\" 302 145", null },
        { $"185.59.216.65 - - [20/Nov/2026:10:02:41 +0300] \"GET {Query} HTTP/1.1\" 302 145 1500000", 1.5 },
        { $"185.59.216.65 - bob [20/Nov/2026:10:02:41 +0300] \"GET {Query} HTTP/1.1\" 302 145 \"-\" \"UA 5.0\" 1.500", 1.5 },
        { $"185.59.216.65 - - [20/Nov/2026:10:02:41 +0300] \"GET {Query} HTTP/1.1\" 302 145 \"-\" \"UA\" 1500000", 1.5 },
        { $"185.59.216.65 - - [20/Nov/2026:10:02:41 +0300] \"GET {Query} HTTP/1.1\" 302 145 \"-\" \"UA\" \"-\" rt=1.500 uct=\"0.001\"", 1.5 },
        { $"185.59.216.65 - - [20/Nov/2026:10:02:41 +0300] \"GET {Query} HTTP/1.1\" 302 145 \"-\" \"UA\" urt=\"0.100, - : 0.300\" rt=1.500", 1.5 },
        { $"185.59.216.65 - - [20/Nov/2026:10:02:41 +0300] \"GET {Query} HTTP/1.1\" 302 145 \"-\" \"UA\" rt=- urt=\"1.000, 0.300 : 0.200\"", 1.5 },
        { $"shop.example:443 185.59.216.65 - - [20/Nov/2026:10:02:41 +0300] \"GET {Query} HTTP/1.1\" 302 145 \"-\" \"UA\"", null },
    };

    [Theory]
    [MemberData(nameof(Combined))]
    public void Combined_Line_IsRead(string line, double? seconds) => Check(new CombinedFormat().Read(line), seconds);

    [Theory]
    [InlineData(
        """$remote_addr [$time_local] "$request" $status $request_time""",
        "185.59.216.65 [20/Nov/2026:10:02:41 +0300] \"GET {0} HTTP/1.1\" 302 1.500",
        1.5
    )]
    [InlineData(
        "$time_iso8601|$remote_addr|$request_method|$uri|$args|$status|$request_time",
        "2026-11-20T10:02:41+03:00|185.59.216.65|GET|/pay/result|OutSum=2480.00&InvId=12345&SignatureValue=AB|302|1.5",
        1.5
    )]
    [InlineData(
        """$msec $http_host $remote_addr "$request" $status "$http_user_agent" ${upstream_response_time}""",
        "1795158161.000 shop.example 185.59.216.65 \"GET {0} HTTP/1.1\" 302 \"a b\" 1.500",
        1.5
    )]
    [InlineData("""%h %l %u %t "%r" %>s %b %D""", "185.59.216.65 - - [20/Nov/2026:10:02:41 +0300] \"GET {0} HTTP/1.1\" 302 145 1500000", 1.5)]
    [InlineData(
        """$remote_addr [$time_local] "$request" $status $upstream_response_time $pipe""",
        "185.59.216.65 [20/Nov/2026:10:02:41 +0300] \"GET {0} HTTP/1.1\" 302 1.000, - : 0.500 .",
        1.5
    )]
    [InlineData(
        """$remote_addr [$time_local] "$request" $status $upstream_response_time""",
        "185.59.216.65 [20/Nov/2026:10:02:41 +0300] \"GET {0} HTTP/1.1\" 302 -",
        null
    )]
    [InlineData("""%h %l %u %t \"%r\" %>s %b %{ms}T""", "185.59.216.65 - - [20/Nov/2026:10:02:41 +0300] \"GET {0} HTTP/1.1\" 302 145 1500", 1.5)]
    [InlineData("""%h %t "%r" %>s %T %D""", "185.59.216.65 [20/Nov/2026:10:02:41 +0300] \"GET {0} HTTP/1.1\" 302 1 1500000", 1.5)]
    [InlineData("""%v %a %t %m %U%q %>s "%{User-Agent}i" %T""", "shop.example 185.59.216.65 [20/Nov/2026:10:02:41 +0300] GET {0} 302 \"UA\" 1.5", 1.5)]
    public void Pattern_LineOfItsShape_IsRead(string pattern, string line, double? seconds) =>
        Check(PatternFormat.Parse(pattern)!.Read(line.Replace("{0}", Query, StringComparison.Ordinal)), seconds);

    [Theory]
    [InlineData("$remote_addr $status")]
    [InlineData("%h %t")]
    [InlineData("nothing")]
    public void Pattern_WithoutRequestOrStatus_IsRefused(string pattern) => Assert.Null(PatternFormat.Parse(pattern));

    [Fact]
    public void Iis_ColumnsInAnyOrder_AreReadByTheirNames()
    {
        var format = new IisFormat();
        Assert.Null(format.Read("2026-11-20 07:02:41"));
        format.Direct(
            "#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip "
                + "cs(User-Agent) sc-status sc-substatus sc-win32-status time-taken"
        );
        Check(
            format.Read(
                "2026-11-20 07:02:41 10.0.0.4 GET /pay/result OutSum=2480.00&InvId=12345&SignatureValue=AB 443 - 185.59.216.65 Mozilla/5.0+(x) 302 0 0 1500"
            ),
            1.5
        );
        format.Direct("#Fields: time date c-ip cs-uri-stem cs-uri-query cs-method sc-status");
        Check(format.Read("07:02:41 2026-11-20 185.59.216.65 /pay/result OutSum=2480.00&InvId=12345&SignatureValue=AB GET 302"), null);
    }

    [Theory]
    [InlineData("""{"time":"2026-11-20T10:02:41+03:00","remote_addr":"185.59.216.65","request":"GET {0} HTTP/1.1","status":302,"request_time":1.5}""")]
    [InlineData("""{"@timestamp":"2026-11-20T07:02:41Z","client_ip":"185.59.216.65","method":"GET","uri":"{0}","status_code":"302","duration_ms":1500}""")]
    [InlineData(
        """{"msec":"1795158161.000","remote_addr":"185.59.216.65","request_method":"GET","uri":"/pay/result","args":"OutSum=2480.00&"""
            + """InvId=12345&SignatureValue=AB","status":"302","request_time":"1.500"}"""
    )]
    [InlineData(
        """{"@t":"2026-11-20T07:02:41.0000000Z","ClientIp":"185.59.216.65","RequestMethod":"GET","RequestPath":"{0}","StatusCode":302,"Elapsed":1500.0}"""
    )]
    public void Json_UsualNames_AreRead(string line) => Check(new JsonFormat().Read(line.Replace("{0}", Query, StringComparison.Ordinal)), 1.5);

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"status":302}""")]
    public void Json_NoRequest_IsNone(string line) => Assert.Null(new JsonFormat().Read(line));

    private static void Check(LogEntry? entry, double? seconds)
    {
        Assert.NotNull(entry);
        Assert.Equal(
            (new DateTimeOffset(2026, 11, 20, 7, 2, 41, TimeSpan.Zero), "185.59.216.65", "GET", "/pay/result", 302, seconds),
            (entry.Time!.Value.ToUniversalTime(), entry.Remote, entry.Method, entry.Path, entry.Status, entry.Duration?.TotalSeconds));
        Assert.Equal(Query, entry.Target);
    }
}
