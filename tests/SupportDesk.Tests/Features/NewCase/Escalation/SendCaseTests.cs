using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Data.Blobs;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Files;
using SupportDesk.Features.Files.Unmasking;
using SupportDesk.Features.NewCase.Drafts;
using SupportDesk.Features.NewCase.Escalation;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;
using SupportDesk.Tests.Features.Files.Archives;
using SupportDesk.Tests.Features.Files.Unmasking;
using SupportDesk.Tests.Features.NewCase.Drafts;
using SupportDesk.Tests.Features.Tickets;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.NewCase.Escalation;

public sealed class SendCaseTests
{
    private static readonly (string, string)[] Complete =
    [
        ("result-url", "https://tmin.example.ru/pay/result"), ("invoice", "12345"), ("amount", "2480,00"), ("method", "Card"), ("since", "20.11.2026 09:40"),
        ("spread", "All"), ("impact", "OrdersStuck"), ("expected", "Заказ станет «Оплачен»"), ("happened", "Уведомления нет"),
    ];

    [Fact]
    public async Task RunAsync_CompleteDraft_BecomesATicketWithItsEmailAndVanishes()
    {
        await using var desk = await ReadyAsync();
        var draft = await DraftAsync(desk, Complete);
        var log = string.Concat(Enumerable.Range(0, 5000).Select(i => i % 2500 == 1200
            ? "1.1.1.1 - - [20/Nov/2026:10:02:41 +0300] \"POST /pay?InvId=12345 HTTP/1.1\" 302 1\n"
            : $"1.1.1.1 - - [20/Nov/2026:10:02:41 +0300] \"GET /{i} HTTP/1.1\" 200 512\n"));
        await DraftTests.AddFileAsync(desk, draft, desk.Merchant, log);

        var sent = await SendAsync(desk, draft);

        Assert.True(sent.Ok, sent.Ok ? "" : sent.Problems[0].Code);
        var ticket = await desk.ReadAsync(db =>
            db.Tickets.Include(t => t.Conversations).ThenInclude(c => c.Messages).ThenInclude(m => m.Attachments).SingleAsync()
        );
        Assert.Equal(
            ("Уведомление не приходит на ResultURL / заказ 12345 / карта", Priority.P1, "12345"),
            (ticket.Title, ticket.Priority, ticket.Payment.InvoiceId)
        );
        Assert.Equal((2480m, desk.Shop.Id, "lavka-tmin"), (ticket.Payment.Amount, ticket.ShopId, ticket.Payment.MerchantLogin));
        Assert.Null(ticket.OverrideReason);
        var email = ticket.Conversations.Single(c => c.Party == Party.Provider).Messages.Single();
        Assert.Contains("20/Nov/2026 10:02:41 POST /pay 302", email.Body, StringComparison.Ordinal);
        var excerpt = Assert.Single(email.Attachments);
        Assert.Equal(("access-12345.log", 14 + 1), (excerpt.Name, (int)excerpt.Lines));
        Assert.Equal("access.log", Assert.Single(ticket.Conversations.Single(c => c.Party == Party.Requester).Messages.Single().Attachments).Name);
        Assert.Equal(0, await desk.ReadAsync(db => db.Drafts.CountAsync()));
        Assert.Equal(1, await desk.ReadAsync(db => db.Outbox.CountAsync()));
    }

    [Fact]
    public async Task RunAsync_ClickedFourTimesAtOnce_SendsOnce()
    {
        await using var desk = await ReadyAsync();
        var draft = await DraftAsync(desk, Complete);
        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SendAsync(desk, draft)));
        Assert.Single(results, result => result.Ok);
        Assert.Equal((1, 1), (await desk.ReadAsync(db => db.Tickets.CountAsync()), await desk.ReadAsync(db => db.Outbox.CountAsync())));
    }

    [Fact]
    public async Task RunAsync_RequiredIsMissing_AsksForAReasonAndRecordsIt()
    {
        await using var desk = await ReadyAsync();
        var draft = await DraftAsync(desk, [.. Complete.Where(answer => answer.Item1 != "happened")]);
        Assert.Equal("RequiredMissing", (await SendAsync(desk, draft)).Problems[0].Code);
        await desk.UseAsync<SaveDraft, Result<SaveDraft.Saved>>(save =>
            save.RunAsync(new(draft) { OverrideReason = "Заказы стоят с утра" }, desk.Merchant, CancellationToken.None)
        );
        Assert.True((await SendAsync(desk, draft)).Ok);
        var ticket = await desk.ReadAsync(db => db.Tickets.Include(t => t.Events).SingleAsync());
        Assert.Equal("Заказы стоят с утра", ticket.OverrideReason);
        Assert.Contains(ticket.Events, e => e is { Kind: TicketEventKind.RequiredSkipped, To: "Заказы стоят с утра" });
    }

    [Fact]
    public async Task RunAsync_ImpossibleAnswer_NoReasonHelps()
    {
        await using var desk = await ReadyAsync();
        var draft = await DraftAsync(desk, [.. Complete, ("amount", "-5")]);
        await desk.UseAsync<SaveDraft, Result<SaveDraft.Saved>>(save =>
            save.RunAsync(new(draft) { OverrideReason = "Очень надо" }, desk.Merchant, CancellationToken.None)
        );
        Assert.Equal("AnswersImpossible", (await SendAsync(desk, draft)).Problems[0].Code);
    }

    [Fact]
    public async Task RunAsync_VagueSubject_IsReplacedByTheFacts()
    {
        await using var desk = await ReadyAsync();
        var draft = await DraftAsync(desk, Complete);
        await desk.UseAsync<SaveDraft, Result<SaveDraft.Saved>>(save =>
            save.RunAsync(new(draft) { Subject = "помогите срочно" }, desk.Merchant, CancellationToken.None)
        );
        Assert.True((await SendAsync(desk, draft)).Ok);
        Assert.StartsWith("Уведомление не приходит", (await desk.ReadAsync(db => db.Tickets.SingleAsync())).Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_NoProviderAddress_OpensTheTicketWithoutAEmail()
    {
        await using var desk = await DeskFixture.StartAsync();
        var draft = await DraftAsync(desk, Complete);
        Assert.True((await SendAsync(desk, draft)).Ok);
        Assert.Equal((1, 0), (await desk.ReadAsync(db => db.Tickets.CountAsync()), await desk.ReadAsync(db => db.Outbox.CountAsync())));
    }

    [Fact]
    public async Task T52_RunAsync_ForeignDraft_SendsNothing()
    {
        await using var desk = await ReadyAsync();
        var draft = await DraftAsync(desk, Complete);
        Assert.Equal([Problem.NotFound], (await SendAsync(desk, draft, desk.Stranger)).Problems);
        Assert.Equal(0, await desk.ReadAsync(db => db.Tickets.CountAsync()));
    }

    [Fact]
    public async Task Escalate_PayerTicket_GoesOutOnThatTicketOnce()
    {
        await using var desk = await ReadyAsync();
        var payer = await PayerTicketAsync(desk);
        var first = await EscalateAsync(desk, payer, desk.Agent);
        Assert.Equal(first.Value, (await EscalateAsync(desk, payer, desk.Agent)).Value);
        var answers = CaseAnswers.FromJson((await DraftTests.ReadAsync(desk, first.Value, desk.Agent)).Value.AnswersJson);
        Assert.Equal(("12345", "1111", "Деньги не списались"), (answers["invoice"], answers["last4"], answers["happened"]));
        await DraftTests.SaveAsync(desk, first.Value, desk.Agent, ("paid-at", "20.11.2026 09:40"));
        Assert.Equal("ShopMissing", (await SendAsync(desk, first.Value, desk.Agent)).Problems[0].Code);
        await DraftTests.ChooseShopAsync(desk, first.Value, desk.Agent);

        var sent = await SendAsync(desk, first.Value, desk.Agent);

        Assert.True(sent.Ok, sent.Ok ? "" : sent.Problems[0].Code + sent.Problems[0].Args.FirstOrDefault());
        Assert.Equal(payer, sent.Value.Id);
        Assert.Equal(0, await desk.ReadAsync(db => db.Drafts.CountAsync()));
        Assert.True(await desk.ReadAsync(db => db.Conversations.AnyAsync(c => c.TicketId == payer && c.Party == Party.Provider)));
    }

    [Fact]
    public async Task Escalate_StoppedAnywhere_LeavesTheCaseTheDraftAndItsFilesAsTheyWere()
    {
        var cut = new PowerCut();
        await using var desk = await ReadyAsync(PowerCut.Into(cut));
        var payer = await PayerTicketAsync(desk);
        var draft = (await EscalateAsync(desk, payer, desk.Agent)).Value;
        await DraftTests.SaveAsync(desk, draft, desk.Agent, ("paid-at", "20.11.2026 09:40"));
        await DraftTests.ChooseShopAsync(desk, draft, desk.Agent);
        await DraftTests.AddFileAsync(desk, draft, desk.Agent, "10:00 InvId=12345 302\n");

        var stops = await cut.EverywhereAsync(async () => Assert.Empty((await SendAsync(desk, draft, desk.Agent)).Problems), () => TicketState.OfAsync(desk));

        Assert.InRange(stops, 10, 200);
        Assert.Equal(0, await desk.ReadAsync(db => db.Drafts.CountAsync()));
        var files = await desk.ReadAsync(db => db.Attachments.Where(f => f.TicketId == payer).ToListAsync());
        Assert.Equal(["access-12345.log", "access.log"], files.Select(file => file.Name).Order());
        // The excerpts of the tries that were stopped hang on nothing, and the sweep takes them away.
        desk.Clock.Advance(3 * PurgeUnsentFiles.Lifetime);
        await desk.UseAsync<PurgeUnsentFiles, Unit>(async purge =>
        {
            await purge.RunAsync(default);
            return new Unit();
        });
        Assert.Equal(2, await desk.ReadAsync(db => db.Attachments.CountAsync()));
    }

    [Fact]
    public async Task Join_StoppedAnywhere_LeavesTheTicketAndTheDraftAsTheyWere()
    {
        var cut = new PowerCut();
        await using var desk = await ReadyAsync(PowerCut.Into(cut));
        var open = (await SendAsync(desk, await DraftAsync(desk, Complete))).Value;
        var draft = await DraftAsync(desk, Complete);
        await DraftTests.AddFileAsync(desk, draft, desk.Merchant);

        var stops = await cut.EverywhereAsync(
            async () =>
                Assert.Empty(
                    (
                        await desk.UseAsync<JoinCase, Result<OpenedTicket>>(join => join.RunAsync(draft, open.Id, desk.Merchant, CancellationToken.None))
                    ).Problems
                ),
            () => TicketState.OfAsync(desk)
        );

        Assert.InRange(stops, 5, 100);
        Assert.Equal(0, await desk.ReadAsync(db => db.Drafts.CountAsync()));
        Assert.True(await desk.ReadAsync(db => db.Attachments.AnyAsync(f => f.TicketId == open.Id && f.Name == "access.log")));
    }

    [Fact]
    public async Task T52_Escalate_ByMerchantOfAnotherShop_FindsNothing()
    {
        await using var desk = await ReadyAsync();
        var payer = await PayerTicketAsync(desk);
        Assert.Equal([Problem.NotFound], (await EscalateAsync(desk, payer, desk.Stranger)).Problems);
        Assert.Equal([Problem.NotFound], (await EscalateAsync(desk, payer, desk.Merchant)).Problems);
    }

    [Fact]
    public async Task T85_RunAsync_PlaceThatWasShown_GoesOutShownInTheExcerptToo()
    {
        await using var desk = await ReadyAsync();
        var draft = await DraftAsync(desk, Complete);
        const string token = "build-2026-nightly-0417-artifacts";
        var log = $"10:00 InvId=12345 Authorization: Bearer {token}\n10:01 InvId=12345 pan=4111111111111111\n";
        await DraftTests.AddFileAsync(desk, draft, desk.Merchant, log);
        var file = await UnmaskSpansTests.FileAsync(desk);
        var shown = await desk.UseAsync<UnmaskSpans, Result<Unit>>(show =>
            show.RunAsync(
                new(
                    draft,
                    file.Id,
                    new(true, "Имя сборки", [UnmaskSpansTests.Place(file, "Token")]),
                    new MemoryStream(System.Text.Encoding.UTF8.GetBytes(log))
                ),
                desk.Merchant,
                default
            )
        );
        Assert.Empty(shown.Problems);

        Assert.Empty((await SendAsync(desk, draft)).Problems);

        var files = await desk.ReadAsync(db => db.Attachments.ToListAsync());
        Assert.Equal(["access-12345.log", "access.log"], files.Select(sent => sent.Name).Order());
        Assert.All(files, sent =>
        {
            using var reader = new StreamReader(desk.Services.GetRequiredService<BlobStore>().OpenRead(sent.BlobKey));
            var text = reader.ReadToEnd();
            Assert.Contains(token, text, StringComparison.Ordinal);
            Assert.Contains("************1111", text, StringComparison.Ordinal);
            Assert.Equal("Имя сборки", Assert.Single(UnmaskedSpan.FromJson(sent.Shown)).Reason);
        });
    }

    [Fact]
    public async Task RunAsync_PackedLog_GoesOutAsAPlainExcerpt()
    {
        await using var desk = await ReadyAsync();
        var draft = await DraftAsync(desk, Complete);
        var packed = Packed.Gzip("1.1.1.1 - - [20/Nov/2026:10:02:41 +0300] \"POST /pay?InvId=12345 HTTP/1.1\" 302 1\n");
        await desk.UseAsync<StoreMaskedFile, Result<Attachment>>(store => store.RunAsync(
            new(new MemoryStream(packed), "access.log.1.gz", "application/gzip", desk.Merchant.UserId, DraftId: draft), default));

        Assert.Empty((await SendAsync(desk, draft)).Problems);

        var excerpt = await desk.ReadAsync(db => db.Attachments.SingleAsync(f => f.Name == "access.log.1-12345.txt"));
        Assert.Equal((1, "text/plain"), (excerpt.Lines, excerpt.ContentType));
    }

    [Fact]
    public async Task Join_OpenTwin_TakesTheWordsAndFilesAndEndsTheDraft()
    {
        await using var desk = await ReadyAsync();
        var open = (await SendAsync(desk, await DraftAsync(desk, Complete))).Value;
        var draft = await DraftAsync(desk, Complete);
        await DraftTests.AddFileAsync(desk, draft, desk.Merchant);
        var joined = await desk.UseAsync<JoinCase, Result<OpenedTicket>>(join => join.RunAsync(draft, open.Id, desk.Merchant, CancellationToken.None));
        Assert.True(joined.Ok);
        Assert.Equal((1, 0), (await desk.ReadAsync(db => db.Tickets.CountAsync()), await desk.ReadAsync(db => db.Drafts.CountAsync())));
        Assert.True(await desk.ReadAsync(db => db.Attachments.AnyAsync(f => f.TicketId == open.Id && f.Name == "access.log")));
    }

    private static async Task<DeskFixture> ReadyAsync(Action<IServiceCollection>? services = null)
    {
        var desk = await DeskFixture.StartAsync(services);
        await desk.ReadAsync(db =>
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
        return desk;
    }

    private static async Task<Guid> DraftAsync(DeskFixture desk, (string, string)[] answers)
    {
        var draft = await DraftTests.StartAsync(desk);
        await desk.UseAsync<SaveDraft, Result<SaveDraft.Saved>>(save => save.RunAsync(
            new(draft) { Answers = answers.GroupBy(a => a.Item1).ToDictionary(g => g.Key, g => g.Last().Item2) }, desk.Merchant, CancellationToken.None));
        return draft;
    }

    // As the page does: what is sent is the text that was prepared and shown.
    private static async Task<Result<OpenedTicket>> SendAsync(DeskFixture desk, Guid draft, Actor? actor = null)
    {
        var shown = await desk.UseAsync<PrepareEmail, Result<PreparedEmail>>(prepare =>
            prepare.RunAsync(draft, actor ?? desk.Merchant, CancellationToken.None)
        );
        return await desk.UseAsync<SendCase, Result<OpenedTicket>>(send =>
            send.RunAsync(new(draft, shown.Ok ? shown.Value.Body : "", "ru"), actor ?? desk.Merchant, CancellationToken.None)
        );
    }

    private static Task<Result<Guid>> EscalateAsync(DeskFixture desk, Guid ticket, Actor actor) =>
        desk.UseAsync<PrepareEscalation, Result<Guid>>(prepare => prepare.RunAsync(ticket, actor, CancellationToken.None));

    private static async Task<Guid> PayerTicketAsync(DeskFixture desk) => (await desk.UseAsync<OpenTicket, Result<OpenedTicket>>(open => open.RunAsync(
        new NewTicket
        {
            Kind = TicketKind.Payer,
            CaseType = "payment-declined",
            Title = "Не прошла оплата",
            Impact = Impact.CustomerWaits,
            RequesterName = "Анна",
            RequesterEmail = "anna@example.ru",
            Text = "Деньги не списались",
            Payment = new PaymentFacts { InvoiceId = "12345", Amount = 990, Method = PaymentMethod.Card, CardLast4 = "1111" },
        },
        Actor.System, CancellationToken.None))).Value.Id;
}
