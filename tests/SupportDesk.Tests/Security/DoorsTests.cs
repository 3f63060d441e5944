using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Data.Blobs;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Email.Sending;
using SupportDesk.Features.Files;
using SupportDesk.Features.Files.Unmasking;
using SupportDesk.Features.NewCase.Drafts;
using SupportDesk.Features.NewCase.Escalation;
using SupportDesk.Features.Tickets;
using SupportDesk.Features.Tickets.Facts;
using SupportDesk.Kernel;
using SupportDesk.Tests.Features.Email;
using SupportDesk.Tests.Features.Files.Archives;
using SupportDesk.Tests.Features.NewCase.Drafts;
using SupportDesk.Tests.Features.Payers;
using SupportDesk.Tests.Features.Tickets;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Security;

/// <summary>
/// The same secrets come in through every door of the desk; none of them may be found in anything that the desk keeps,
/// sends or says.
/// </summary>
public sealed class DoorsTests
{
    [Theory]
    [InlineData("plain")]
    [InlineData("utf-16")]
    [InlineData("gzip")]
    [InlineData("zip")]
    public async Task T84_T86_T87_T89_Upload_SecretsOfEveryKind_AreNowhere(string packed)
    {
        var kept = new Kept();
        await using var desk = await DeskFixture.ServeAsync(kept.Listen);
        using var client = await desk.SignInAsync(desk.Merchant);
        var draft = await DraftTests.StartAsync(desk);
        var bytes = packed switch
        {
            "utf-16" => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(PlantedSecrets.Text)],
            "gzip" => Packed.Gzip(PlantedSecrets.Bytes),
            "zip" => Packed.Zip(("shop/app.log", PlantedSecrets.Bytes), ("card 4012888888881881.log", PlantedSecrets.Bytes)),
            _ => PlantedSecrets.Bytes,
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/desk/drafts/{draft}/files?upload={Guid.NewGuid()}")
        {
            Content = new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("text/plain") } },
        };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        request.Headers.Add("X-File-Name", Uri.EscapeDataString("карта 5213243737942241.log"));
        using var answer = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(await kept.LeaksAsync(desk));
    }

    [Fact]
    public async Task T85_Upload_NumbersThatAreNoSecrets_Stay()
    {
        var kept = new Kept();
        await using var desk = await DeskFixture.StartAsync(kept.Listen);
        await desk.StoreAsync(PlantedSecrets.Bytes, by: desk.Merchant.UserId);
        var stored = await kept.StoredTextAsync(desk);
        Assert.All(PlantedSecrets.Innocent, number => Assert.Contains(number, stored, StringComparison.Ordinal));
    }

    [Fact]
    public async Task T88_Upload_OfWhatWasMaskedHere_ChangesNotAByte()
    {
        await using var desk = await DeskFixture.StartAsync();
        var first = (await desk.StoreAsync(PlantedSecrets.Bytes, by: desk.Merchant.UserId)).Value;
        var blobs = desk.Services.GetRequiredService<BlobStore>();
        var all = new MemoryStream();
        await using (var blob = blobs.OpenRead(first.BlobKey))
            await blob.CopyToAsync(all);
        var second = (await desk.StoreAsync(all.ToArray(), by: desk.Merchant.UserId)).Value;
        Assert.Equal(first.Sha256, second.Sha256);
    }

    [Fact]
    public async Task T84_T86_T87_T89_TypedAnswersAndTheCaseMadeOfThem_AreNowhereAndNotInTheEmail()
    {
        var kept = new Kept();
        await using var desk = await DeskFixture.StartAsync(kept.Listen);
        await AddProviderAsync(desk);
        var draft = await DraftTests.StartAsync(desk);
        await desk.UseAsync<SaveDraft, Result<SaveDraft.Saved>>(save => save.RunAsync(
            new(draft)
            {
                Answers = new Dictionary<string, string>
                {
                    ["result-url"] = "https://tmin.example.ru/pay?card=5213243737942241",
                    ["invoice"] = "12345",
                    ["amount"] = "2480,00",
                    ["method"] = "Card",
                    ["since"] = "20.11.2026 09:40",
                    ["spread"] = "All",
                    ["impact"] = "OrdersStuck",
                    ["expected"] = PlantedSecrets.Text,
                    ["happened"] = PlantedSecrets.Text,
                    ["notification"] = PlantedSecrets.Text,
                    ["никто не спрашивал"] = PlantedSecrets.Text,
                },
                Email = "Здравствуйте.\n" + PlantedSecrets.Text,
                Subject = "Уведомление не приходит: " + PlantedSecrets.Line,
                OverrideReason = PlantedSecrets.Line,
            },
            desk.Merchant, default));
        await DraftTests.AddFileAsync(desk, draft, desk.Merchant, PlantedSecrets.Text + "\nInvId=12345 " + PlantedSecrets.Line + "\n");
        Assert.Empty(await kept.LeaksAsync(desk));

        var sent = await desk.UseAsync<SendCase, Result<OpenedTicket>>(send =>
            send.RunAsync(new(draft, "Здравствуйте.\n" + PlantedSecrets.Text, "ru"), desk.Merchant, default)
        );
        Assert.Empty(sent.Problems);
        await desk.UseAsync<SendQueuedMail, int>(send => send.RunAsync(default));
        Assert.NotEmpty(Directory.EnumerateFiles(Path.Combine(desk.Folder, "mail", "out"), "*", SearchOption.AllDirectories));
        Assert.Empty(await kept.LeaksAsync(desk));
    }

    [Fact]
    public async Task T84_T86_T87_T89_RepliesTheirDraftsAndStatusNotes_AreNowhere()
    {
        var kept = new Kept();
        await using var desk = await DeskFixture.StartAsync(kept.Listen);
        var ticket = (
            await desk.OpenAsync(
                Cases.Merchant(desk) with
                {
                    Text = PlantedSecrets.Text,
                    Title = PlantedSecrets.Line,
                    RequesterName = "Тимур " + PlantedSecrets.Line,
                }
            )
        ).Id;
        foreach (var party in Enum.GetValues<Party>())
        {
            await desk.UseAsync<SaveReplyDraft, Result<Unit>>(save => save.RunAsync(ticket, party, PlantedSecrets.Text, desk.Agent, default));
            Assert.Empty(await kept.LeaksAsync(desk));
            var file = (await desk.StoreAsync(Packed.Gzip(PlantedSecrets.Bytes), "лог.gz", desk.Agent.UserId)).Value;
            Assert.Empty((await desk.ReplyAsync(ticket, party, desk.Agent, PlantedSecrets.Text, null, file.Id)).Problems);
        }

        await desk.UseAsync<SendQueuedMail, int>(send => send.RunAsync(default));
        Assert.Empty(await kept.LeaksAsync(desk));
    }

    [Fact]
    public async Task T84_T86_T87_T89_FactsTitleAndRequesterChangedByHand_AreNowhere()
    {
        var kept = new Kept();
        await using var desk = await DeskFixture.StartAsync(kept.Listen);
        var ticket = (await desk.OpenAsync(Cases.Payer, Actor.System)).Id;
        foreach (var field in Enum.GetValues<FactField>())
            await desk.UseAsync<EditFacts, Result<FactChange>>(edit => edit.RunAsync(new(ticket, field, PlantedSecrets.Line, null), desk.Agent, default));
        foreach (var card in PlantedSecrets.Cards)
        {
            foreach (var field in Enum.GetValues<FactField>())
            {
                var was = (await desk.UseAsync<EditFacts, Result<FactChange>>(edit =>
                    edit.RunAsync(new(ticket, field, card, null), desk.Agent, default))).Problems is [{ Args: [_, string stored] }] ? stored : null;
                // What an earlier card left there is no reason to refuse the next one.
                if (was is not null)
                    await desk.UseAsync<EditFacts, Result<FactChange>>(edit => edit.RunAsync(new(ticket, field, card, was), desk.Agent, default));
            }

            await desk.UseAsync<DecideProposal, Result<Unit>>(decide =>
                decide.RunAsync(new(ticket, FactField.OrderNumber, card, true), desk.Agent, default));
        }

        Assert.True((await desk.UseAsync<ChangeTitle, Result<string>>(change =>
            change.RunAsync(new(ticket, PlantedSecrets.Line, Cases.Payer.Title), desk.Agent, default))).Ok);
        var (name, email) = (Cases.Payer.RequesterName, Cases.Payer.RequesterEmail);
        Assert.True((await desk.UseAsync<ChangeRequester, Result<(string, string)>>(change => change.RunAsync(
            new(ticket, "Анна " + PlantedSecrets.Line, "anna@new.example.ru", (name, email)), desk.Agent, default))).Ok);
        Assert.Empty(await kept.LeaksAsync(desk));
    }

    [Fact]
    public async Task T84_T86_T87_T89_PayersFormAndPage_AreNowhere()
    {
        var kept = new Kept();
        await using var desk = await DeskFixture.ServeAsync(kept.Listen);
        using var client = desk.CreateClient();
        using var wrong = await client.PostAsync(
            "/case/new",
            desk.Form(
                [("story", PlantedSecrets.Text), ("amount", "много"), ("name", PlantedSecrets.Line), ("order", PlantedSecrets.Line)],
                PlantedSecrets.Bytes
            )
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Empty(await kept.LeaksAsync(desk));
        var page = await desk.OpenCaseAsync(client, ("story", PlantedSecrets.Text), ("name", PlantedSecrets.Line), ("order", PlantedSecrets.Line));
        using var reply = await client.PostAsync(
            page,
            PayerClient.Form([new("message", PlantedSecrets.Text)], PlantedSecrets.Bytes, "карта 5213243737942241.txt")
        );
        Assert.Equal(HttpStatusCode.SeeOther, reply.StatusCode);
        Assert.Empty(await kept.LeaksAsync(desk));
    }

    [Fact]
    public async Task T89_T90_Email_SecretsInItsTextSubjectNamesAndFiles_AreNowhere()
    {
        var kept = new Kept();
        await using var desk = await DeskFixture.StartAsync(kept.Listen);
        Drop(
            desk,
            PlantedSecrets.Text,
            ("a 5213243737942241.log", PlantedSecrets.Bytes),
            ("logs.zip", Packed.Zip(("a.log", PlantedSecrets.Bytes))),
            ("a.log.gz", Packed.Gzip(PlantedSecrets.Bytes))
        );
        await MailFixture.ReceiveAsync(desk);
        var files = await desk.ReadAsync(db => db.Attachments.ToListAsync());
        Assert.Equal([false, false, false], files.Select(file => file.PendingReview));
        Assert.Empty(await kept.LeaksAsync(desk));
    }

    [Fact]
    public async Task T90_Email_WithFilesNobodyCanLookInto_AreKeptUncheckedAndGivenToNobody()
    {
        await using var desk = await DeskFixture.StartAsync();
        Drop(desk, "Смотрите", ("locked.zip", Packed.Locked(Packed.Zip(("a.log", PlantedSecrets.Bytes)))), ("card.pdf", "%PDF-1.7\n\u0000\u0001"u8.ToArray()));
        await MailFixture.ReceiveAsync(desk);
        var files = await desk.ReadAsync(db => db.Attachments.ToListAsync());
        Assert.Equal([true, true], files.Select(file => file.PendingReview));
        foreach (var file in files)
            Assert.Equal([Problem.NotFound], (await desk.UseAsync<OpenFile, Result<Attachment>>(open => open.RunAsync(file.Id, desk.Admin, default))).Problems);
    }

    [Fact]
    public async Task T89_UnmaskedSpans_ReasonsAuditAndRefusals_TellNothing()
    {
        var kept = new Kept();
        await using var desk = await DeskFixture.StartAsync(kept.Listen);
        var draft = await DraftTests.StartAsync(desk);
        const string log = "10:01 Authorization: Bearer build-2026-nightly-0417-artifacts\n";
        var id = await DraftTests.AddFileAsync(desk, draft, desk.Merchant, log + PlantedSecrets.Text);
        var place = MaskedSpan.FromJson(await desk.ReadAsync(db => db.Attachments.Select(file => file.MaskReport).SingleAsync()))[0];
        foreach (var content in new[] { PlantedSecrets.Text + log, log + PlantedSecrets.Text })
        {
            await desk.UseAsync<UnmaskSpans, Result<Unit>>(show =>
                show.RunAsync(
                    new(
                        draft,
                        id,
                        new(true, PlantedSecrets.Line, [new(place.Kind, place.Offset, place.Length)]),
                        new MemoryStream(Encoding.UTF8.GetBytes(content))
                    ),
                    desk.Merchant,
                    default
                )
            );
        }

        Assert.NotNull(await desk.ReadAsync(db => db.Attachments.Select(file => file.Shown).SingleAsync()));
        Assert.Equal(1, await desk.ReadAsync(db => db.Audit.CountAsync()));
        Assert.Empty(await kept.LeaksAsync(desk));
    }

    [Fact]
    public async Task Search_ForWhatWasLeftUnmasked_FindsAllOfIt()
    {
        var kept = new Kept();
        await using var desk = await DeskFixture.StartAsync(kept.Listen);
        await File.WriteAllBytesAsync(Path.Combine(desk.Services.GetRequiredService<DataPaths>().Blobs, "leak"), Packed.Gzip(PlantedSecrets.Bytes));
        Assert.Equal(PlantedSecrets.Cards.Concat(PlantedSecrets.Values), (await kept.LeaksAsync(desk)).Select(leak => leak.Split(" in ")[0]));
    }

    private static Task<int> AddProviderAsync(DeskFixture desk) =>
        desk.ReadAsync(db =>
        {
            db.Contacts.Add(
                new Contact
                {
                    Id = Ids.New(desk.Clock),
                    Kind = ContactKind.ProviderEmail,
                    Value = "help@rk.example.ru",
                    Origin = "кабинет",
                    CheckedAt = desk.Clock.GetUtcNow(),
                }
            );
            return db.SaveChangesAsync();
        });

    private static void Drop(DeskFixture desk, string text, params (string Name, byte[] Bytes)[] files)
    {
        var email = new StringBuilder($"""
            From: =?utf-8?B?{Base64(PlantedSecrets.Line)}?= <anna@buyer.example.ru>
            Subject: =?utf-8?B?{Base64(PlantedSecrets.Line)}?=
            Message-ID: <1@buyer.example.ru>
            Content-Type: multipart/mixed; boundary="b"

            --b
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: base64

            {Convert.ToBase64String(Encoding.UTF8.GetBytes(text), Base64FormattingOptions.InsertLineBreaks)}

            """);
        foreach (var (name, bytes) in files)
        {
            email.Append(CultureInfo.InvariantCulture, $"""
                --b
                Content-Type: application/octet-stream
                Content-Disposition: attachment; filename="{name}"
                Content-Transfer-Encoding: base64

                {Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks)}

                """);
        }

        email.Append("--b--\n");
        var folder = Directory.CreateDirectory(Path.Combine(desk.Folder, "mail", "in", "new")).FullName;
        File.WriteAllText(Path.Combine(folder, "1700000001.M1.test"), email.ToString().ReplaceLineEndings("\r\n"));
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
