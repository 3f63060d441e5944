using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Payments.Notifications;
using SupportDesk.Features.Settings.Shops;
using SupportDesk.Kernel;
using SupportDesk.Robokassa;
using SupportDesk.Tests.Features.Diagnostics.Probe;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Payments.Notifications;

/// <summary>The addresses for notifications behind a real Kestrel, as the provider calls it.</summary>
public sealed class NotificationEndpointTests
{
    private const string Password2 = "live-two";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Result_SignedNotification_IsStoredOnceAndAnswered(bool byGet)
    {
        await using var desk = await StartAsync();
        using var http = desk.CreateClient();
        for (var i = 0; i < 3; i++)
        {
            var (status, type, text) = await NotifyAsync(http, Signed("12345", Password2), byGet);
            Assert.Equal((HttpStatusCode.OK, "text/plain", "OK12345"), (status, type, text));
        }

        var row = await OneAsync(desk, n => n.Repeats == 2);
        Assert.Equal(
            (NotificationVerdict.Verified, "12345", "10.000000", ForwardState.None, true),
            (row.Verdict, row.InvId, row.OutSum, row.Forward, row.IsWhole)
        );
    }

    [Fact]
    public async Task Result_WrongSignature_IsStoredAndRefused()
    {
        await using var desk = await StartAsync();
        using var http = desk.CreateClient();
        var (status, type, text) = await NotifyAsync(http, Signed("12345", "another"), byGet: false);
        Assert.Equal((HttpStatusCode.BadRequest, "text/plain", "bad sign"), (status, type, text));
        Assert.Equal(NotificationVerdict.WrongSignature, (await OneAsync(desk, _ => true)).Verdict);
    }

    [Fact]
    public async Task Result_PasswordEnteredLater_RepetitionIsTaken()
    {
        await using var desk = await StartAsync(password2: null);
        using var http = desk.CreateClient();
        Assert.Equal("bad sign", (await NotifyAsync(http, Signed("5", Password2), false)).Text);
        Assert.Equal(NotificationVerdict.Unchecked, (await OneAsync(desk, _ => true)).Verdict);
        await SaveAsync(desk, Password2);
        Assert.Equal("OK5", (await NotifyAsync(http, Signed("5", Password2), false)).Text);
        Assert.Equal(2, await desk.ReadAsync(db => db.Notifications.CountAsync()));
    }

    [Fact]
    public async Task Result_NoSuchShopOrNoNumber_IsRefusedAndNotStored()
    {
        await using var desk = await StartAsync();
        using var http = desk.CreateClient();
        using var foreign = await http.PostAsync(new Uri("/robokassa/nobody/result", UriKind.Relative), new FormUrlEncodedContent(Signed("5", Password2)));
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        Assert.Equal("InvId is missing", (await NotifyAsync(http, [new("OutSum", "1"), new("SignatureValue", "ab")], false)).Text);
        using var huge = await http.PostAsync(
            new Uri("/robokassa/lavka-tmin/result", UriKind.Relative),
            new StringContent("OutSum=" + new string('1', 100_000), Encoding.ASCII, "application/x-www-form-urlencoded")
        );
        Assert.Equal(HttpStatusCode.BadRequest, huge.StatusCode);
        Assert.Equal(0, await desk.ReadAsync(db => db.Notifications.CountAsync()));
    }

    [Fact]
    public async Task Result_CardNumberInAField_IsHiddenOnTheDisk()
    {
        await using var desk = await StartAsync();
        using var http = desk.CreateClient();
        await NotifyAsync(http, [.. Signed("4111111111111111", Password2), new("Comment", "4111 1111 1111 1111")], false);
        var row = await OneAsync(desk, _ => true);
        Assert.Equal((false, NotificationVerdict.Verified), (row.IsWhole, row.Verdict));
        Assert.DoesNotContain("4111 1111 1111 1111", row.Fields, StringComparison.Ordinal);
        // A number of an invoice is evidence, whatever it looks like.
        Assert.Contains("4111111111111111", row.Fields, StringComparison.Ordinal);
    }

    [Fact]
    public async Task T89_Result_SecretsOfEveryKind_AreHiddenOnTheDisk()
    {
        await using var desk = await StartAsync();
        using var http = desk.CreateClient();
        await NotifyAsync(
            http,
            [
                .. Signed("5", Password2), new("cvv", "737"), new("password", "Qwerty123"), new("Cookie", "sid=9f8e7d6c5b4a3210ffee"),
                new("4111111111111111", "1"),
            ],
            false
        );
        var row = await OneAsync(desk, _ => true);
        Assert.Equal((NotificationVerdict.Verified, false), (row.Verdict, row.IsWhole));
        foreach (var secret in new[] { "737", "Qwerty123", "9f8e7d6c5b4a3210ffee", "4111111111111111" })
            Assert.DoesNotContain(secret, row.Fields, StringComparison.Ordinal);
    }

    [Fact]
    public async Task T89_Result_Forged_IsMaskedInEveryFieldAndBounded()
    {
        await using var desk = await StartAsync();
        using var http = desk.CreateClient();
        KeyValuePair<string, string>[] forged =
        [
            new("OutSum", "4111111111111111"), new("InvId", "4111 1111 1111 1111" + new string('7', 50_000)), new("SignatureValue", "4111111111111111"),
            new("Shp_cvv", "737"), .. Enumerable.Range(0, 150).Select(i => KeyValuePair.Create($"Shp_{i}", new string('x', 50))),
        ];
        Assert.Equal("bad sign", (await NotifyAsync(http, forged, false)).Text);
        var row = await OneAsync(desk, _ => true);
        Assert.True(row.Fields.Length < 10_000, $"{row.Fields.Length}");
        Assert.True(row.InvId.Length < 150, row.InvId);
        Assert.DoesNotContain("4111", row.Fields + row.InvId + row.OutSum, StringComparison.Ordinal);
        Assert.DoesNotContain("737", row.Fields, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Result_ManyForgedOfOneNetwork_AreAnsweredAndNotAllKept()
    {
        await using var desk = await StartAsync();
        using var http = desk.CreateClient();
        for (var i = 0; i < 130; i++)
            Assert.Equal("bad sign", (await NotifyAsync(http, Signed($"{i}", "another"), false)).Text);
        Assert.Equal(100, await desk.ReadAsync(db => db.Notifications.CountAsync()));
        Assert.Equal("OK777", (await NotifyAsync(http, Signed("777", Password2), false)).Text);
    }

    [Fact]
    public async Task Result_SignedOverWindows1251_IsVerifiedAndReadable()
    {
        await using var desk = await StartAsync();
        using var http = desk.CreateClient();
        var windows1251 = CodePagesEncodingProvider.Instance.GetEncoding(1251)!;
        var signature = SignatureHash.Compute(SignatureAlgorithm.Md5, $"10.000000:5:{Password2}:Shp_name=Привет", windows1251);
        using var body = new StringContent(
            $"OutSum=10.000000&InvId=5&SignatureValue={signature}&Shp_name=%CF%F0%E8%E2%E5%F2", Encoding.ASCII, "application/x-www-form-urlencoded");
        using var answer = await http.PostAsync(new Uri("/robokassa/lavka-tmin/result", UriKind.Relative), body);
        Assert.Equal("OK5", await answer.Content.ReadAsStringAsync());
        Assert.Contains("Привет", (await OneAsync(desk, _ => true)).Fields, StringComparison.Ordinal);
    }

    [NginxFact]
    public async Task Forward_SomethingHadToBeHidden_GoesOnAtOnceFromMemoryAndNeverAgain()
    {
        await using var nginx = await NginxShop.StartAsync();
        await using var desk = await DeskFixture.ServeAsync(null, ("Doctor:AllowPrivateAddresses", "true"));
        using var http = desk.CreateClient();
        await SaveAsync(desk, Password2, $"http://127.0.0.1:{nginx.PlainPort}/plain", $"127.0.0.1:{nginx.PlainPort}", forwards: true);
        var signature = SignatureHash.Compute(SignatureAlgorithm.Md5, $"{NginxShop.OutSum}:{NginxShop.InvId}:{NginxShop.TestPassword2}").ToUpperInvariant();
        KeyValuePair<string, string>[] fields =
        [
            new("OutSum", NginxShop.OutSum), new("InvId", NginxShop.InvId), new("IsTest", "1"), new("SignatureValue", signature),
            new("Comment", "4111 1111 1111 1111"),
        ];
        Assert.Equal("OK" + NginxShop.InvId, (await NotifyAsync(http, fields, false)).Text);
        await desk.UseAsync<ForwardAtOnce, bool>(async atOnce =>
        {
            await atOnce.IdleAsync();
            return true;
        });
        var row = await OneAsync(desk, _ => true);
        Assert.Equal((ForwardState.Done, "200: OK" + NginxShop.InvId, false), (row.Forward, row.ForwardReply, row.IsWhole));
        Assert.DoesNotContain("4111 1111", row.Fields, StringComparison.Ordinal);
        var again = await desk.UseAsync<ReplayNotification, Result<Unit>>(replay => replay.RunAsync(row.Id, desk.Merchant, CancellationToken.None));
        Assert.Equal("ReplayHidden", again.Problems[0].Code);
        Assert.Equal(0, await ForwardAsync(desk));
    }

    [Fact]
    public async Task Result_ManyAtOnce_EachIsStoredOnce()
    {
        await using var desk = await StartAsync();
        using var http = desk.CreateClient();
        var answers = await Task.WhenAll(Enumerable.Range(0, 400).Select(i => NotifyAsync(http, Signed($"{1 + (i % 200)}", Password2), i % 2 == 0)));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        Assert.Equal(
            (200, 200),
            await desk.ReadAsync(async db => (await db.Notifications.CountAsync(), await db.Notifications.Select(n => n.InvId).Distinct().CountAsync()))
        );
    }

    [NginxFact]
    public async Task Forward_ShopIsDownAndComesBack_GetsItAsItCame()
    {
        await using var nginx = await NginxShop.StartAsync();
        await using var desk = await DeskFixture.ServeAsync(null, ("Doctor:AllowPrivateAddresses", "true"));
        using var http = desk.CreateClient();
        var fields = new List<KeyValuePair<string, string>>
        {
            new("OutSum", NginxShop.OutSum),
            new("InvId", NginxShop.InvId),
            new("IsTest", "1"),
            new(
                "SignatureValue",
                SignatureHash.Compute(SignatureAlgorithm.Md5, $"{NginxShop.OutSum}:{NginxShop.InvId}:{NginxShop.TestPassword2}").ToUpperInvariant()
            ),
        };
        await SaveAsync(desk, Password2, $"http://127.0.0.1:{nginx.PlainPort}/moved", $"127.0.0.1:{nginx.PlainPort}", forwards: true);
        Assert.Equal("OK" + NginxShop.InvId, (await NotifyAsync(http, fields, false)).Text);
        Assert.Equal(1, await ForwardAsync(desk));
        var row = await OneAsync(desk, _ => true);
        Assert.Equal((ForwardState.Waiting, 1), (row.Forward, row.ForwardAttempts));
        Assert.StartsWith("301:", row.ForwardReply, StringComparison.Ordinal);
        Assert.Equal(0, await ForwardAsync(desk));

        await SaveAsync(desk, null, $"http://127.0.0.1:{nginx.PlainPort}/plain", $"127.0.0.1:{nginx.PlainPort}", forwards: true);
        desk.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1, await ForwardAsync(desk));
        row = await OneAsync(desk, _ => true);
        Assert.Equal((ForwardState.Done, "200: OK" + NginxShop.InvId), (row.Forward, row.ForwardReply));

        // Once more by hand; a stranger cannot.
        var refused = await desk.UseAsync<ReplayNotification, Result<Unit>>(replay => replay.RunAsync(row.Id, desk.Stranger, CancellationToken.None));
        Assert.Equal("NotFound", refused.Problems[0].Code);
        Assert.True((await desk.UseAsync<ReplayNotification, Result<Unit>>(replay => replay.RunAsync(row.Id, desk.Merchant, CancellationToken.None))).Ok);
        Assert.Equal(1, await ForwardAsync(desk));
        await nginx.UntilLoggedAsync("POST", 3);
        Assert.Equal(3, nginx.CountLogged("POST"));
    }

    [Fact]
    public async Task T48_Forward_HostThatIsNotListed_IsNotCalled()
    {
        await using var desk = await StartAsync();
        using var http = desk.CreateClient();
        await SaveAsync(desk, Password2, "https://evil.example/result", "shop.example", forwards: true);
        await NotifyAsync(http, Signed("5", Password2), false);
        await ForwardAsync(desk);
        Assert.Equal(ForwardState.Failed, (await OneAsync(desk, _ => true)).Forward);
    }

    [Fact]
    public async Task State_SignedByTheProvider_IsStoredAndForgedIsRefused()
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=Payments", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(
            new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero),
            new(2040, 1, 1, 0, 0, 0, TimeSpan.Zero)
        );
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, certificate.ExportCertificatePem());
        await using var desk = await DeskFixture.ServeAsync(null, ("Doctor:Certificates", file));
        using var http = desk.CreateClient();
        var text = $"{Encode("""{"alg":"RS256"}""")}.{Encode("""{"data":{"shop":"lavka-tmin","invId":"5","incSum":"10.00","state":"HOLD"}}""")}";
        var signed = key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var token = $"{text}.{System.Buffers.Text.Base64Url.EncodeToString(signed)}";
        foreach (var (body, status) in new[] { (token, HttpStatusCode.OK), (token, HttpStatusCode.OK), (token[..^4] + "AAAA", HttpStatusCode.BadRequest) })
        {
            using var answer = await http.PostAsync(
                new Uri("/robokassa/lavka-tmin/state", UriKind.Relative),
                new StringContent(body, Encoding.ASCII, "application/json")
            );
            Assert.Equal(status, answer.StatusCode);
        }

        var rows = await desk.ReadAsync(db => db.Notifications.OrderBy(n => n.Verdict).ToListAsync());
        Assert.Equal(
            [(NotificationVerdict.Verified, "5", "HOLD"), (NotificationVerdict.WrongSignature, "", "?")],
            rows.Select(row => (row.Verdict, row.InvId, row.State!))
        );
        File.Delete(file);

        static string Encode(string json) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
    }

    [Fact]
    public async Task T52_List_OtherShop_IsEmpty()
    {
        await using var desk = await StartAsync();
        using var http = desk.CreateClient();
        await NotifyAsync(http, Signed("5", Password2), false);
        var input = new ListNotifications.Input(desk.Shop.Id, "5");
        Assert.Empty(
            (await desk.UseAsync<ListNotifications, KeyedPage<ListNotifications.Row>>(list => list.RunAsync(input, desk.Stranger, CancellationToken.None))).Rows
        );
        Assert.Single(
            (await desk.UseAsync<ListNotifications, KeyedPage<ListNotifications.Row>>(list => list.RunAsync(input, desk.Merchant, CancellationToken.None))).Rows
        );
    }

    private static async Task<DeskFixture> StartAsync(string? password2 = Password2)
    {
        var desk = await DeskFixture.ServeAsync();
        await SaveAsync(desk, password2);
        return desk;
    }

    private static async Task SaveAsync(DeskFixture desk, string? password2, string? url = null, string? hosts = null, bool forwards = false) =>
        Assert.True(
            (
                await desk.UseAsync<SaveShop, Result<Unit>>(save =>
                    save.RunAsync(
                        new SaveShop.Input(
                            desk.Shop.Id,
                            "md5",
                            [null, password2, null, NginxShop.TestPassword2],
                            [false, false, false, false],
                            url,
                            false,
                            hosts,
                            forwards
                        ),
                        desk.Admin,
                        CancellationToken.None
                    )
                )
            ).Ok
        );

    private static Task<int> ForwardAsync(DeskFixture desk) => desk.UseAsync<ForwardNotifications, int>(forward => forward.RunAsync(CancellationToken.None));

    internal static List<KeyValuePair<string, string>> Signed(string invId, string password) =>
        [
            new("OutSum", "10.000000"),
            new("InvId", invId),
            new("SignatureValue", SignatureHash.Compute(SignatureAlgorithm.Md5, $"10.000000:{invId}:{password}:Shp_a=б").ToUpperInvariant()),
            new("Shp_a", "б"),
        ];

    internal static async Task<(HttpStatusCode Status, string? Type, string Text)> NotifyAsync(
        HttpClient http,
        IReadOnlyList<KeyValuePair<string, string>> fields,
        bool byGet,
        string login = "lavka-tmin"
    )
    {
        var path = $"/robokassa/{login}/result";
        using var form = new FormUrlEncodedContent(fields);
        using var answer = byGet
            ? await http.GetAsync(new Uri($"{path}?{await form.ReadAsStringAsync()}", UriKind.Relative))
            : await http.PostAsync(new Uri(path, UriKind.Relative), form);
        return (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, await answer.Content.ReadAsStringAsync());
    }

    // Repetitions are written down by and by.
    private static async Task<Notification> OneAsync(DeskFixture desk, Func<Notification, bool> until)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var row = await desk.ReadAsync(db => db.Notifications.AsNoTracking().SingleAsync(timeout.Token));
            if (until(row))
                return row;
        }
    }
}
