using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Payers;

public sealed class CasePageTests
{
    [Fact]
    public async Task Get_PrivatePage_IsKeptFromCachesSearchAndOtherSites()
    {
        await using var desk = await DeskFixture.ServeAsync();
        using var client = desk.CreateClient();
        var answer = await client.GetAsync(await desk.OpenCaseAsync(client));
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.Contains("noindex", answer.Headers.GetValues("X-Robots-Tag").Single(), StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        var scripts = Regex.Matches(await answer.Content.ReadAsStringAsync(), "<script[^>]*>").Select(script => script.Value);
        Assert.Matches("^<script type=\"module\" src=\"payer-files[.a-z0-9]*\\.js\"[^=]*>$", Assert.Single(scripts));
    }

    [Fact]
    public async Task T65_Get_AsOftenAsScannersLike_TheLinkStillOpensUntilItExpires()
    {
        await using var desk = await DeskFixture.ServeAsync();
        using var client = desk.CreateClient();
        var path = await desk.OpenCaseAsync(client);
        for (var i = 0; i < 3; i++)
        {
            using var head = new HttpRequestMessage(HttpMethod.Head, path);
            Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(head)).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(path)).StatusCode);
        }

        desk.Clock.Advance(TimeSpan.FromDays(181));
        var late = await client.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, late.StatusCode);
        Assert.Contains("Ссылка не открывается", await late.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SD-1001")]
    [InlineData("1001")]
    [InlineData("SD-1001?email=anna@mail.ru")]
    [InlineData("anna@mail.ru")]
    public async Task T66_Get_NumberAndAddress_OpenNothing(string guess)
    {
        await using var desk = await DeskFixture.ServeAsync();
        using var client = desk.CreateClient();
        await desk.OpenCaseAsync(client);
        var answer = await client.GetAsync("/case/" + guess);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.DoesNotContain("Списали", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task T52_Link_OpensItsOwnTicketAndNothingOfAnother()
    {
        await using var desk = await DeskFixture.ServeAsync();
        using var client = desk.CreateClient();
        var mine = await desk.OpenCaseAsync(client, ("story", "Мой рассказ."));
        var posted = await client.PostAsync("/case/new", desk.Form([("story", "Чужой рассказ.")], "чужой чек"u8.ToArray()));
        var theirs = posted.Headers.Location!.OriginalString.Split('?')[0];
        var file = await desk.ReadAsync(db => db.Attachments.Select(a => a.Id).SingleAsync());

        Assert.DoesNotContain("Чужой рассказ", await client.GetStringAsync(mine), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"{mine}/files/{file}")).StatusCode);
        var download = await client.GetAsync($"{theirs}/files/{file}");
        Assert.Equal("чужой чек", await download.Content.ReadAsStringAsync());
        Assert.Equal("attachment", download.Content.Headers.ContentDisposition!.DispositionType);
        Assert.StartsWith("sandbox", download.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await client.PostAsync("/case/" + Ids.Secret(), Reply("Привет"))).StatusCode);
        Assert.Equal(2, await desk.ReadAsync(db => db.Messages.CountAsync(m => m.Author == AuthorKind.Payer)));
    }

    [Fact]
    public async Task Email_Mistyped_IsHintedCorrectedAndConfirmedAnew()
    {
        await using var desk = await DeskFixture.ServeAsync();
        using var client = desk.CreateClient();
        var path = await desk.OpenCaseAsync(client, ("email", "anna@gmial.com"));
        Assert.Contains("gmail.com", await client.GetStringAsync(path + "?new"), StringComparison.Ordinal);
        var lost = PayerClient.LinksIn((await desk.ReadAsync(db => db.Outbox.SingleAsync())).Body).Single();

        var corrected = await client.PostAsync(path + "/email", PayerClient.Form([new("form", Ids.Code(26)), new("email", "anna@gmail.com")]));
        Assert.Equal((HttpStatusCode.SeeOther, path + "?new"), (corrected.StatusCode, corrected.Headers.Location!.OriginalString));

        var ticket = await TicketAsync(desk);
        Assert.Equal("anna@gmail.com", ticket.RequesterEmail);
        var emails = await desk.ReadAsync(db => db.Outbox.OrderBy(m => m.CreatedAt).ToListAsync());
        Assert.Equal(["anna@gmial.com", "anna@gmail.com"], emails.Select(email => email.ToAddress));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri(PayerClient.LinksIn(emails[1].Body).Single()).PathAndQuery)).StatusCode);
        // Whoever has the mistyped mailbox keeps nothing.
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(new Uri(lost).PathAndQuery)).StatusCode);
    }

    [Theory]
    [InlineData("no address", "Не похоже на адрес")]
    [InlineData("ANNA@mail.ru", "записан уже|уже записан")]
    public async Task Email_ThatCannotBe_IsRefusedInWords(string address, string words)
    {
        await using var desk = await DeskFixture.ServeAsync();
        using var client = desk.CreateClient();
        var path = await desk.OpenCaseAsync(client);
        var refused = await client.PostAsync(path + "/email", PayerClient.Form([new("form", Ids.Code(26)), new("email", address)]));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Matches(words, await refused.Content.ReadAsStringAsync());
        Assert.Equal("anna@mail.ru", (await TicketAsync(desk)).RequesterEmail);
    }

    [Fact]
    public async Task T09_Email_ByALinkOutOfTheMailbox_IsNotCorrected()
    {
        await using var desk = await DeskFixture.ServeAsync();
        using var client = desk.CreateClient();
        await desk.OpenCaseAsync(client);
        var byEmail = new Uri(PayerClient.LinksIn((await desk.ReadAsync(db => db.Outbox.SingleAsync())).Body).Single()).PathAndQuery;
        Assert.DoesNotContain("/email\"", await client.GetStringAsync(byEmail), StringComparison.Ordinal);
        await client.PostAsync(byEmail + "/email", PayerClient.Form([new("form", Ids.Code(26)), new("email", "eve@evil.example")]));
        Assert.Equal("anna@mail.ru", (await TicketAsync(desk)).RequesterEmail);
    }

    [Fact]
    public async Task T52_Page_TicketOfAMerchant_IsNeverShown()
    {
        await using var desk = await DeskFixture.ServeAsync();
        using var client = desk.CreateClient();
        var path = await desk.OpenCaseAsync(client);
        await desk.ReadAsync(db => db.Tickets.ExecuteUpdateAsync(set => set.SetProperty(t => t.Kind, TicketKind.Merchant)));
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task T55_Page_ConversationWithTheProvider_IsNeverShown()
    {
        await using var desk = await DeskFixture.ServeAsync();
        using var client = desk.CreateClient();
        var path = await desk.OpenCaseAsync(client);
        var ticket = await TicketAsync(desk);
        await desk.UseAsync<PostReply, Result<Guid>>(u =>
            u.RunAsync(new(ticket.Id, Party.Requester, "Проверяем ваш платёж.", [], TicketStatus.Open), desk.Agent, default)
        );
        var escalated = await desk.ApplyAsync<EscalateToProvider, OpenedTicket>(
            (u, db) => u.ApplyAsync(db, ticket.Id, new("help@provider.example", null, "Тайная тема", "Тайное письмо провайдеру.", []), desk.Agent, default)
        );
        Assert.True(escalated.Ok);

        var page = await client.GetStringAsync(path);
        Assert.Contains("платёжной системы", page, StringComparison.Ordinal);
        Assert.Contains("Проверяем ваш платёж.", page, StringComparison.Ordinal);
        Assert.Contains("Вера, ", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Лукошкина", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Тайн", page, StringComparison.Ordinal);
        Assert.DoesNotContain("provider.example", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task T09_Page_EmailsOfTheMailbox_AreShownOnlyToALinkOutOfThatMailbox()
    {
        await using var desk = await DeskFixture.ServeAsync();
        using var client = desk.CreateClient();
        var fromForm = await desk.OpenCaseAsync(client);
        var fromEmail = PayerClient.LinksIn((await desk.ReadAsync(db => db.Outbox.SingleAsync())).Body).Single();
        var ticket = await TicketAsync(desk);
        await desk.ReadAsync(async db =>
        {
            db.Messages.Add(new Message
            {
                Id = Ids.New(desk.Clock),
                TicketId = ticket.Id,
                ConversationId = await db.Conversations.Select(c => c.Id).SingleAsync(),
                Direction = Direction.Incoming,
                Author = AuthorKind.Payer,
                AuthorName = "Анна",
                Body = "Письмо из ящика.",
                At = desk.Clock.GetUtcNow(),
                Trust = SenderTrust.Weak,
                MatchedBy = MatchRule.InReplyTo,
            });
            return await db.SaveChangesAsync();
        });
        Assert.DoesNotContain("Письмо из ящика.", await client.GetStringAsync(fromForm), StringComparison.Ordinal);
        Assert.Contains("Письмо из ящика.", await client.GetStringAsync(fromEmail), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_ReplyWithFile_StandsInTheConversationMasked()
    {
        await using var desk = await DeskFixture.ServeAsync();
        using var client = desk.CreateClient();
        var path = await desk.OpenCaseAsync(client);
        var ticket = await TicketAsync(desk);
        await desk.UseAsync<PostReply, Result<Guid>>(u => u.RunAsync(new(ticket.Id, Party.Requester, "Какой банк?", [], null), desk.Agent, default));
        Assert.Contains("Ждём вашего ответа", await client.GetStringAsync(path), StringComparison.Ordinal);

        var answer = await client.PostAsync(path, Reply("Карта 5555 5555 5555 4444, банк «Тмин».", Encoding.UTF8.GetBytes("4111111111111111\n")));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var page = await client.GetStringAsync(answer.Headers.Location!.OriginalString.Split('#')[0]);
        Assert.Contains("Сообщение получили", page, StringComparison.Ordinal);
        Assert.Contains("··4444</span>", page, StringComparison.Ordinal);
        Assert.Contains("Номер карты или код скрыли при получении", page, StringComparison.Ordinal);
        Assert.Equal(TicketStatus.Open, (await TicketAsync(desk)).Status);
        Assert.Equal(1, await desk.ReadAsync(db => db.Messages.CountAsync(m => m.HiddenCount == 1 && m.Attachments.Count == 1)));
    }

    [Fact]
    public async Task Post_NothingToSay_IsAskedAgain()
    {
        await using var desk = await DeskFixture.ServeAsync();
        using var client = desk.CreateClient();
        var path = await desk.OpenCaseAsync(client);
        var answer = await client.PostAsync(path, Reply("  "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.Contains($"href=\"{path}#message\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_NumberOfAFormThatWasSent_BelongsToItsTextAndItsCase()
    {
        await using var desk = await DeskFixture.ServeAsync();
        using var client = desk.CreateClient();
        var (one, other) = (await desk.OpenCaseAsync(client), await desk.OpenCaseAsync(client, ("story", "Другая история.")));
        var number = Ids.Code(26);
        (string Path, string Text)[] replies = [(one, "Первый ответ"), (one, "Первый ответ"), (one, "Второй ответ"), (other, "Первый ответ")];
        foreach (var (path, text) in replies)
        {
            var answer = await client.PostAsync(path, PayerClient.Form([new("message", text), new("form", number)]));
            Assert.Equal((HttpStatusCode.SeeOther, path), (answer.StatusCode, answer.Headers.Location!.OriginalString.Split('?')[0]));
        }

        var texts = await desk.ReadAsync(db => db.Messages.Where(m => m.Body.EndsWith("ответ")).Select(m => m.Body).ToListAsync());
        // The second press of a button is one reply; another text, or another case, is not.
        Assert.Equal(["Второй ответ", "Первый ответ", "Первый ответ"], texts.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task T70_Post_ReplyFromAnotherSite_IsRefused()
    {
        await using var desk = await DeskFixture.ServeAsync();
        using var client = desk.CreateClient();
        var path = await desk.OpenCaseAsync(client);
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");
        Assert.Equal(HttpStatusCode.Forbidden, (await client.PostAsync(path, Reply("Привет"))).StatusCode);
        Assert.Equal(1, await desk.ReadAsync(db => db.Messages.CountAsync(m => m.Author == AuthorKind.Payer)));
    }

    [Theory]
    [InlineData(1, "SD-1001")]
    [InlineData(15, "SD-1002")]
    public async Task Post_ReplyAfterClosing_ReopensOrContinuesUnderANewNumber(int days, string number)
    {
        await using var desk = await DeskFixture.ServeAsync();
        using var client = desk.CreateClient();
        var path = await desk.OpenCaseAsync(client);
        await desk.ReadAsync(db => db.Tickets.ExecuteUpdateAsync(set => set
            .SetProperty(t => t.Status, TicketStatus.Closed).SetProperty(t => t.ClosedAt, desk.Clock.GetUtcNow())));
        Assert.Contains("Обращение закрыто", await client.GetStringAsync(path), StringComparison.Ordinal);
        desk.Clock.Advance(TimeSpan.FromDays(days));

        var answer = await client.PostAsync(path, Reply("Списали снова."));
        var landed = answer.Headers.Location!.OriginalString.Split('?')[0];
        Assert.Equal(days == 1, landed == path);
        var page = await client.GetStringAsync(landed);
        Assert.Contains(number, page, StringComparison.Ordinal);
        Assert.Contains("Списали снова.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_ConfirmationReturned_ThePageSaysSo()
    {
        await using var desk = await DeskFixture.ServeAsync();
        using var client = desk.CreateClient();
        var path = await desk.OpenCaseAsync(client);
        await desk.ReadAsync(db => db.Outbox.ExecuteUpdateAsync(set => set.SetProperty(m => m.State, OutboxState.Failed)));
        Assert.Contains("не дошло", await client.GetStringAsync(path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Database_Links_KeepOnlyHashes()
    {
        await using var desk = await DeskFixture.ServeAsync();
        using var client = desk.CreateClient();
        var secret = (await desk.OpenCaseAsync(client)).Split('/')[^1];
        var hashes = await desk.ReadAsync(db => db.PayerLinks.Select(l => l.SecretHash).ToListAsync());
        Assert.Contains(Ids.Hash(secret), hashes);
        Assert.DoesNotContain(secret, hashes);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/case/new")]
    [InlineData("case")]
    public async Task Page_WithoutScript_EveryFieldHasALabelAndEveryHintExists(string path)
    {
        await using var desk = await DeskFixture.ServeAsync();
        using var client = desk.CreateClient();
        var page = await client.GetStringAsync(path == "case" ? await desk.OpenCaseAsync(client) : path);
        var document = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(page);
        Assert.Equal("ru", document.DocumentElement.GetAttribute("lang"));
        Assert.Single(document.QuerySelectorAll("h1"));
        Assert.Single(document.QuerySelectorAll("main#main"));
        Assert.All(document.QuerySelectorAll("script"), script => Assert.Equal(("module", ""), (script.GetAttribute("type"), script.TextContent)));
        Assert.Empty(document.QuerySelectorAll("[id]").GroupBy(e => e.Id).Where(g => g.Count() > 1).Select(g => g.Key));
        Assert.All(document.QuerySelectorAll("input:not([type=hidden]), textarea, select"), field => Assert.True(
            field.Closest("label") is not null || document.QuerySelector($"label[for='{field.Id}']") is not null, field.OuterHtml));
        Assert.All(document.QuerySelectorAll("[aria-describedby], [aria-labelledby]"), element => Assert.All(
            $"{element.GetAttribute("aria-describedby")} {element.GetAttribute("aria-labelledby")}".Split(' ', StringSplitOptions.RemoveEmptyEntries),
            id => Assert.NotNull(document.GetElementById(id))));
        foreach (Match link in Regex.Matches(page, "<a [^>]*href=\"(/(?!desk)[^\"#]*)\""))
            Assert.NotEqual(HttpStatusCode.NotFound, (await client.GetAsync(link.Groups[1].Value)).StatusCode);
    }

    private static Task<Ticket> TicketAsync(DeskFixture desk) => desk.ReadAsync(db => db.Tickets.AsNoTracking().SingleAsync());

    private static MultipartFormDataContent Reply(string message, byte[]? file = null) =>
        PayerClient.Form([new("message", message)], file);
}
