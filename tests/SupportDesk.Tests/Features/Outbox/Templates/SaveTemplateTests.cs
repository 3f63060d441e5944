using Microsoft.EntityFrameworkCore;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Outbox.Templates;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;
using SupportDesk.Tests.Features.Email;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Outbox.Templates;

public sealed class SaveTemplateTests
{
    private const string Words = "{{text}}\n\nВаше обращение: {{case.number}}, ссылка: {{case.link}}\nЛавка";

    [Fact]
    public async Task RunAsync_NewWords_AreInForceOnRecordAndInTheHistory()
    {
        await using var desk = await DeskFixture.StartAsync();
        Assert.Equal(1, (await SaveAsync(desk, "answer", Words, 0)).Value);
        var view = await ReadAsync(desk, "answer");
        Assert.Equal((Words, false, 1), (view.Content.Body, view.IsBuiltIn, view.Version));
        Assert.Equal([1, 0], view.History.Select(step => step.Number));
        Assert.Equal(desk.Admin.Name, view.History[0].ByName);
        var audit = await desk.ReadAsync(db => db.Audit.SingleAsync());
        Assert.Equal(("template.save", "answer/ru", desk.Admin.UserId), (audit.Action, audit.Subject, audit.ActorId));
        Assert.Equal(["ru"], (await ListAsync(desk)).Single(row => row.Kind.Key == "answer").Changed);
    }

    [Fact]
    public async Task RunAsync_WrongWords_AreRefusedWithEachFaultAndChangeNothing()
    {
        await using var desk = await DeskFixture.StartAsync();
        var refused = await SaveAsync(desk, "answer", "Здравствуйте, {{case.numer}}, {{ticket.internalNotes}}", 0);
        Assert.Equal(["UnknownNearest", "Unknown", "Missing", "Missing"], refused.Problems.Select(problem => problem.Code));
        Assert.All(refused.Problems, problem => Assert.Equal("Body", problem.Field));
        Assert.Equal(["case.numer", 1, 15, "case.number"], refused.Problems[0].Args);
        Assert.Equal("SecretInTemplate", (await SaveAsync(desk, "answer", Words + " карта 4111 1111 1111 1111", 0)).Problems.Single().Code);
        Assert.True((await ReadAsync(desk, "answer")).IsBuiltIn);
    }

    [Fact]
    public async Task RestoreAsync_VersionBeforeAndReset_BringTheWordsBackAndKeepTheHistory()
    {
        await using var desk = await DeskFixture.StartAsync();
        await SaveAsync(desk, "answer", Words, 0);
        await SaveAsync(desk, "answer", Words + " «Тмин»", 1);
        await RestoreAsync(desk, "answer", 1, seen: 2);
        Assert.Equal(Words, (await ReadAsync(desk, "answer")).Content.Body);
        await desk.UseAsync<SaveTemplate, Result<int>>(save => save.ResetAsync("answer", "ru", 3, desk.Admin, CancellationToken.None));
        var view = await ReadAsync(desk, "answer");
        Assert.True(view.IsBuiltIn);
        Assert.Equal(TicketEmails.Answer.BuiltIn("ru"), view.Content);
        await RestoreAsync(desk, "answer", 3, seen: 4);
        Assert.Equal((Words, 5), ((await ReadAsync(desk, "answer")).Content.Body, (await ReadAsync(desk, "answer")).Version));
        Assert.Equal(5, await desk.ReadAsync(db => db.Audit.CountAsync()));
    }

    [Fact]
    public async Task RunAsync_SomebodyElseSavedMeanwhile_IsRefusedAndNamesThem()
    {
        await using var desk = await DeskFixture.StartAsync();
        await SaveAsync(desk, "answer", Words, 0);
        var late = (await SaveAsync(desk, "answer", Words + "!", 0)).Problems.Single();
        Assert.Equal(("ChangedMeanwhile", desk.Admin.Name), (late.Code, late.Args[0]));
    }

    [Fact]
    public async Task T52_AnyUse_NotAnAdministrator_IsRefused()
    {
        await using var desk = await DeskFixture.StartAsync();
        foreach (var actor in new[] { desk.Agent, desk.Merchant, desk.Stranger })
        {
            Assert.Equal([Problem.NotFound], (await SaveAsync(desk, "answer", Words, 0, actor)).Problems);
            Assert.Equal([Problem.NotFound], (await RestoreAsync(desk, "answer", 0, 0, actor)).Problems);
            Assert.Equal(
                [Problem.NotFound],
                (await desk.UseAsync<ReadTemplates, Result<TemplateView>>(read => read.OneAsync("answer", "ru", actor, CancellationToken.None))).Problems
            );
            Assert.Equal(
                [Problem.NotFound],
                (await desk.UseAsync<ReadTemplates, Result<List<TemplateRow>>>(read => read.ListAsync(actor, CancellationToken.None))).Problems
            );
        }

        Assert.Equal(0, await desk.ReadAsync(db => db.TemplateVersions.CountAsync()));
    }

    [Fact]
    public async Task EmailTemplate_SavedWords_AreSentAndATemplateThatNoLongerFitsIsNot()
    {
        await using var mail = await MailFixture.StartAsync();
        await SaveAsync(mail.Desk, "answer", "{{text}}\n\nНомер {{case.number}}\n{{case.link}}", 0);
        await mail.AskRequesterAsync("Какой номер заказа?");
        var body = (await mail.OutboxAsync(Party.Requester)).Body;
        Assert.StartsWith(
            $"Какой номер заказа?\n\nНомер {TicketNumber.Format(mail.Number)}\n\nRef: {TicketNumber.Format(mail.Number)}-",
            body,
            StringComparison.Ordinal
        );

        await mail.Desk.ReadAsync(db => db.TemplateVersions.ExecuteUpdateAsync(row => row.SetProperty(v => v.Body, "{{gone.placeholder}}")));
        mail.Desk.Clock.Advance(TimeSpan.FromMinutes(1));
        await mail.AskRequesterAsync("И ещё вопрос");
        Assert.StartsWith("И ещё вопрос\n\nRef: ", (await mail.OutboxAsync(Party.Requester)).Body, StringComparison.Ordinal);
    }

    private static Task<Result<int>> SaveAsync(DeskFixture desk, string kind, string body, int seen, Actor? actor = null) =>
        desk.UseAsync<SaveTemplate, Result<int>>(save => save.RunAsync(new(kind, "ru", null, body, seen), actor ?? desk.Admin, CancellationToken.None));

    private static Task<Result<int>> RestoreAsync(DeskFixture desk, string kind, int version, int seen, Actor? actor = null) =>
        desk.UseAsync<SaveTemplate, Result<int>>(save => save.RestoreAsync(kind, "ru", version, seen, actor ?? desk.Admin, CancellationToken.None));

    private static async Task<TemplateView> ReadAsync(DeskFixture desk, string kind) =>
        (await desk.UseAsync<ReadTemplates, Result<TemplateView>>(read => read.OneAsync(kind, "ru", desk.Admin, CancellationToken.None))).Value;

    private static async Task<List<TemplateRow>> ListAsync(DeskFixture desk) =>
        (await desk.UseAsync<ReadTemplates, Result<List<TemplateRow>>>(read => read.ListAsync(desk.Admin, CancellationToken.None))).Value;
}
