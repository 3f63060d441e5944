using System.IO.Compression;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using SupportDesk.Features.Diagnostics.Logs;
using SupportDesk.Tests.Features.Diagnostics.Probe;

namespace SupportDesk.Tests.Features.Diagnostics.Logs;

public sealed class ReadLogsTests
{
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task AddAsync_RetriesAmongOthers_AreFoundInTheirOrderWithTheirPauses()
    {
        var reading = await ReadAsync(
            Line("10:03:41", 500, "InvId=12345"),
            Line("10:02:41", 500, "InvId=12345"),
            Line("10:02:50", 200, "InvId=112345"),
            Line("10:02:51", 200, "InvId=123456"),
            Line("10:02:52", 200, "OutSum=12345&InvId=7"),
            "185.59.216.65 - - [20/Nov/2026:10:02:53 +0300] \"GET /order/12345 HTTP/1.1\" 200 7 \"-\" \"Mozilla\"",
            Line("10:04:42", 200, "inv_id=12345"),
            "[error] order 12345 failed"
        );
        Assert.Equal((8, LogVerdict.Answered, 2), (reading.Lines, reading.Verdict, reading.Retries));
        Assert.Equal([500, 500, 200], reading.Notifications.Select(one => one.Status));
        Assert.Equal([TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(61)], reading.Pauses.Select(pause => pause!.Value));
        Assert.Contains("[error] order 12345 failed", reading.Evidence);
    }

    [Theory]
    [InlineData("none-arrived")]
    [InlineData("redirected", 302)]
    [InlineData("redirected", 301, 302)]
    [InlineData("refused", 403)]
    [InlineData("refused", 500, 404)]
    [InlineData("failed", 404, 502)]
    [InlineData("failed", 500, 500, 500, 500)]
    [InlineData("slow", 499)]
    [InlineData("slow", 408, 408)]
    [InlineData("slow", -200)]
    [InlineData("slow", -200, -200)]
    [InlineData("answered", 200)]
    [InlineData("answered", 302, 500, 204)]
    [InlineData("answered", 200, 500)]
    [InlineData("duplicated", 200, 200)]
    [InlineData("duplicated", -200, 200)]
    public void Of_AnyStatuses_GivesTheVerdict(string verdict, params int[] statuses) =>
        Assert.Equal(
            verdict,
            LogVerdicts.CodeOf(
                LogVerdicts.Of(
                    [.. statuses.Select(status => new LogEntry(null, null, "POST", "/", Math.Abs(status), TimeSpan.FromSeconds(status < 0 ? 31 : 1)))],
                    Slow
                )
            )
        );

    [Theory]
    // A host and the state of a cache in front, and several times behind.
    [InlineData(
        """shop.example 185.59.216.65 - - [20/Nov/2026:10:02:41 +0300] - "GET /r?InvId=12345 HTTP/1.1" 500 6 "-" "Robokassa" "-" "-" 12.345 12.340 ."""
    )]
    // Caddy
    [InlineData(
        """{"level":"info","ts":1795158161.8,"msg":"handled request","request":{"remote_ip":"185.59.216.65","method":"GET","uri":"/r?InvId=12345"},"""
            + "\"duration\":12.345,\"size\":6,\"status\":500}"
    )]
    // Traefik, as JSON and as the common log
    [InlineData(
        """{"ClientHost":"185.59.216.65","RequestMethod":"GET","RequestPath":"/r?InvId=12345","DownstreamStatus":500,"Duration":12345000000,"""
            + "\"StartUTC\":\"2026-11-20T07:02:41Z\"}"
    )]
    [InlineData(
        """185.59.216.65 - - [20/Nov/2026:10:02:41 +0300] "GET /r?InvId=12345 HTTP/1.1" 500 6 "-" "-" 5 "shop@docker" "http://10.0.0.2:80" 12345ms"""
    )]
    // Docker around a line, the name of a container and the words of syslog in front of one
    [InlineData(
        """{"log":"185.59.216.65 - - [20/Nov/2026:10:02:41 +0300] \"GET /r?InvId=12345 HTTP/1.1\" 500 6 \"-\" \"-\" 12.345\n","stream":"stdout"}"""
    )]
    [InlineData("""web_1  | 185.59.216.65 - - [20/Nov/2026:10:02:41 +0300] "GET /r?InvId=12345 HTTP/1.1" 500 6 "-" "Robokassa" 12.345""")]
    [InlineData(
        """Nov 20 10:02:41 front nginx[812]: 185.59.216.65 - - [20/Nov/2026:10:02:41 +0300] "GET /r?InvId=12345 HTTP/1.1" 500 6 "-" "Robokassa" 12.345"""
    )]
    // Apache's %{%F %T}t
    [InlineData("""185.59.216.65 - - [2026-11-20 07:02:41.000] "GET /r?InvId=12345 HTTP/1.1" 500 6 "-" "Robokassa" 12.345""")]
    public async Task AddAsync_ShapeOfAnotherServer_IsRead(string line)
    {
        var one = Assert.Single((await ReadAsync(line)).Notifications);
        Assert.Equal((500, "185.59.216.65", "/r", 12_345d), (one.Status, one.Remote, one.Path, one.Duration!.Value.TotalMilliseconds));
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 7, 2, 41, TimeSpan.Zero), one.Time!.Value, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task AddAsync_LinesOfAnUnknownShape_AreNotToldAsNone()
    {
        var reading = await ReadAsync("500 <185.59.216.65> /pay/result {OutSum=1&InvId=12345}", "200 <185.59.216.65> /pay/result {OutSum=1&InvId=12345}");
        Assert.Equal((LogVerdict.Unreadable, 2L, "not-readable"), (reading.Verdict, reading.Unread, LogVerdicts.CodeOf(reading.Verdict)));
    }

    [Fact]
    public async Task AddAsync_PostsOfTheProviderWithoutTheirFields_AreNotToldAsNone()
    {
        const string post = "185.59.216.65 - - [20/Nov/2026:10:02:41 +0300] \"POST /pay/result HTTP/1.1\" 500 6 \"-\" \"Robokassa\"";
        var reading = await ReadAsync(post, post, post.Replace("185.59.216.65", "8.8.8.8", StringComparison.Ordinal), Line("10:03:00", 200, "InvId=7"));
        Assert.Equal((LogVerdict.FieldsNotLogged, 2L), (reading.Verdict, reading.WithoutFields));
        // A line of the invoice says more.
        reading = await ReadAsync(post, Line("10:03:00", 403, "InvId=12345"));
        Assert.Equal(LogVerdict.Refused, reading.Verdict);
    }

    [Theory]
    // An empty page, OK alone, the whole answer, and one with the end of a line behind it.
    [InlineData("200 0 \"-\" \"-\"", LogVerdict.Incomplete)]
    [InlineData("200 0", LogVerdict.Incomplete)]
    [InlineData("200 2 \"-\" \"-\"", LogVerdict.Incomplete)]
    [InlineData("204 0 \"-\" \"-\"", LogVerdict.Incomplete)]
    [InlineData("200 7 \"-\" \"-\"", LogVerdict.Answered)]
    [InlineData("200 9 \"-\" \"-\"", LogVerdict.Answered)]
    // Nobody counted.
    [InlineData("200 - \"-\" \"-\"", LogVerdict.Answered)]
    [InlineData("200", LogVerdict.Answered)]
    public async Task AddAsync_AnswerOfAnySize_IsWholeOnlyWithRoomForTheNumber(string end, LogVerdict verdict)
    {
        const string request = "185.59.216.65 - - [20/Nov/2026:10:02:41 +0300] \"GET /r?OutSum=1&InvId=12345&SignatureValue=AB HTTP/1.1\" ";
        Assert.Equal(verdict, (await ReadAsync(request + end)).Verdict);
        Assert.Equal(LogVerdict.Duplicated, (await ReadAsync(request + end, request + end)).Verdict);
        // It may be of another kind, whose answer needs no text.
        var other = request.Replace("GET /r?OutSum=1&InvId=12345&SignatureValue=AB", "POST /r/12345", StringComparison.Ordinal);
        Assert.Equal(LogVerdict.Answered, (await ReadAsync(other + end)).Verdict);
    }

    [Theory]
    [InlineData(null, """{"remote_addr":"185.59.216.65","method":"GET","uri":"/r?InvId=12345","status":200,"body_bytes_sent":"0"}""")]
    [InlineData("$remote_addr \"$request\" $status $body_bytes_sent", "185.59.216.65 \"GET /r?InvId=12345 HTTP/1.1\" 200 0")]
    [InlineData("%h \"%r\" %>s %b", "185.59.216.65 \"GET /r?InvId=12345 HTTP/1.1\" 200 -")]
    [InlineData("%h \"%r\" %>s %B", "185.59.216.65 \"GET /r?InvId=12345 HTTP/1.1\" 200 0")]
    public async Task AddAsync_EmptyAnswerInAnotherShape_IsIncomplete(string? format, string line)
    {
        var logs = new ReadLogs("12345", format is null ? null : PatternFormat.Parse(format), Slow);
        await logs.AddAsync(new MemoryStream(Encoding.UTF8.GetBytes(line)), null, CancellationToken.None);
        Assert.Equal(LogVerdict.Incomplete, logs.Result().Verdict);
        Assert.Equal("incomplete", LogVerdicts.CodeOf(logs.Result().Verdict));
    }

    [Fact]
    public async Task AddAsync_OnlyTheBuyersWayBack_IsNoAnswer()
    {
        var reading = await ReadAsync(Line("10:02:45", 200, "OutSum=1&InvId=12345&SignatureValue=AB&Culture=ru"));
        Assert.Equal((LogVerdict.NoneArrived, 1, 0), (reading.Verdict, reading.Returns, reading.Notifications.Count));
    }

    [Fact]
    public async Task AddAsync_BodiesAreNotLogged_TakesLinesThatNameTheNumber()
    {
        var reading = await ReadAsync("185.59.216.65 - - [20/Nov/2026:10:02:41 +0300] \"POST /result/12345 HTTP/1.1\" 403 7 \"-\" \"-\"");
        Assert.Equal((LogVerdict.Refused, 0), (reading.Verdict, reading.Retries));
    }

    [Theory]
    [InlineData("""8.8.8.8 - - [20/Nov/2026:10:02:45 +0300] "GET /style.css HTTP/1.1" 200 7 "https://shop.example/success?OutSum=1&InvId=12345" "Mozilla" """)]
    [InlineData("""8.8.8.8 - - [20/Nov/2026:10:02:45 +0300] "GET /style.css HTTP/1.1" 200 7 "https://shop.example/order/12345" "Mozilla" """)]
    [InlineData("2026-11-20 07:02:45 10.0.0.5 GET /style.css - 443 - 8.8.8.8 Mozilla https://shop.example/success?InvId=12345 200 0 0 31")]
    [InlineData(
        """{"time":"2026-11-20T10:02:45+03:00","request":"GET /style.css HTTP/1.1","status":200,"http_referer":"https://shop.example/success?InvId=12345"}"""
    )]
    [InlineData(
        """{"time":"2026-11-20T10:02:45+03:00","request":"GET /style.css HTTP/1.1","status":200,"http_referer":"https:\/\/shop.example\/"""
            + """success?OutSum=1\u0026InvId=12345"}"""
    )]
    public async Task AddAsync_NumberOnlyInTheReferrer_IsNoNotification(string line)
    {
        var reading = await ReadAsync(line);
        Assert.Equal((LogVerdict.NoneArrived, 1), (reading.Verdict, reading.Mentions));
        reading = await ReadAsync(line, Line("10:02:41", 500, "InvId=12345"));
        Assert.Equal((LogVerdict.Failed, 2), (reading.Verdict, reading.Evidence.Count));
    }

    [Fact]
    public async Task AddAsync_NumberOnlyInTheReferrerOfAnOwnFormat_IsNoNotification()
    {
        foreach (var (format, line) in ((string, string)[])
        [
            ("$status|$http_referer|$request", "200|https://shop.example/success?InvId=12345|GET /style.css HTTP/1.1"),
            ("%>s|%{Referer}i|%r", "200|https://shop.example/success?InvId=12345|GET /style.css HTTP/1.1"),
        ])
        {
            var logs = new ReadLogs("12345", PatternFormat.Parse(format), Slow);
            await logs.AddAsync(new MemoryStream(Encoding.UTF8.GetBytes(line)), null, CancellationToken.None);
            Assert.Equal(LogVerdict.NoneArrived, logs.Result().Verdict);
        }
    }

    [Fact]
    public async Task AddAsync_BodyIsLoggedAndTheBuyerCameBack_OnlyTheNotificationCounts()
    {
        var reading = await ReadAsync(
            """{"time":"2026-11-20T10:02:41+03:00","request":"POST /result HTTP/1.1","status":500,"request_body":"OutSum=1&InvId=12345&SignatureValue=AB"}""",
            """{"time":"2026-11-20T10:03:41+03:00","request":"POST /result HTTP/1.1","status":200,"request_body":"{\"OutSum\":\"1\",\"InvId\": \"12345\"}"}""",
            Line("10:02:45", 200, "InvId=12345&Culture=ru"), Line("10:02:46", 200, "InvId=777&x=12345"));
        Assert.Equal([("POST", 500), ("POST", 200)], reading.Notifications.Select(one => (one.Method, one.Status)));
        Assert.Equal(LogVerdict.Answered, reading.Verdict);
    }

    [Fact]
    public async Task AddAsync_PackedAndWideAndPlainFiles_AreReadTogether()
    {
        var logs = new ReadLogs("12345", null, Slow);
        var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(Line("10:02:41", 500, "InvId=12345")));
        packed.Position = 0;
        await logs.AddAsync(packed, null, CancellationToken.None);
        await logs.AddAsync(
            new MemoryStream([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Line("10:01:41", 502, "InvId=12345") + "\r\n")]),
            null,
            CancellationToken.None
        );
        await logs.AddAsync(
            new MemoryStream(
                Encoding.UTF8.GetBytes(
                    "#Software: Microsoft\n"
                        + "#Fields: date time cs-method cs-uri-stem cs-uri-query c-ip sc-status time-taken\n"
                        + "2026-11-20 07:03:41 GET /r InvId=12345 185.59.216.65 200 15\n"
                )
            ),
            null,
            CancellationToken.None
        );
        Assert.Equal([502, 500, 200], logs.Result().Notifications.Select(one => one.Status));
    }

    [Fact]
    public async Task AddAsync_BrokenGzip_SaysSo() =>
        await Assert.ThrowsAsync<InvalidDataException>(() =>
            new ReadLogs("1", null, Slow).AddAsync(new MemoryStream([0x1F, 0x8B, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]), null, CancellationToken.None)
        );

    [Fact]
    public async Task AddAsync_GzipThatIsCutOff_KeepsWhatCameAndSaysSo()
    {
        var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.NoCompression, leaveOpen: true))
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Line("10:02:41", 500, "InvId=12345") + "\n", 3_000))));
        var logs = new ReadLogs("12345", null, Slow);
        await logs.AddAsync(new MemoryStream(packed.ToArray()[..200_000]), null, CancellationToken.None);
        Assert.Equal(1, logs.Result().BrokenFiles);
        Assert.InRange(logs.Result().Notifications.Count, 1_000, 2_999);
        packed.Position = 0;
        logs = new ReadLogs("12345", null, Slow);
        await logs.AddAsync(packed, null, CancellationToken.None);
        Assert.Equal((0, 3_000), (logs.Result().BrokenFiles, logs.Result().Notifications.Count));
    }

    [Fact]
    public async Task AddAsync_FloodOfLinesThatOnlyMentionIt_LeavesRoomForThoseThatNameIt()
    {
        var logs = new ReadLogs("12345", null, Slow);
        await logs.AddAsync(
            new RepeatedStream(Encoding.UTF8.GetBytes(Line("10:02:41", 200, "page=12345") + "\n"), ReadLogs.MostNotifications + 10),
            null,
            CancellationToken.None
        );
        await logs.AddAsync(new MemoryStream(Encoding.UTF8.GetBytes(Line("10:03:41", 500, "InvId=12345"))), null, CancellationToken.None);
        var reading = logs.Result();
        Assert.Equal((500, LogVerdict.Failed), (Assert.Single(reading.Notifications).Status, reading.Verdict));
        Assert.Equal(ReadLogs.MostEvidence, reading.Evidence.Count);
        Assert.Contains("InvId=12345", reading.Evidence[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddAsync_PieceOfAnIisLog_TakesTheUsualColumnsAndSaysSo()
    {
        const string line = "2026-11-20 07:03:41 10.0.0.5 GET /pay/result OutSum=1&InvId=12345 443 - 185.59.216.65 Robokassa - 500 0 0 31";
        var reading = await ReadAsync(line);
        Assert.Equal(
            (true, 500, "185.59.216.65", 31d),
            (
                reading.AssumesColumns,
                reading.Notifications[0].Status,
                reading.Notifications[0].Remote,
                reading.Notifications[0].Duration!.Value.TotalMilliseconds
            )
        );
        Assert.False(
            (
                await ReadAsync(
                    "#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip "
                        + "cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status time-taken",
                    line
                )
            ).AssumesColumns
        );
        Assert.Empty((await ReadAsync(line.Replace("GET", "7", StringComparison.Ordinal))).Notifications);
    }

    [Theory]
    // As many columns, but others: without the referrer and with the bytes sent; with the protocol and without the referrer;
    // with the name of the site and without the address of the server.
    [InlineData("2026-11-20 07:03:41 10.0.0.5 GET /pay/result InvId=12345 443 - 185.59.216.65 Robokassa 500 0 0 1270 31")]
    [InlineData("2026-11-20 07:03:41 10.0.0.5 GET /pay/result InvId=12345 443 - 185.59.216.65 HTTP/1.1 Robokassa 500 0 0 31")]
    [InlineData("2026-11-20 07:03:41 W3SVC1 GET /pay/result InvId=12345 443 - 185.59.216.65 Robokassa - 500 0 0 31")]
    [InlineData("2026-11-20 07:03:41 10.0.0.5 GET /pay/result InvId=12345 443 - 31 Robokassa - 500 0 0 31")]
    [InlineData("2026-11-20 07:03:41 10.0.0.5 GET /pay/result InvId=12345 443 - 185.59.216.65 Robokassa - 50 0 0 31")]
    public async Task AddAsync_PieceOfAnIisLogOfOtherColumns_TakesNoneForThem(string line)
    {
        var reading = await ReadAsync(line);
        Assert.Equal((0, false, line), (reading.Notifications.Count, reading.AssumesColumns, Assert.Single(reading.Evidence)));
    }

    [Fact]
    public async Task AddAsync_GzipThatIsCutOffBeforeItSaysAnything_LeavesTheOthers()
    {
        var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(Line("10:02:41", 500, "InvId=12345")));
        var logs = new ReadLogs("12345", null, Slow);
        await logs.AddAsync(new MemoryStream(Encoding.UTF8.GetBytes(Line("10:02:41", 500, "InvId=12345"))), null, CancellationToken.None);
        await logs.AddAsync(new MemoryStream(packed.ToArray()[..12]), null, CancellationToken.None);
        Assert.Equal((1, 1, 1), (logs.Result().BrokenFiles, logs.Result().Lines, logs.Result().Notifications.Count));
    }

    [Fact]
    public async Task AddAsync_GzipThatIsCutOffInALine_KeepsTheLineAndGuessesNothing()
    {
        // The line goes on behind what came: a duration, a number.
        Assert.Equal((500, null), await HalfAsync(Line("10:02:41", 500, "InvId=12345") + " 3", null));
        Assert.Null(await HalfAsync("500 /result?InvId=12345", PatternFormat.Parse("$status $request_uri")));

        static async Task<(int, TimeSpan?)?> HalfAsync(string half, PatternFormat? format)
        {
            var packed = new MemoryStream();
            await using (var gzip = new GZipStream(packed, CompressionLevel.NoCompression, leaveOpen: true))
                await gzip.WriteAsync(Encoding.UTF8.GetBytes(half + "1.250\n"));
            var logs = new ReadLogs("12345", format, Slow);
            var end = packed.ToArray().AsSpan().LastIndexOf("1.250\n"u8);
            await logs.AddAsync(new MemoryStream(packed.ToArray()[..end]), null, CancellationToken.None);
            var reading = logs.Result();
            Assert.Equal((1, 1, half), (reading.BrokenFiles, reading.Lines, Assert.Single(reading.Evidence)));
            return reading.Notifications is [var one] ? (one.Status, one.Duration) : null;
        }
    }

    [Fact]
    public void AddAsync_AnySplitOfTheBytes_ReadsTheSame()
    {
        string[] lines =
        [
            Line("10:02:41", 500, "InvId=12345"),
            "",
            new string('x', 200_000) + " InvId=12345",
            Line("10:02:42", 302, "InvId=12345") + "\r",
            "tail 12345",
        ];
        var bytes = Encoding.UTF8.GetBytes(string.Join('\n', lines));
        var whole = Read(new MemoryStream(bytes));
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(200).WithReplay(20261126, 7),
            Prop.ForAll(Gen.Choose(1, 100_000).NonEmptyListOf().ToArbitrary(), sizes => Read(new PiecesStream(bytes, [.. sizes])) == whole));

        static string Read(Stream stream)
        {
            var logs = new ReadLogs("12345", null, Slow);
            logs.AddAsync(stream, null, CancellationToken.None).GetAwaiter().GetResult();
            var reading = logs.Result();
            return $"{reading.Lines} {reading.Mentions} {string.Join(',', reading.Notifications)} {string.Join('|', reading.Evidence)}";
        }
    }

    [Fact]
    public async Task AddAsync_HugeLog_TakesNoMoreMemory()
    {
        const int repeats = 1_000_000;
        var moved = 0L;
        // The stream never waits, so all of it happens on this thread.
        var before = GC.GetAllocatedBytesForCurrentThread();
        var logs = new ReadLogs("12345", null, Slow);
        await logs.AddAsync(
            new RepeatedStream(Encoding.UTF8.GetBytes(Line("10:02:41", 200, "InvId=777") + "\n"), repeats),
            count => moved = count,
            CancellationToken.None
        );
        Assert.Equal((repeats, LogVerdict.NoneArrived), (logs.Result().Lines, logs.Result().Verdict));
        Assert.True(moved > 100_000_000);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 40_000_000);
    }

    [NginxFact]
    public async Task AddAsync_LogThatNginxWrote_TellsWhatHappened()
    {
        await using var nginx = await NginxShop.StartAsync();
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        foreach (var path in (string[])["plain", "moved", "plain"])
            await http.GetAsync(new Uri($"http://127.0.0.1:{nginx.PlainPort}/{path}?OutSum=1&InvId=12345&SignatureValue=AB"));
        await http.GetAsync(new Uri($"http://127.0.0.1:{nginx.PlainPort}/plain?OutSum=1&InvId=54321"));
        await nginx.UntilLoggedAsync("GET", 4);
        var logs = new ReadLogs("12345", null, Slow);
        await logs.AddAsync(new MemoryStream(Encoding.UTF8.GetBytes(nginx.AccessLog)), null, CancellationToken.None);
        var reading = logs.Result();
        Assert.Equal([("/plain", 200), ("/moved", 301), ("/plain", 200)], reading.Notifications.Select(one => (one.Path, one.Status)));
        Assert.Equal(LogVerdict.Duplicated, reading.Verdict);
        Assert.All(reading.Notifications, one => Assert.Equal("127.0.0.1", one.Remote));
    }

    private static string Line(string time, int status, string query) =>
        $"185.59.216.65 - - [20/Nov/2026:{time} +0300] \"GET /result?OutSum=10.00&{query}&SignatureValue=AB HTTP/1.1\" {status} 7 \"-\" \"-\"";

    private static async Task<LogReading> ReadAsync(params string[] lines)
    {
        var logs = new ReadLogs("12345", null, Slow);
        await logs.AddAsync(new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines))), null, CancellationToken.None);
        return logs.Result();
    }

    /// <summary>Gives its bytes in pieces of the sizes named, in turn.</summary>
    private sealed class PiecesStream(byte[] bytes, int[] sizes) : MemoryStream(bytes)
    {
        private int turn;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, sizes[turn++ % sizes.Length])], cancellationToken);
    }

    private sealed class RepeatedStream(byte[] piece, int times) : MemoryStream
    {
        private long at;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = (int)Math.Min(buffer.Length, ((long)piece.Length * times) - at);
            for (var done = 0; done < count;)
            {
                var from = (int)((at + done) % piece.Length);
                var some = Math.Min(piece.Length - from, count - done);
                piece.AsSpan(from, some).CopyTo(buffer.Span[done..]);
                done += some;
            }

            at += count;
            return ValueTask.FromResult(count);
        }
    }
}
