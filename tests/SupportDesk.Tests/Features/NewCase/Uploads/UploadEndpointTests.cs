using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Features.Files.Uploads;
using SupportDesk.Kernel;
using SupportDesk.Tests.Features.Files.Pictures;
using SupportDesk.Tests.Features.NewCase.Drafts;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.NewCase.Uploads;

public sealed class UploadEndpointTests(ServedDesk served) : IClassFixture<ServedDesk>
{
    private const string Pan = "4111111111111111";

    [Fact]
    public async Task Post_LogWithCardNumbers_IsStoredMaskedAndCounted()
    {
        await using var desk = await DeskFixture.ServeAsync();
        using var client = await desk.SignInAsync(desk.Merchant);
        var draft = await DraftTests.StartAsync(desk);
        var log = string.Concat(Enumerable.Range(0, 20_000).Select(i => i % 1000 == 7 ? $"{i} pan={Pan} 2200 7007 1234 5671\n" : $"{i} GET /catalog\n"));
        using var answer = await PostAsync(client, draft, Encoding.UTF8.GetBytes(log));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var file = await desk.ReadAsync(db => db.Attachments.SingleAsync());
        Assert.Equal((20_000, draft, "access.log"), (file.Lines, file.DraftId, file.Name));
        Assert.True(file.HiddenCount >= 20, file.HiddenCount.ToString(System.Globalization.CultureInfo.InvariantCulture));
        foreach (var path in Directory.EnumerateFiles(desk.Folder, "*", SearchOption.AllDirectories))
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            Assert.DoesNotContain(Pan, await reader.ReadToEndAsync(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(new byte[] { 0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0, 1, 2, 3, 0, 255 }, 415, "PictureNotRedacted")]
    [InlineData(new byte[] { 0x25, 0x50, 0x44, 0x46, 13, 10, 26, 10, 0, 0, 0, 13, 0, 1, 2, 3, 0, 255 }, 415, "FileNotText")]
    [InlineData(new byte[0], 400, "FileEmpty")]
    public async Task T46_Post_NoText_IsRefusedInWordsAndLeavesNothing(byte[] body, int status, string code)
    {
        var desk = served.Desk;
        using var client = await desk.SignInAsync(desk.Merchant);
        using var answer = await PostAsync(client, await DraftTests.StartAsync(desk), body);
        await AssertRefusedAsync(desk, answer, status, code);
    }

    [Fact]
    public async Task T46_Post_PictureFromTheDialog_IsStoredWithoutItsNotes()
    {
        await using var desk = await DeskFixture.ServeAsync();
        using var client = await desk.SignInAsync(desk.Merchant);
        using var answer = await PostAsync(
            client,
            await DraftTests.StartAsync(desk),
            PngBytes.Picture(4, 3, PngBytes.Chunk("tEXt", PngBytes.Text("a\0b"))),
            query: "&redacted=1"
        );
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var stored = await File.ReadAllBytesAsync(Assert.Single(Blobs(desk)));
        PictureAssert.HoldsPixelsOnly(stored);
        PictureAssert.LooksExactlyLike(PngBytes.Picture(), stored);
        Assert.False((await desk.ReadAsync(db => db.Attachments.SingleAsync())).PendingReview);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Post_OverTheLimit_IsRefusedAndLeavesNothing(bool chunked)
    {
        await using var desk = await DeskFixture.ServeAsync(settings: ("Upload:MaxBytes", "100000"));
        using var client = await desk.SignInAsync(desk.Merchant);
        using var answer = await PostAsync(client, await DraftTests.StartAsync(desk), Encoding.UTF8.GetBytes(new string('a', 200_000)), chunked: chunked);
        await AssertRefusedAsync(desk, answer, 413, "FileTooLarge");
    }

    [Fact]
    public async Task Post_ConnectionCut_LeavesNeitherRowNorBytes()
    {
        await using var desk = await DeskFixture.ServeAsync();
        var cookie = await CookieAsync(desk);
        var draft = await DraftTests.StartAsync(desk);
        var progress = desk.Services.GetRequiredService<UploadProgress>();
        var upload = Guid.NewGuid();
        using (var tcp = new TcpClient())
        {
            await tcp.ConnectAsync(IPAddress.Loopback, desk.Address.Port);
            var stream = tcp.GetStream();
            await stream.WriteAsync(
                Encoding.ASCII.GetBytes(
                    $"POST /desk/drafts/{draft}/files?upload={upload} HTTP/1.1\r\n"
                        + $"Host: {desk.Address.Authority}\r\n"
                        + $"Cookie: {cookie}\r\n"
                        + "Sec-Fetch-Site: same-origin\r\n"
                        + "X-File-Name: a.log\r\n"
                        + "Content-Length: 90000000\r\n\r\n"
                )
            );
            await stream.WriteAsync(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat($"pan={Pan}\n", 50_000))));
            await UntilAsync(() => progress.Of(UploadTarget.OfDraft(draft)).Any(running => running.Bytes > 0));
            Assert.NotEmpty(Blobs(desk));
            tcp.Client.LingerState = new LingerOption(true, 0);
        }

        await UntilAsync(() => progress.Of(UploadTarget.OfDraft(draft)) is [{ Problem.Code: "FileCutOff" }]);
        Assert.Empty(Blobs(desk));
        Assert.Equal(0, await desk.ReadAsync(db => db.Attachments.CountAsync()));
    }

    [Fact]
    public async Task T52_Post_ToAForeignDraft_IsNotFound()
    {
        await using var desk = await DeskFixture.ServeAsync();
        var draft = await DraftTests.StartAsync(desk);
        foreach (var other in new[] { desk.Stranger, desk.Admin })
        {
            using var client = await desk.SignInAsync(other);
            using var answer = await PostAsync(client, draft, "text\n"u8.ToArray());
            await AssertRefusedAsync(desk, answer, 404, "NotFound");
        }
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("X-None", "1")]
    public async Task T70_Post_FromAnotherSite_IsRefused(string header, string value)
    {
        var desk = served.Desk;
        using var client = await desk.SignInAsync(desk.Merchant);
        using var request = Request(await DraftTests.StartAsync(desk), "text\n"u8.ToArray(), chunked: false);
        request.Headers.Remove("Sec-Fetch-Site");
        request.Headers.TryAddWithoutValidation(header, value);
        using var answer = await client.SendAsync(request);
        await AssertRefusedAsync(desk, answer, 403, "UploadForeign");
    }

    [Fact]
    public async Task Post_SignedOut_IsToldSoInsteadOfASignInPage()
    {
        await using var desk = await DeskFixture.ServeAsync();
        using var client = desk.CreateClient();
        using var answer = await PostAsync(client, await DraftTests.StartAsync(desk), "text\n"u8.ToArray());
        await AssertRefusedAsync(desk, answer, 401, "UploadSignedOut");
    }

    [Fact]
    public async Task T78_Post_ManyThatFailed_KeepNobodyOut()
    {
        await using var desk = await DeskFixture.ServeAsync();
        using var client = await desk.SignInAsync(desk.Merchant);
        var draft = await DraftTests.StartAsync(desk);
        for (var i = 0; i < UploadRequests.MaxAtOnce + 2; i++)
        {
            // Nobody announced them, as when a program sends them.
            using var request = Request(draft, [], chunked: false);
            request.RequestUri = new Uri($"/desk/drafts/{draft}/files", UriKind.Relative);
            using var refused = await client.SendAsync(request);
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        }

        using var answer = await PostAsync(client, draft, "text\n"u8.ToArray());
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task T78_Post_MoreAtOnceThanAllowed_IsRefusedInWords()
    {
        await using var desk = await DeskFixture.ServeAsync();
        using var client = await desk.SignInAsync(desk.Merchant);
        var draft = await DraftTests.StartAsync(desk);
        var progress = desk.Services.GetRequiredService<UploadProgress>();
        for (var i = 0; i < UploadRequests.MaxAtOnce; i++)
            Assert.True(progress.TryStart(Guid.NewGuid(), UploadTarget.OfDraft(draft), desk.Merchant.UserId!.Value, "a.log", 1));
        using var answer = await PostAsync(client, draft, "text\n"u8.ToArray());
        await AssertRefusedAsync(desk, answer, 429, "UploadBusy");
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, Guid draft, byte[] body, bool chunked = false, string query = "") =>
        client.SendAsync(Request(draft, body, chunked, query));

    private static HttpRequestMessage Request(Guid draft, byte[] body, bool chunked, string query = "")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/desk/drafts/{draft}/files?upload={Guid.NewGuid()}{query}")
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("text/plain") } },
        };
        request.Headers.TransferEncodingChunked = chunked;
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        request.Headers.Add("X-File-Name", "access.log");
        return request;
    }

    private static async Task AssertRefusedAsync(DeskFixture desk, HttpResponseMessage answer, int status, string code)
    {
        Assert.Equal(status, (int)answer.StatusCode);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(code, json.RootElement.GetProperty("code").GetString());
        Assert.NotEqual(code, json.RootElement.GetProperty("message").GetString());
        Assert.Empty(Blobs(desk));
        Assert.Equal(0, await desk.ReadAsync(db => db.Attachments.CountAsync()));
    }

    // A raw connection, because a client library would not break off in the middle.
    private static async Task<string> CookieAsync(DeskFixture desk)
    {
        await desk.SetPasswordAsync(desk.Merchant);
        using var client = desk.CreateClient();
        using var answer = await client.PostSignInAsync(desk.Merchant.Email!, StaffClient.Password);
        return answer.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("sd.session=", StringComparison.Ordinal)).Split(';')[0];
    }

    private static IEnumerable<string> Blobs(DeskFixture desk) =>
        Directory.EnumerateFiles(desk.Services.GetRequiredService<DataPaths>().Blobs, "*", SearchOption.AllDirectories);

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!condition())
        {
            timeout.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
