using System.Net;
using Microsoft.EntityFrameworkCore;
using SupportDesk.Data.Entities;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Email.Messages;

public sealed class EmailEndpointTests
{
    [Fact]
    public async Task T39_T50_Html_IsServedSandboxedAndLoadsNothing()
    {
        await using var mail = await HtmlAsync();
        using var staff = await mail.Desk.SignInAsync(mail.Desk.Agent);
        var message = (await mail.MessagesAsync())[^1];
        using var answer = await staff.GetAsync(new Uri($"/desk/letters/{message.Id}/html", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        foreach (var part in new[] { "sandbox;", "default-src 'none'", "form-action 'none'", "frame-ancestors 'self'" })
            Assert.Contains(part, policy, StringComparison.Ordinal);
        Assert.DoesNotContain("allow-scripts", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        var html = await answer.Content.ReadAsStringAsync();
        Assert.Contains("<b>Смотрим</b>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("evil.example", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task T39_Html_StoredBehindTheAllowListsBack_IsCleanedOnceMore()
    {
        await using var mail = await HtmlAsync();
        await mail.Desk.ReadAsync(db =>
            db.EmailCopies.ExecuteUpdateAsync(row => row.SetProperty(copy => copy.Html, "<p onclick=alert(1)>x<script>alert(1)</script></p>"))
        );
        using var staff = await mail.Desk.SignInAsync(mail.Desk.Agent);
        var html = await staff.GetStringAsync(new Uri($"/desk/letters/{(await mail.MessagesAsync())[^1].Id}/html", UriKind.Relative));
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("onclick", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_WholeEmail_IsAMaskedDownload()
    {
        await using var mail = await HtmlAsync();
        using var staff = await mail.Desk.SignInAsync(mail.Desk.Agent);
        using var answer = await staff.GetAsync(new Uri($"/desk/letters/{(await mail.MessagesAsync())[^1].Id}/text", UriKind.Relative));
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Contains("Message-ID: <1@rk.example.ru>", text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Смотрим", text, StringComparison.Ordinal);
        Assert.DoesNotContain("4111 1111 1111 1111", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task T43_T52_Email_ForAMerchant_IsNotThere()
    {
        await using var mail = await HtmlAsync();
        var id = (await mail.MessagesAsync())[^1].Id;
        using var merchant = await mail.Desk.SignInAsync(mail.Desk.Merchant);
        foreach (var part in new[] { "html", "text" })
        {
            using var answer = await merchant.GetAsync(new Uri($"/desk/letters/{id}/{part}", UriKind.Relative));
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    private static async Task<MailFixture> HtmlAsync()
    {
        var mail = await MailFixture.ServeAsync();
        mail.Drop(
            $"From: <{MailFixture.Provider}>\n"
                + "Subject: Re: 4111 1111 1111 1111\n"
                + "Message-ID: <1@rk.example.ru>\n"
                + $"In-Reply-To: <{(await mail.OutboxAsync()).InternetMessageId}>\n"
                + "Content-Type: text/html; charset=utf-8\n\n"
                + "<p><b>Смотрим</b><img src=https://evil.example/x.gif>"
                + "<script src=https://evil.example/x.js></script></p>"
        );
        await mail.ReceiveAsync();
        Assert.Equal(Direction.Incoming, (await mail.MessagesAsync())[^1].Direction);
        return mail;
    }
}
