using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Data.Blobs;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Files;
using SupportDesk.Features.Files.Review;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;
using SupportDesk.Tests.Features.Email;
using SupportDesk.Tests.Features.Files.Pictures;
using SupportDesk.Tests.Features.Tickets;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Files.Review;

public sealed class AttachmentReviewTests
{
    [Fact]
    public async Task T90_PictureInAEmail_IsHeldWithoutItsNotesUntilSomebodyLooks()
    {
        await using var mail = await MailFixture.StartAsync();
        var file = await ReceiveAsync(mail, JpegBytes.Picture(400, 300, JpegBytes.Exif), "image/jpeg", "IMG_1.jpg");

        Assert.True(file.PendingReview);
        PictureAssert.HoldsPixelsOnly(await BytesAsync(mail.Desk, file.BlobKey), 300, 400);
        foreach (var actor in new[] { mail.Desk.Merchant, mail.Desk.Agent, mail.Desk.Admin })
            Assert.Equal([Problem.NotFound], (await mail.Desk.UseAsync<OpenFile, Result<Attachment>>(u => u.RunAsync(file.Id, actor, default))).Problems);
        Assert.Equal(1, (await mail.Desk.UseAsync<NeedsAttention, NeedsAttention.Board>(u => u.RunAsync(mail.Desk.Agent, default))).PendingReview);
        Assert.Equal(0, (await mail.Desk.UseAsync<NeedsAttention, NeedsAttention.Board>(u => u.RunAsync(mail.Desk.Merchant, default))).PendingReview);
    }

    [Fact]
    public async Task T90_PendingFile_IsNotForwardedAndNotSent()
    {
        await using var mail = await MailFixture.StartAsync();
        var file = await ReceiveAsync(mail, JpegBytes.Picture(), "image/jpeg", "IMG_1.jpg");
        var forwarded = await mail.Desk.ReplyAsync(mail.TicketId, Party.Requester, mail.Desk.Agent, files: file.Id);
        Assert.Equal("FileGone", forwarded.Problems[0].Code);

        // Even if a row of the database says otherwise, the e-mail goes without it.
        Assert.True((await mail.Desk.ReplyAsync(mail.TicketId, Party.Requester, mail.Desk.Agent, "Смотрим снимок.")).Ok);
        await mail.Desk.ReadAsync(async db =>
        {
            var answer = await db.Messages.SingleAsync(m => m.Body == "Смотрим снимок.");
            return await db.Attachments.Where(a => a.Id == file.Id).ExecuteUpdateAsync(row => row.SetProperty(a => a.MessageId, answer.Id));
        });
        await mail.SendAsync();
        var email = await File.ReadAllTextAsync(mail.Written()[^1]);
        Assert.DoesNotContain("IMG_1", email, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "file.blackout")]
    [InlineData(0, "file.release")]
    public async Task T90_ReplacePicture_NewPixels_TakeThePlaceOfTheOldOnes(int areas, string action)
    {
        await using var mail = await MailFixture.StartAsync();
        var file = await ReceiveAsync(mail, JpegBytes.Picture(), "image/jpeg", "IMG_1.jpg");
        Assert.True((await ReplaceAsync(mail.Desk, file.Id, PngBytes.Picture(), mail.Desk.Agent, areas)).Ok);

        var now = await FileAsync(mail.Desk, file.Id);
        Assert.Equal(("IMG_1.png", "image/png", false), (now.Name, now.ContentType, now.PendingReview));
        PictureAssert.LooksExactlyLike(PngBytes.Picture(), await BytesAsync(mail.Desk, now.BlobKey));
        Assert.Single(Blobs(mail.Desk));
        Assert.True((await mail.Desk.UseAsync<OpenFile, Result<Attachment>>(u => u.RunAsync(file.Id, mail.Desk.Merchant, default))).Ok);
        var record = await mail.Desk.ReadAsync(db => db.Audit.SingleAsync(a => a.Subject == file.Id.ToString()));
        Assert.Equal((action, $"areas={areas}", mail.Desk.Agent.UserId), (record.Action, record.Detail, record.ActorId));
        Assert.Equal("FileAlreadyChecked", (await ReplaceAsync(mail.Desk, file.Id, JpegBytes.Picture(), mail.Desk.Admin, 0)).Problems[0].Code);
        Assert.Single(Blobs(mail.Desk));
    }

    [Fact]
    public async Task ReplacePicture_NoPicture_IsRefusedAndTheOldOneStillWaits()
    {
        await using var mail = await MailFixture.StartAsync();
        var file = await ReceiveAsync(mail, JpegBytes.Picture(), "image/jpeg", "IMG_1.jpg");
        Assert.Equal("PictureBroken", (await ReplaceAsync(mail.Desk, file.Id, "GIF89a"u8.ToArray(), mail.Desk.Agent, 0)).Problems[0].Code);
        Assert.True((await FileAsync(mail.Desk, file.Id)).PendingReview);
        Assert.Single(Blobs(mail.Desk));
    }

    [Fact]
    public async Task T90_ReleaseFile_OnlyWhatIsNoPicture()
    {
        await using var mail = await MailFixture.StartAsync();
        var picture = await ReceiveAsync(mail, JpegBytes.Picture(), "image/jpeg", "IMG_1.jpg");
        Assert.Equal("PictureMustBeSeen", (await ReleaseAsync(mail.Desk, picture.Id, mail.Desk.Agent)).Problems[0].Code);

        var paper = await ReceiveAsync(mail, [.. "%PDF-1.7\n"u8, 0, 1, 2, 3, .. new byte[300]], "application/pdf", "акт.pdf");
        Assert.True(paper.PendingReview);
        Assert.True((await ReleaseAsync(mail.Desk, paper.Id, mail.Desk.Agent)).Ok);
        Assert.True((await mail.Desk.UseAsync<OpenFile, Result<Attachment>>(u => u.RunAsync(paper.Id, mail.Desk.Merchant, default))).Ok);
        Assert.Equal("file.release", (await mail.Desk.ReadAsync(db => db.Audit.SingleAsync(a => a.Subject == paper.Id.ToString()))).Action);
    }

    [Fact]
    public async Task T90_DeleteFile_RowAndBytesAreGoneAndTheRecordStays()
    {
        await using var mail = await MailFixture.StartAsync();
        var file = await ReceiveAsync(mail, JpegBytes.Picture(), "image/jpeg", "IMG_1.jpg");
        Assert.True((await DeleteAsync(mail.Desk, file.Id, mail.Desk.Agent)).Ok);
        Assert.Empty(Blobs(mail.Desk));
        Assert.Equal(0, await mail.Desk.ReadAsync(db => db.Attachments.CountAsync()));
        Assert.Equal(
            ["file.delete"],
            await mail.Desk.ReadAsync(db => db.Audit.Where(a => a.Subject == file.Id.ToString()).Select(a => a.Action).ToListAsync())
        );
    }

    [Fact]
    public async Task T52_Decisions_NotOfTheDesk_FindNothing()
    {
        await using var mail = await MailFixture.StartAsync();
        var file = await ReceiveAsync(mail, JpegBytes.Picture(), "image/jpeg", "IMG_1.jpg");
        foreach (var actor in new[] { mail.Desk.Merchant, mail.Desk.Stranger })
        {
            Assert.Empty((await mail.Desk.UseAsync<ListPendingReviews, KeyedPage<ListPendingReviews.Row>>(u => u.RunAsync(actor, default))).Rows);
            Assert.Equal(
                [Problem.NotFound],
                (await mail.Desk.UseAsync<PreviewAttachment, Result<Attachment>>(u => u.RunAsync(file.Id, actor, default))).Problems
            );
            Assert.Equal([Problem.NotFound], (await ReplaceAsync(mail.Desk, file.Id, PngBytes.Picture(), actor, 0)).Problems);
            Assert.Equal([Problem.NotFound], (await ReleaseAsync(mail.Desk, file.Id, actor)).Problems);
            Assert.Equal([Problem.NotFound], (await DeleteAsync(mail.Desk, file.Id, actor)).Problems);
        }

        Assert.True((await FileAsync(mail.Desk, file.Id)).PendingReview);
    }

    [Fact]
    public async Task T90_GetLook_OnlyForTheDeskAndWrittenDown()
    {
        await using var desk = await DeskFixture.ServeAsync();
        var opened = await desk.OpenAsync();
        var file = (await desk.UseAsync<StoreMaskedFile, Result<Attachment>>(u => u.RunAsync(
            new(new MemoryStream(JpegBytes.Picture()), "IMG_1.jpg", "image/jpeg", null, AllowBinary: true), default))).Value;
        await desk.AppendAsync(Cases.Answer(opened.Id) with { Attachments = [file.Id] });
        using var agent = await desk.SignInAsync(desk.Agent);
        using var merchant = await desk.SignInAsync(desk.Merchant);
        Assert.Equal(HttpStatusCode.NotFound, (await agent.GetAsync($"/desk/files/{file.Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await merchant.GetAsync($"/desk/files/{file.Id}/look")).StatusCode);

        using var answer = await agent.GetAsync($"/desk/files/{file.Id}/look");
        PictureAssert.HoldsPixelsOnly(await answer.Content.ReadAsByteArrayAsync(), 40, 30);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Equal("file.look", (await desk.ReadAsync(db => db.Audit.SingleAsync(a => a.Subject == file.Id.ToString()))).Action);
    }

    [Fact]
    public async Task ListPendingReviews_SuspendedEmailAndTicket_SayWhereTheFileBelongs()
    {
        await using var mail = await MailFixture.StartAsync();
        await ReceiveAsync(mail, JpegBytes.Picture(), "image/jpeg", "IMG_1.jpg");
        mail.Drop(Email("stranger@home.example", null, "Снимок из магазина", JpegBytes.Picture(), "image/jpeg", "IMG_2.jpg"));
        await mail.ReceiveAsync();
        var rows = (await mail.Desk.UseAsync<ListPendingReviews, KeyedPage<ListPendingReviews.Row>>(u => u.RunAsync(mail.Desk.Agent, default))).Rows;
        Assert.Equal(
            [("IMG_1.jpg", (long?)mail.Number, MailFixture.Provider), ("IMG_2.jpg", null, "stranger@home.example")],
            rows.Select(row => (row.Name, row.Number, row.From))
        );
        Assert.NotNull(rows[1].SuspendedEmailId);
        var behind = await mail.Desk.UseAsync<ListPendingReviews, KeyedPage<ListPendingReviews.Row>>(u =>
            u.RunAsync(mail.Desk.Agent, default, after: rows[0].Key));
        Assert.Equal(("IMG_2.jpg", true, false), (Assert.Single(behind.Rows).Name, behind.HasPrevious, behind.HasNext));
        var before = await mail.Desk.UseAsync<ListPendingReviews, KeyedPage<ListPendingReviews.Row>>(u =>
            u.RunAsync(mail.Desk.Agent, default, before: rows[1].Key));
        Assert.Equal(("IMG_1.jpg", false, true), (Assert.Single(before.Rows).Name, before.HasPrevious, before.HasNext));
    }

    private static async Task<Attachment> ReceiveAsync(MailFixture mail, byte[] file, string type, string name)
    {
        mail.Drop(Email(MailFixture.Provider, (await mail.OutboxAsync()).InternetMessageId, "Re: Уведомление не приходит", file, type, name));
        await mail.ReceiveAsync();
        return await mail.Desk.ReadAsync(db => db.Attachments.AsNoTracking().SingleAsync(a => a.Name == name && a.TicketId == mail.TicketId));
    }

    private static string Email(string from, string? answers, string subject, byte[] file, string type, string name) =>
        $"""
        From: {from}
        Subject: {subject}
        Message-ID: <{Guid.NewGuid():N}@home.example>
        {(answers is null ? "X-None: 1" : $"In-Reply-To: <{answers}>")}
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary=b

        --b
        Content-Type: text/plain; charset=utf-8

        Снимок приложили.
        --b
        Content-Type: {type}
        Content-Disposition: attachment; filename*=utf-8''{Uri.EscapeDataString(name)}
        Content-Transfer-Encoding: base64

        {Convert.ToBase64String(file, Base64FormattingOptions.InsertLineBreaks)}
        --b--
        """;

    private static Task<Result<Unit>> ReplaceAsync(DeskFixture desk, Guid file, byte[] picture, Actor actor, int areas) =>
        desk.UseAsync<ReplacePicture, Result<Unit>>(u => u.RunAsync(new(file, areas, new MemoryStream(picture)), actor, default));

    private static Task<Result<Unit>> ReleaseAsync(DeskFixture desk, Guid file, Actor actor) =>
        desk.UseAsync<ReleaseFile, Result<Unit>>(u => u.RunAsync(file, actor, default));

    private static Task<Result<Unit>> DeleteAsync(DeskFixture desk, Guid file, Actor actor) =>
        desk.UseAsync<DeleteFile, Result<Unit>>(u => u.RunAsync(file, actor, default));

    private static Task<Attachment> FileAsync(DeskFixture desk, Guid id) => desk.ReadAsync(db => db.Attachments.AsNoTracking().SingleAsync(a => a.Id == id));

    private static IEnumerable<string> Blobs(DeskFixture desk) =>
        Directory.EnumerateFiles(desk.Services.GetRequiredService<DataPaths>().Blobs, "*", SearchOption.AllDirectories);

    private static async Task<byte[]> BytesAsync(DeskFixture desk, string key)
    {
        await using var stored = desk.Services.GetRequiredService<BlobStore>().OpenRead(key);
        using var bytes = new MemoryStream();
        await stored.CopyToAsync(bytes);
        return bytes.ToArray();
    }
}
