using System.Globalization;
using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Contacts;
using SupportDesk.Kernel;
using SupportDesk.Tests.Features.Email;

namespace SupportDesk.Tests.Features.Contacts;

/// <summary>What is entered about the provider decides how its e-mails are read.</summary>
public sealed class ProviderProfileTests
{
    [Fact]
    public async Task Pattern_Setting_CountsUntilOneIsEntered()
    {
        await using var mail = await MailFixture.StartAsync(null, ("Mail:ProviderNumberPattern", "case (?<number>RK-[0-9]+)"));
        await AnswerAsync(mail, 1, "your case RK-7, обращение 5521873");
        Assert.Equal("RK-7", await NumberAsync(mail));
        Assert.True((await SaveAsync(mail, "", "(?<number>[0-9]{7})")).Ok);
        await AnswerAsync(mail, 2, "your case RK-7, обращение 5521873");
        Assert.Equal("5521873", await NumberAsync(mail));
    }

    [Fact]
    public async Task T29_Pattern_ThatCannotServe_IsRefusedAtItsField()
    {
        await using var mail = await MailFixture.StartAsync();
        var saved = await SaveAsync(mail, "", "(?<number>a");
        Assert.Equal(("PatternBroken", "NumberPattern"), (saved.Problems[0].Code, saved.Problems[0].Field));
        Assert.Equal("SignWrong", (await SaveAsync(mail, "ab", "")).Problems[0].Code);
        Assert.Equal(0, await mail.Desk.ReadAsync(db => db.Contacts.CountAsync()));
    }

    [Theory]
    [InlineData("Ваше обращение принято", "help@rk.example.ru", true)]
    [InlineData("Другое", "robot@rk.example.ru", true)]
    [InlineData("Другое", "help@rk.example.ru", false)]
    public async Task T25_Sign_OfItsMachines_MakesAEmailAutomaticAndChangesNoStatus(string subject, string from, bool automatic)
    {
        await using var mail = await MailFixture.StartAsync();
        Assert.True((await SaveAsync(mail, "Ваше обращение принято\nrobot@", "")).Ok);
        await AnswerAsync(mail, 1, "обращение 5521873", subject, from);
        Assert.Equal(automatic, (await mail.MessagesAsync())[^1].IsAutomatic);
        Assert.Equal(automatic ? TicketStatus.WaitingOnProvider : TicketStatus.Open, (await mail.TicketAsync()).Status);
        Assert.Equal("5521873", await NumberAsync(mail));
    }

    [Fact]
    public async Task T24_ProvidersEmail_IsNeverAcknowledged()
    {
        await using var mail = await MailFixture.StartAsync(null, ("Mail:MaxNewTicketsAnHour", "10"));
        await SaveAsync(mail, "", "");
        var before = await mail.Desk.ReadAsync(db => db.Outbox.CountAsync());
        await AnswerAsync(mail, 1, "обращение 5521873");
        mail.Drop("From: <new@rk.example.ru>\nSubject: Без номера\nMessage-ID: <n@rk.example.ru>\n\nНовое");
        await mail.ReceiveAsync();
        Assert.Equal(before, await mail.Desk.ReadAsync(db => db.Outbox.CountAsync()));
    }

    [Theory]
    [InlineData("ru", "Re: [#5521873] x", "Номер прочитан")]
    [InlineData("en", "nothing here", "No number found")]
    public async Task Trial_PastedEmail_ShowsTheNumberAtOnce(string culture, string email, string says)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        await using var context = new BunitContext();
        context.JSInterop.Mode = JSRuntimeMode.Loose;
        context.Services.AddMudServices();
        context.Services.AddLocalization();
        context.Services.AddLogging();
        var trial = context.Render<NumberTrial>();
        trial.Find("textarea").Input(email);
        Assert.Contains(says, trial.Find("[role=status]").TextContent, StringComparison.Ordinal);
        trial.Render(builder => builder.Add(p => p.Pattern, "(?=x)"));
        Assert.Contains(culture == "ru" ? "заглядыванием" : "looks ahead", trial.Find("[role=status]").TextContent, StringComparison.Ordinal);
    }

    private static async Task AnswerAsync(MailFixture mail, int number, string text, string subject = "Re: x", string from = MailFixture.Provider)
    {
        mail.Drop(
            $"From: <{from}>\n"
                + $"Subject: =?utf-8?B?{Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(subject))}?=\n"
                + $"Message-ID: <{number}@rk.example.ru>\n"
                + $"In-Reply-To: <{(await mail.OutboxAsync()).InternetMessageId}>\n"
                + "Content-Type: text/plain; charset=utf-8\n\n"
                + text
        );
        await mail.ReceiveAsync();
    }

    private static async Task<string?> NumberAsync(MailFixture mail) =>
        (await mail.TicketAsync()).Conversations.Single(c => c.Party == Party.Provider).ExternalNumber;

    private static Task<Result<Unit>> SaveAsync(MailFixture mail, string signs, string pattern) => mail.Desk.UseAsync<SaveContacts, Result<Unit>>(save =>
        save.RunAsync(new(MailFixture.Provider, "Кабинет", "", pattern, signs), mail.Desk.Admin, CancellationToken.None));
}
