using System.Net;
using System.Text;
using System.Text.Json;
using SupportDesk.Features.Files;
using SupportDesk.Features.Files.Unmasking;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Files.Unmasking;

public sealed class UnmaskSpansEndpointTests
{
    private const string Log = "key: Authorization: Bearer build-2026-nightly-0417-artifacts\n";

    [Fact]
    public async Task Post_ChangeAndTheSameFile_ShowsThePlace()
    {
        await using var desk = await DeskFixture.ServeAsync();
        var (draft, file) = await UnmaskSpansTests.UploadAsync(desk, Log);
        using var client = await desk.SignInAsync(desk.Merchant);
        using var answer = await PostAsync(client, draft, file, Change(await UnmaskSpansTests.FileAsync(desk)), Log);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("Имя сборки", Assert.Single(UnmaskedSpan.FromJson((await UnmaskSpansTests.FileAsync(desk)).Shown)).Reason);
    }

    [Theory]
    [InlineData("", "PlaceUnknown")]
    [InlineData("{", "PlaceUnknown")]
    [InlineData("null", "PlaceUnknown")]
    [InlineData("{\"show\":true,\"reason\":\"x\"}", "PlaceUnknown")]
    [InlineData("{\"show\":true,\"reason\":\"x\",\"places\":[null]}", "PlaceUnknown")]
    [InlineData("{\"show\":true,\"reason\":\"x\",\"places\":[{\"kind\":null,\"offset\":-1,\"length\":0}]}", "PlaceUnknown")]
    public async Task Post_MalformedChange_IsRefusedInWords(string change, string code)
    {
        await using var desk = await DeskFixture.ServeAsync();
        var (draft, file) = await UnmaskSpansTests.UploadAsync(desk, Log);
        using var client = await desk.SignInAsync(desk.Merchant);
        using var answer = await PostAsync(client, draft, file, change, Log);
        await AssertRefusedAsync(desk, answer, 400, code);
    }

    [Fact]
    public async Task Post_AnotherFile_IsRefusedInWords()
    {
        await using var desk = await DeskFixture.ServeAsync();
        var (draft, file) = await UnmaskSpansTests.UploadAsync(desk, Log);
        using var client = await desk.SignInAsync(desk.Merchant);
        using var answer = await PostAsync(client, draft, file, Change(await UnmaskSpansTests.FileAsync(desk)), "another\n" + Log);
        await AssertRefusedAsync(desk, answer, 409, "FileOther");
    }

    [Fact]
    public async Task T52_Post_ByAnotherPerson_IsNotFound()
    {
        await using var desk = await DeskFixture.ServeAsync();
        var (draft, file) = await UnmaskSpansTests.UploadAsync(desk, Log);
        using var client = await desk.SignInAsync(desk.Stranger);
        using var answer = await PostAsync(client, draft, file, Change(await UnmaskSpansTests.FileAsync(desk)), Log);
        await AssertRefusedAsync(desk, answer, 404, "NotFound");
    }

    [Fact]
    public async Task T70_Post_FromAnotherSiteOrSignedOut_IsRefused()
    {
        await using var desk = await DeskFixture.ServeAsync();
        var (draft, file) = await UnmaskSpansTests.UploadAsync(desk, Log);
        var change = Change(await UnmaskSpansTests.FileAsync(desk));
        using var client = await desk.SignInAsync(desk.Merchant);
        using var foreign = await PostAsync(client, draft, file, change, Log, site: "cross-site");
        await AssertRefusedAsync(desk, foreign, 403, "UploadForeign");
        using var nobody = desk.CreateClient();
        using var signedOut = await PostAsync(nobody, draft, file, change, Log);
        await AssertRefusedAsync(desk, signedOut, 401, "UploadSignedOut");
    }

    private static string Change(SupportDesk.Data.Entities.Attachment file) => JsonSerializer.Serialize(
        new SpanChange(true, "Имя сборки", [UnmaskSpansTests.Place(file, "Token")]), JsonSerializerOptions.Web);

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, Guid draft, Guid file, string change, string log, string site = "same-origin")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/desk/drafts/{draft}/files/{file}/places")
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(change + "\n" + log)),
        };
        request.Headers.Add("Sec-Fetch-Site", site);
        return await client.SendAsync(request);
    }

    private static async Task AssertRefusedAsync(DeskFixture desk, HttpResponseMessage answer, int status, string code)
    {
        Assert.Equal(status, (int)answer.StatusCode);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(code, json.RootElement.GetProperty("code").GetString());
        Assert.NotEqual(code, json.RootElement.GetProperty("message").GetString());
        Assert.Null((await UnmaskSpansTests.FileAsync(desk)).Shown);
    }
}
