using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Files;
using SupportDesk.Tests.Features.Files.Pictures;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Payers;

public sealed class NewCaseTests
{
    private const string Pan = "5555555555554444";
    private const string OtherPan = "4111 1111 1111 1111";

    [Fact]
    public async Task Post_GoodAnswers_OpensATicketAndLeadsToItsPage()
    {
        await using var desk = await DeskFixture.ServeAsync();
        using var client = desk.CreateClient();
        var answer = await client.PostAsync("/case/new", desk.Form(file: Encoding.UTF8.GetBytes("Покупка 1250,50\n")));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var ticket = await desk.ReadAsync(db =>
            db.Tickets.Include(t => t.Conversations).ThenInclude(c => c.Messages).ThenInclude(m => m.Attachments).SingleAsync()
        );
        Assert.Equal((TicketKind.Payer, "payer-charged-twice", desk.Shop.Id), (ticket.Kind, ticket.CaseType, ticket.ShopId));
        Assert.Equal("Списали дважды / заказ А-204 / 1\u00A0250,50\u00A0₽ / карта ··1111", ticket.Title);
        Assert.Equal((1250.50m, PaymentMethod.Card, "1111"), (ticket.Payment.Amount, ticket.Payment.Method, ticket.Payment.CardLast4));
        Assert.Equal("чек.txt", ticket.Conversations.Single().Messages.Single(m => m.Author == AuthorKind.Payer).Attachments.Single().Name);

        var page = await client.GetStringAsync(answer.Headers.Location);
        Assert.Contains("Обращение принято", page, StringComparison.Ordinal);
        Assert.Contains("SD-1001", page, StringComparison.Ordinal);
        Assert.Contains("a***@mail.ru", page, StringComparison.Ordinal);
        Assert.DoesNotContain("anna@mail.ru", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task T68_Post_ForgedHost_EmailAndPageUseTheConfiguredAddress()
    {
        await using var desk = await DeskFixture.ServeAsync(settings: ("Desk:BaseUrl", "https://help.tmin.example.ru"));
        using var client = desk.CreateClient();
        client.DefaultRequestHeaders.Host = "evil.example";
        var path = await desk.OpenCaseAsync(client);
        var email = await desk.ReadAsync(db => db.Outbox.SingleAsync());
        Assert.Matches("https://help\\.tmin\\.example\\.ru/case/[a-z0-9]{52}", email.Body);
        Assert.Contains("https://help.tmin.example.ru" + path, await client.GetStringAsync(path + "?new"), StringComparison.Ordinal);
        Assert.DoesNotContain("evil.example", email.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task T89_Post_CardNumbersInEveryFieldAndTheFile_AreInNoFileOfTheDesk()
    {
        await using var desk = await DeskFixture.ServeAsync();
        using var client = desk.CreateClient();
        var file = Encoding.UTF8.GetBytes($"Покупка\nкарта {OtherPan}\nPAN={Pan}\n");
        var planted = PayerClient.Good.Keys.Except(["what", "day", "month", "year", "time", "amount", "method", "email", "website"])
            .Select(name => (name, $"карта {Pan}")).ToArray();
        var first = await client.PostAsync("/case/new", desk.Form([.. planted, ("email", "anna"), ("time", Pan), ("amount", Pan)], file));
        var again = await first.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, first.StatusCode);
        Assert.DoesNotContain(Pan, again, StringComparison.Ordinal);
        Assert.Contains("Мы скрыли", again, StringComparison.Ordinal);

        var answer = await client.PostAsync("/case/new", desk.Form([("story", $"Списали с {OtherPan}"), ("last4", Pan), ("order", Pan), ("name", Pan)], file));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var page = await client.GetStringAsync(answer.Headers.Location);
        Assert.Contains("Мы скрыли", page, StringComparison.Ordinal);
        Assert.Equal("4444", await desk.ReadAsync(db => db.Tickets.Select(t => t.Payment.CardLast4).SingleAsync()));
        AssertNowhere(desk.Folder, Pan, OtherPan, OtherPan.Replace(" ", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Post_Mistakes_PageComesBackWithEverythingTypedAndTheReasons()
    {
        await using var desk = await DeskFixture.ServeAsync();
        using var client = desk.CreateClient();
        var answer = await client.PostAsync("/case/new", desk.Form([("day", "31"), ("month", "02"), ("amount", "много"), ("story", "Кавычки \" и <b>")]));
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("Такого дня нет", page, StringComparison.Ordinal);
        Assert.Contains("Не похоже на сумму", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/case/new#amount\"", page, StringComparison.Ordinal);
        Assert.Contains("aria-describedby=\"amount-why amount-err\"", page, StringComparison.Ordinal);
        Assert.Equal("много", PayerClient.ValueOf(page, "amount"));
        Assert.Contains("&lt;b&gt;</textarea>", page, StringComparison.Ordinal);
        Assert.Matches("value=\"charged-twice\" checked", page);
        Assert.Equal(0, await desk.ReadAsync(db => db.Tickets.CountAsync()));
    }

    [Fact]
    public async Task Post_MistakeWithAFile_TheStoredFileWaitsForItsOwnerOnly()
    {
        await using var desk = await DeskFixture.ServeAsync();
        using var client = desk.CreateClient();
        var page = await (await client.PostAsync("/case/new", desk.Form([("email", "anna")], "Чек\n"u8.ToArray()))).Content.ReadAsStringAsync();
        var kept = WebUtility.HtmlDecode(PayerClient.ValueOf(page, "kept"));
        var id = await desk.ReadAsync(db => db.Attachments.Select(a => a.Id).SingleAsync());
        Assert.NotEmpty(kept);

        // An id that nobody sealed is nothing.
        await desk.OpenCaseAsync(client, ("kept", id.ToString("N")));
        Assert.Null(await desk.ReadAsync(db => db.Attachments.Select(a => a.TicketId).SingleAsync()));
        await desk.OpenCaseAsync(client, ("kept", kept));
        var owner = await desk.ReadAsync(db => db.Attachments.Select(a => a.TicketId).SingleAsync());
        Assert.NotNull(owner);
        // Used once, it is not used again.
        await desk.OpenCaseAsync(client, ("kept", kept));
        Assert.Equal(owner, await desk.ReadAsync(db => db.Attachments.Select(a => a.TicketId).SingleAsync()));
    }

    [Fact]
    public async Task PurgeUnsentFiles_AfterTwoDays_RemovesWhatWasNeverSentAndNothingElse()
    {
        await using var desk = await DeskFixture.ServeAsync();
        using var client = desk.CreateClient();
        await client.PostAsync("/case/new", desk.Form([("email", "anna")], "брошенный"u8.ToArray(), "брошенный.txt"));
        await client.PostAsync("/case/new", desk.Form(file: "отправленный"u8.ToArray(), fileName: "отправленный.txt"));
        desk.Clock.Advance(TimeSpan.FromDays(2) + TimeSpan.FromMinutes(1));
        await desk.UseAsync<PurgeUnsentFiles, bool>(async purge =>
        {
            await purge.RunAsync(default);
            return true;
        });
        Assert.Equal(["отправленный.txt"], await desk.ReadAsync(db => db.Attachments.Select(a => a.Name).ToListAsync()));
        Assert.Single(Directory.EnumerateFiles(Path.Combine(desk.Folder, "data", "blobs"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task T46_Post_PictureFromTheDialog_IsStoredWithoutItsNotes()
    {
        await using var desk = await DeskFixture.ServeAsync();
        using var client = desk.CreateClient();
        var answer = await client.PostAsync("/case/new", desk.Form([("redacted", "1")], JpegBytes.Picture(400, 300, JpegBytes.Exif), "снимок.jpg"));
        Assert.Equal(303, (int)answer.StatusCode);
        var file = await desk.ReadAsync(db => db.Attachments.SingleAsync());
        Assert.Equal(("снимок.jpg", "image/jpeg", false), (file.Name, file.ContentType, file.PendingReview));
        PictureAssert.HoldsPixelsOnly(
            await File.ReadAllBytesAsync(Assert.Single(Directory.EnumerateFiles(Path.Combine(desk.Folder, "data", "blobs"), "*", SearchOption.AllDirectories))),
            300,
            400
        );
    }

    [Fact]
    public async Task T46_Post_PictureWithoutScript_IsRefusedInWordsAndNothingIsStored()
    {
        await using var desk = await DeskFixture.ServeAsync();
        using var client = desk.CreateClient();
        byte[] png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, .. new byte[3000]];
        var answer = await client.PostAsync("/case/new", desk.Form(file: png, fileName: "чек.png"));
        Assert.Contains("нужен браузер с включённым JavaScript", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        AssertNothingStored(desk);
        Assert.Equal(0, await desk.ReadAsync(db => db.Tickets.CountAsync()));
    }

    [Theory]
    [InlineData(200_000)]
    [InlineData(3_000_000)]
    public async Task Post_FileTooLarge_IsRefusedInWordsAndNothingIsStored(int size)
    {
        await using var desk = await DeskFixture.ServeAsync(settings: ("Payers:MaxFileBytes", "100000"));
        using var client = desk.CreateClient();
        client.DefaultRequestHeaders.ExpectContinue = true;
        var answer = await client.PostAsync("/case/new", desk.Form(file: [.. Enumerable.Repeat((byte)'a', size)]));
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Contains("Файл больше", page, StringComparison.Ordinal);
        Assert.Equal("anna@mail.ru", PayerClient.ValueOf(page, "email"));
        AssertNothingStored(desk);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "what=refund")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"what\"\r\n\r\nrefund")]
    [InlineData("multipart/form-data", "nothing")]
    public async Task Post_BrokenForm_IsRefusedInWords(string type, string body)
    {
        await using var desk = await DeskFixture.ServeAsync();
        using var client = desk.CreateClient();
        var content = new StringContent(body);
        content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(type);
        var answer = await client.PostAsync("/case/new", content);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("Форма пришла не целиком", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    public async Task T70_Post_FromAnotherSite_IsRefused(string header, string value)
    {
        await using var desk = await DeskFixture.ServeAsync();
        using var client = desk.CreateClient();
        client.DefaultRequestHeaders.Add(header, value);
        var answer = await client.PostAsync("/case/new", desk.Form());
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(0, await desk.ReadAsync(db => db.Tickets.CountAsync()));
    }

    [Fact]
    public async Task Post_SameFormTwiceAtOnce_OpensOneTicket()
    {
        await using var desk = await DeskFixture.ServeAsync();
        using var client = desk.CreateClient();
        var number = PayerClient.ValueOf(await client.GetStringAsync("/case/new"), "form");
        var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => client.PostAsync("/case/new", desk.Form([("form", number)]))));
        Assert.Equal(answers[0].Headers.Location, answers[1].Headers.Location);
        Assert.Equal(1, await desk.ReadAsync(db => db.Tickets.CountAsync()));
    }

    [Fact]
    public async Task Post_TrapFilledIn_AsksToSendAgain()
    {
        await using var desk = await DeskFixture.ServeAsync();
        using var client = desk.CreateClient();
        var page = await (await client.PostAsync("/case/new", desk.Form([("website", "https://spam.example")]))).Content.ReadAsStringAsync();
        Assert.DoesNotContain("spam.example", page, StringComparison.Ordinal);
        Assert.Equal(0, await desk.ReadAsync(db => db.Tickets.CountAsync()));
    }

    [Fact]
    public async Task Post_MoreThanAllowedFromOneAddress_IsRefusedAndKeepsTheText()
    {
        await using var desk = await DeskFixture.ServeAsync(settings: ("Payers:CasesPerHour", "2"));
        using var client = desk.CreateClient();
        await desk.OpenCaseAsync(client);
        await desk.OpenCaseAsync(client);
        var answer = await client.PostAsync("/case/new", desk.Form([("amount", "777")]));
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Equal("777", PayerClient.ValueOf(await answer.Content.ReadAsStringAsync(), "amount"));

        // Behind a proxy on this machine each visitor has a budget of their own (T-67).
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        await desk.OpenCaseAsync(client);
    }

    [Fact]
    public async Task Post_TooManyForms_IsRefused()
    {
        await using var desk = await DeskFixture.ServeAsync(settings: ("Payers:FormsPerHour", "1"));
        using var client = desk.CreateClient();
        await desk.OpenCaseAsync(client);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await client.PostAsync("/case/new", desk.Form())).StatusCode);
    }

    [Fact]
    public async Task T10_Post_ManyWithOnesAddress_EmailsAreFewAndCarryNothingOfTheForm()
    {
        await using var desk = await DeskFixture.ServeAsync(settings: [("Payers:CasesPerHour", "100"), ("Payers:LettersPerHour", "3")]);
        using var client = desk.CreateClient();
        for (var i = 0; i < 6; i++)
            await desk.OpenCaseAsync(client, ("email", i % 2 == 0 ? "victim@mail.ru" : $"Victim+{i}@mail.ru"), ("name", "BUY NOW"),
                ("story", "BUY NOW at spam.example"), ("order", "BUY NOW spam.example"));
        Assert.Equal(6, await desk.ReadAsync(db => db.Tickets.CountAsync()));
        var emails = await desk.ReadAsync(db => db.Outbox.ToListAsync());
        Assert.Equal(3, emails.Count);
        Assert.All(emails, email =>
        {
            Assert.True(email.Automatic);
            Assert.DoesNotContain("BUY NOW", email.Subject + email.Body + email.ToName, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("spam.example", email.Subject + email.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("1111", email.Subject + email.Body, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task T33_T35_Post_LineBreaksAndTemplates_StayText()
    {
        await using var desk = await DeskFixture.ServeAsync();
        using var client = desk.CreateClient();
        var path = await desk.OpenCaseAsync(
            client,
            ("name", "Анна\r\nBcc: eve@evil.example"),
            ("story", "{{ticket.internalNotes}} %{x} {0} <script>alert(1)</script>")
        );
        var email = await desk.ReadAsync(db => db.Outbox.SingleAsync());
        Assert.DoesNotContain('\n', email.ToAddress + email.ToName + email.Subject);
        Assert.Equal("Анна Bcc: eve@evil.example", await desk.ReadAsync(db => db.Tickets.Select(t => t.RequesterName).SingleAsync()));
        var page = await client.GetStringAsync(path);
        Assert.Contains("{{ticket.internalNotes}} %{x} {0} &lt;script&gt;", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await client.PostAsync("/case/new", desk.Form([("email", "a@b.ru\r\nBcc: c@d.ru")]))).StatusCode);
    }

    [Fact]
    public async Task Post_ConfirmationWaits_ItsPrivateLinkIsReadableInNoFileOfTheDatabase()
    {
        await using var desk = await DeskFixture.ServeAsync();
        using var client = desk.CreateClient();
        await desk.OpenCaseAsync(client);
        var secret = PayerClient.LinksIn((await desk.ReadAsync(db => db.Outbox.SingleAsync())).Body).Single().Split('/')[^1];
        foreach (var file in Directory.EnumerateFiles(desk.Folder, "*", SearchOption.AllDirectories))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var copy = new MemoryStream();
            await stream.CopyToAsync(copy);
            Assert.False(copy.ToArray().AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(secret)) >= 0, file);
        }
    }

    [Fact]
    public async Task Post_InEnglish_EmailAndPageAreEnglish()
    {
        await using var desk = await DeskFixture.ServeAsync();
        using var client = desk.CreateClient();
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        var path = await desk.OpenCaseAsync(client);
        Assert.Contains("We have received your case SD-1001", (await desk.ReadAsync(db => db.Outbox.SingleAsync())).Body, StringComparison.Ordinal);
        var page = await client.GetStringAsync(path);
        Assert.Contains("<html lang=\"en\"", page, StringComparison.Ordinal);
        Assert.Contains("Received, we will look soon", page, StringComparison.Ordinal);
    }

    private static void AssertNothingStored(DeskFixture desk) =>
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(desk.Folder, "data", "blobs"), "*", SearchOption.AllDirectories));

    private static void AssertNowhere(string folder, params string[] planted)
    {
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToList();
        Assert.Contains(files, file => file.Contains("blobs", StringComparison.Ordinal));
        Assert.All(files, file =>
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            var text = reader.ReadToEnd();
            Assert.All(planted, pan => Assert.False(text.Contains(pan, StringComparison.Ordinal), $"{pan} in {file}"));
        });
    }
}
