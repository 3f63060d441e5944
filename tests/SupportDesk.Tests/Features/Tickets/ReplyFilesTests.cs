using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Files;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Tickets;

public sealed class ReplyFilesTests : IAsyncLifetime
{
    private const string Pan = "4111111111111111";
    private DeskFixture desk = null!;
    private OpenedTicket ticket = null!;

    public async Task InitializeAsync()
    {
        desk = await DeskFixture.ServeAsync();
        ticket = await desk.OpenAsync();
    }

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Fact]
    public async Task Post_FileOfAReply_IsStoredMaskedAndWaitsForItsOwnConversation()
    {
        using var client = await desk.SignInAsync(desk.Agent);
        using var answer = await PostAsync(client, Party.Provider, $"pan={Pan}\n");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var file = Assert.Single(await ListAsync(desk.Agent, Party.Provider));
        Assert.Equal(("access.log", 1L), (file.Name, file.Hidden));
        Assert.Empty(await ListAsync(desk.Agent, Party.Requester));
        Assert.DoesNotContain(Pan, await File.ReadAllTextAsync(Assert.Single(Blobs())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_ReplyWithItsFile_TakesItAlongAndWaitsNoMore()
    {
        using var client = await desk.SignInAsync(desk.Agent);
        using var answer = await PostAsync(client, Party.Provider, "a\n");
        var file = Assert.Single(await ListAsync(desk.Agent, Party.Provider));
        var sent = await desk.UseAsync<PostReply, Result<Guid>>(post =>
            post.RunAsync(new(ticket.Id, Party.Provider, "Вот лог.", [file.Id], null), desk.Agent, default));
        Assert.True(sent.Ok);
        Assert.Empty(await ListAsync(desk.Agent, Party.Provider));
        Assert.Equal(sent.Value, (await desk.ReadAsync(db => db.Attachments.SingleAsync())).MessageId);
    }

    [Fact]
    public async Task T52_FilesOfAnothersReply_AreNeitherListedNorOpenedNorRemoved()
    {
        using var client = await desk.SignInAsync(desk.Agent);
        using var answer = await PostAsync(client, Party.Provider, "a\n");
        var file = Assert.Single(await ListAsync(desk.Agent, Party.Provider));
        Assert.Empty(await ListAsync(desk.Admin, Party.Provider));
        Assert.False((await desk.UseAsync<OpenFile, Result<Attachment>>(open => open.RunAsync(file.Id, desk.Admin, default))).Ok);
        Assert.False((await RemoveAsync(desk.Admin, file.Id)).Ok);
        Assert.True((await RemoveAsync(desk.Agent, file.Id)).Ok);
        Assert.Empty(Blobs());
    }

    [Fact]
    public async Task T52_Post_ToATicketOfAnotherShop_IsNotFoundAndLeavesNothing()
    {
        using var client = await desk.SignInAsync(desk.Stranger);
        using var answer = await PostAsync(client, Party.Requester, "a\n");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Empty(Blobs());
    }

    [Fact]
    public async Task Post_FromAForeignPage_IsRefused()
    {
        using var client = await desk.SignInAsync(desk.Agent);
        using var answer = await PostAsync(client, Party.Provider, "a\n", site: "cross-site");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Empty(Blobs());
    }

    [Fact]
    public async Task PurgeUnsentFiles_ReplyNeverFinished_RemovesItsFileAfterAMonthAndNotBefore()
    {
        using var client = await desk.SignInAsync(desk.Agent);
        using var answer = await PostAsync(client, Party.Provider, "a\n");
        desk.Clock.Advance(PurgeUnsentFiles.ReplyLifetime - TimeSpan.FromMinutes(1));
        await PurgeAsync();
        Assert.Single(await ListAsync(desk.Agent, Party.Provider));
        desk.Clock.Advance(TimeSpan.FromMinutes(2));
        await PurgeAsync();
        Assert.Empty(await ListAsync(desk.Agent, Party.Provider));
        Assert.Empty(Blobs());
    }

    private Task<bool> PurgeAsync() => desk.UseAsync<PurgeUnsentFiles, bool>(async purge =>
    {
        await purge.RunAsync(default);
        return true;
    });

    private async Task<IReadOnlyList<FileView>> ListAsync(Actor actor, Party party) =>
        (await desk.UseAsync<ReplyFiles, Result<IReadOnlyList<FileView>>>(files => files.ListAsync(ticket.Id, party, actor, default))).Value;

    private Task<Result<Unit>> RemoveAsync(Actor actor, Guid file) =>
        desk.UseAsync<ReplyFiles, Result<Unit>>(files => files.RemoveAsync(ticket.Id, file, actor, default));

    private string[] Blobs() => Directory.GetFiles(Path.Combine(desk.Folder, "data", "blobs"), "*", SearchOption.AllDirectories);

    private Task<HttpResponseMessage> PostAsync(HttpClient client, Party party, string text, string site = "same-origin")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, ReplyFilesEndpoint.PathOf(ticket.Id, party))
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(text)) { Headers = { ContentType = new MediaTypeHeaderValue("text/plain") } },
        };
        request.Headers.Add("Sec-Fetch-Site", site);
        request.Headers.Add("X-File-Name", "access.log");
        return client.SendAsync(request);
    }
}
