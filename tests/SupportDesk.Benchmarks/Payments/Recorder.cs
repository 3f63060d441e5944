using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SupportDesk.Benchmarks.Email;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Settings.Shops;
using SupportDesk.Kernel;
using SupportDesk.Robokassa;

namespace SupportDesk.Benchmarks.Payments;

/// <summary>Distinct signed notifications over 32 connections, each answered when it is on the disk; then the same ones again.</summary>
internal sealed class Recorder : Scenario
{
    private const int Connections = 32;
    private const string BaselineName = "Kestrel that reads the same requests and answers a constant";

    public override string Name => "recorder";

    public override IEnumerable<Result> Run(bool quick) => MeasureAsync(quick ? 1_500 : 10_000, quick ? 2 : 5).GetAwaiter().GetResult();

    private async Task<IReadOnlyList<Result>> MeasureAsync(int count, int rounds)
    {
        await using var desk = await BenchDesk.StartAsync();
        var address = new Uri(await desk.ServeAsync(), "/robokassa/lavka-tmin/result");
        await AddShopAsync(desk);
        await using var constant = await ConstantAsync();
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Connections }) { DefaultRequestVersion = HttpVersion.Version11 };
        var (next, latencies) = (1L, new List<double>());
        var (bodies, turn) = (Array.Empty<byte[]>(), 0);
        // A server runs for weeks: what the compiler learns in the first tens of thousands of requests belongs to no round.
        Measure(rounds > 2 ? 3 : 0);
        var series = Measure(rounds);
        Rounds.Series[] Measure(int times) => Rounds.RunPrepared(
            times,
            // The second rival repeats what the first has sent; the third gets the same bytes. Signing them is not measured.
            () =>
            {
                if (turn++ % 3 != 0)
                    return;
                bodies = Bodies(next, count);
                next += count;
            },
            () => latencies = SendAsync(http, address, bodies, "OK").GetAwaiter().GetResult(),
            () => SendAsync(http, address, bodies, "OK").GetAwaiter().GetResult(),
            () => SendAsync(http, new Uri(constant.Urls.First()), bodies, "OK").GetAwaiter().GetResult());
        var sorted = latencies.Order().ToList();
        return
        [
            Compare(series[0], series[2], BaselineName, count, "notifications/s", scale: 1),
            Compare(series[1], series[0], "the same notifications for the first time", count, "repetitions/s", scale: 1) with
            {
                Scenario = Name + ", repeated",
            },
            new Result(
                Name + ", p99",
                sorted[sorted.Count * 99 / 100],
                "ms",
                20,
                "goal: at most",
                null,
                $"median {sorted[sorted.Count / 2].ToString("F1", CultureInfo.InvariantCulture)} ms",
                null,
                Machine.Describe()
            ),
        ];
    }

    private static byte[][] Bodies(long from, int count) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(i => string.Create(CultureInfo.InvariantCulture, $"{from + i}"))
                .Select(invId =>
                    Encoding.ASCII.GetBytes(
                        $"OutSum=2480.000000&InvId={invId}&EMail=anna%40buyer.example"
                            + $"&PaymentMethod=BankCard&IncCurrLabel=BankCardPSR&Shp_order=A-{invId}"
                            + "&SignatureValue="
                            + SignatureHash.Compute(SignatureAlgorithm.Md5, $"2480.000000:{invId}:live-two:Shp_order=A-{invId}").ToUpperInvariant()
                    )
                ),
        ];

    private static async Task<List<double>> SendAsync(HttpClient http, Uri address, byte[][] bodies, string beginning)
    {
        var at = -1;
        var took = new double[bodies.Length];
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref at); i < bodies.Length; i = Interlocked.Increment(ref at))
            {
                var start = Stopwatch.GetTimestamp();
                using var content = new ByteArrayContent(bodies[i]);
                content.Headers.ContentType = new("application/x-www-form-urlencoded");
                using var answer = await http.PostAsync(address, content);
                var text = await answer.Content.ReadAsStringAsync();
                if (!text.StartsWith(beginning, StringComparison.Ordinal))
                    throw new InvalidOperationException($"The answer was {(int)answer.StatusCode} {text}.");
                took[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            }
        })));
        return [.. took];
    }

    private static async Task<WebApplication> ConstantAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Run(async http =>
        {
            using var reader = new StreamReader(http.Request.Body);
            await reader.ReadToEndAsync();
            await http.Response.WriteAsync("OK1");
        });
        await app.StartAsync();
        return app;
    }

    private static async Task AddShopAsync(BenchDesk desk)
    {
        var shop = new Shop { Id = Guid.CreateVersion7(), Name = "Лавка «Тмин»", MerchantLogin = "lavka-tmin" };
        await desk.DataAsync(db =>
        {
            db.Add(shop);
            return db.SaveChangesAsync();
        });
        var saved = await desk.UseAsync<SaveShop, Result<Unit>>(save =>
            save.RunAsync(
                new SaveShop.Input(shop.Id, "md5", [null, "live-two", null, null], [false, false, false, false], null, false, null, false),
                new Actor(null, "Benchmark", null, DeskRole.Admin, null),
                CancellationToken.None
            )
        );
        if (!saved.Ok)
            throw new InvalidOperationException(saved.Problems[0].Code);
    }
}
