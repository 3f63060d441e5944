using System.Globalization;
using System.Security.Claims;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Email;
using SupportDesk.Features.Email.Authentication;
using SupportDesk.Features.Email.Pages;
using SupportDesk.Kernel;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Email.Pages;

public sealed class EmailPanelTests
{
    [Theory]
    [InlineData("ru", "Почему письмо здесь", "Это ответ на наше письмо")]
    [InlineData("en", "Why it is here", "It answers an e-mail of ours")]
    public async Task Why_Email_IsSaidInWords(string culture, string button, string words)
    {
        // Here and not only in a helper: what is set inside an awaited method ends with it.
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        await using var mail = await WithAnswerAsync();
        await using var page = await ShowAsync<EmailPanel>(mail, culture);
        await page.Component.PressAsync(button);
        page.Component.WaitForState(() => page.Component.FindAll("dl").Count == 1);
        Assert.Contains(words, page.Component.Find("dl").TextContent, StringComparison.Ordinal);
        Assert.DoesNotMatch("[a-z]_[A-Z]", page.Component.Markup);
    }

    [Fact]
    public async Task Move_TypedNumber_IsFoundConfirmedAndTakenBack()
    {
        await using var mail = await WithAnswerAsync();
        await mail.OpenAnotherAsync();
        await using var page = await ShowAsync<EmailPanel>(mail);
        await page.Component.ActAsync("[data-move]", one => one.ClickAsync(new()));
        page.Component.WaitForElement("form.move");
        await page.Component.ActAsync("form.move input", one => one.InputAsync($"{mail.Number + 1}"));
        page.Component.WaitForState(() => page.Component.FindAll("fieldset label").Count == 1);
        Assert.Contains(
            TicketNumber.Format(mail.Number + 1),
            page.Component.Button($"Перенести в {TicketNumber.Format(mail.Number + 1)}").TextContent,
            StringComparison.Ordinal
        );
        await page.Component.ActAsync("form.move", one => one.SubmitAsync());
        page.Component.WaitForState(() => page.Component.FindAll("form.move").Count == 0);
        Assert.DoesNotContain(await mail.MessagesAsync(), m => m.Direction == Direction.Incoming);

        var move = await mail.Desk.ReadAsync(db => Task.FromResult(db.MessageMoves.Single().Id));
        await using var gone = await ShowAsync<MovedMessage>(mail, id: move);
        gone.Component.WaitForElement("button");
        Assert.Contains(TicketNumber.Format(mail.Number + 1), gone.Component.Markup, StringComparison.Ordinal);
        gone.Component.Find("button").Click();
        gone.Component.WaitForAssertion(() => Assert.Single(mail.MessagesAsync().GetAwaiter().GetResult(), m => m.Direction == Direction.Incoming));
    }

    [Fact]
    public void Texts_EveryRuleVerdictAndReason_HasWords()
    {
        var texts = new System.Resources.ResourceManager(typeof(EmailText));
        string[] keys =
        [
            .. Enum.GetNames<MatchRule>().Select(rule => "Found_" + rule),
            .. Enum.GetNames<SenderTrust>().SelectMany(trust => new[] { "Because_" + trust, "Trust_" + trust }),
            .. Enum.GetNames<NotChecked>().Select(reason => "Desk_" + reason),
            .. new[] { "Signed", "Forwarded", "PolicyBySpf", "BySpf", "Partial", "Refused", "BadSignature", "ForeignSignature", "Unsigned" }.Select(key =>
                "Desk_" + key
            ),
            .. new[] { "Desk", "Server", "Envelope" }.Select(key => "DeskCounts_" + key),
            .. Enum.GetNames<SignatureResult>().Concat(Enum.GetNames<ArcResult>()).Concat(Enum.GetNames<DmarcPolicy>()).Append("Missing")
                .Select(result => "CheckResult_" + result.ToLowerInvariant()),
            .. Enum.GetNames<SupportDesk.Features.Email.Matching.RejectionReason>().Select(why => "Lost_" + why),
            .. Enum.GetNames<SupportDesk.Features.Email.Matching.SuspensionReason>().SelectMany(reason => new[] { "Reason_" + reason, "ReasonMore_" + reason }),
            .. Enum.GetNames<TicketStatus>().Select(status => "Status_" + status),
        ];
        foreach (var culture in new[] { "ru", "en" })
            Assert.All(keys, key => Assert.False(string.IsNullOrEmpty(texts.GetString(key, CultureInfo.GetCultureInfo(culture))), $"{key} {culture}"));
    }

    private static async Task<MailFixture> WithAnswerAsync()
    {
        var mail = await MailFixture.StartAsync();
        mail.Drop(
            $"From: Мария <{MailFixture.Provider}>\n"
                + "Subject: Re: x\n"
                + "Message-ID: <1@rk.example.ru>\n"
                + $"In-Reply-To: <{(await mail.OutboxAsync()).InternetMessageId}>\n\n"
                + "Смотрим."
        );
        await mail.ReceiveAsync();
        return mail;
    }

    private static async Task<Shown<T>> ShowAsync<T>(MailFixture mail, string culture = "ru", Guid? id = null) where T : IComponent
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        var scope = mail.Desk.Services.CreateAsyncScope();
        var context = new BunitContext();
        context.JSInterop.Mode = JSRuntimeMode.Loose;
        context
            .AddAuthorization()
            .SetAuthorized(mail.Desk.Agent.Name)
            .SetClaims(
                new Claim(ClaimTypes.NameIdentifier, mail.Desk.Agent.UserId.ToString()!),
                new Claim(ClaimTypes.GivenName, mail.Desk.Agent.Name),
                new Claim(ClaimTypes.Role, nameof(DeskRole.Agent))
            );
        context.Services.AddMudServices();
        context.Services.AddScoped<CurrentActor>();
        context.Services.AddFallbackServiceProvider(scope.ServiceProvider);
        var shown = id ?? (await mail.MessagesAsync()).Single(m => m.Direction == Direction.Incoming).Id;
        return new Shown<T>(context, scope, context.Render<T>(builder => builder.TryAdd("Id", shown)));
    }

    private sealed record Shown<T>(BunitContext Context, AsyncServiceScope Scope, IRenderedComponent<T> Component) : IAsyncDisposable where T : IComponent
    {
        public async ValueTask DisposeAsync()
        {
            await Context.DisposeAsync();
            await Scope.DisposeAsync();
        }
    }
}
