using Microsoft.EntityFrameworkCore;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Tickets;
using SupportDesk.Features.Tickets.Facts;
using SupportDesk.Kernel;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Tickets;

/// <summary>What of a ticket is changed by hand: facts, title, priority, requester, case type.</summary>
public sealed class EditTicketTests : IAsyncLifetime
{
    private DeskFixture desk = null!;
    private OpenedTicket ticket = null!;

    public async Task InitializeAsync()
    {
        desk = await DeskFixture.StartAsync();
        ticket = await desk.OpenAsync();
    }

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Fact]
    public async Task EditFacts_Amount_IsChangedAndTheTimelineHasBothValues()
    {
        var change = (await EditAsync(FactField.Amount, "1 480,00 USD", "2480.00 RUB")).Value;
        Assert.Equal(("2480.00 RUB", "1480.00 USD"), (change.From, change.To));
        var stored = await StoredAsync();
        Assert.Equal((1480m, "USD"), (stored.Payment.Amount, stored.Payment.Currency));
        Assert.Equal(TicketEventKind.FactChanged, stored.LastEvent);
        var line = await LastEventAsync(TicketEventKind.FactChanged);
        Assert.Equal(("Amount", "2480.00 RUB", "1480.00 USD", desk.Agent.Name), (line.Field, line.From, line.To, line.ActorName));
    }

    [Fact]
    public async Task EditFacts_SomebodyWasFaster_IsToldAndNothingIsOverwritten()
    {
        Assert.True((await EditAsync(FactField.InvoiceId, "777", "12345", desk.Admin)).Ok);
        var late = (await EditAsync(FactField.InvoiceId, "888", "12345")).Problems[0];
        Assert.Equal("FactChangedMeanwhile", late.Code);
        Assert.Equal(desk.Admin.Name, late.Args[0]);
        Assert.Equal("777", late.Args[1]);
        Assert.Equal("777", (await StoredAsync()).Payment.InvoiceId);
        // Two who mean the same do not quarrel.
        Assert.True((await EditAsync(FactField.InvoiceId, "777", "12345")).Ok);
        Assert.True((await EditAsync(FactField.InvoiceId, "888", "777")).Ok);
    }

    [Fact]
    public async Task EditFacts_WhatItGaveBack_UndoesIt()
    {
        var change = (await EditAsync(FactField.PaidAt, "20.11.2026 09:40", null)).Value;
        Assert.NotNull((await StoredAsync()).Payment.PaidAt);
        Assert.True((await EditAsync(FactField.PaidAt, change.From ?? "", change.To)).Ok);
        Assert.Null((await StoredAsync()).Payment.PaidAt);
    }

    [Fact]
    public async Task EditFacts_CardNumberInAText_IsMaskedInFactAndTimeline()
    {
        Assert.True((await EditAsync(FactField.OrderNumber, Cases.Card, null)).Ok);
        var line = await LastEventAsync(TicketEventKind.FactChanged);
        Assert.DoesNotContain("4111", (await StoredAsync()).Payment.OrderNumber + line.To, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EditFacts_MerchantLogin_MovesTheTicketToTheShopThatHasIt()
    {
        Assert.Equal("ShopUnknown", (await EditAsync(FactField.MerchantLogin, "nobody", desk.Shop.MerchantLogin)).Problems[0].Code);
        Assert.True((await EditAsync(FactField.MerchantLogin, desk.OtherShop.MerchantLogin, desk.Shop.MerchantLogin)).Ok);
        Assert.Equal(desk.OtherShop.Id, (await StoredAsync()).ShopId);
    }

    [Fact]
    public async Task EditFacts_MerchantLoginInOtherLetters_IsTheSameShopInItsOwnSpelling()
    {
        var payer = await desk.OpenAsync(Cases.Payer, Actor.System);
        Assert.True((await EditAsync(FactField.MerchantLogin, desk.Shop.MerchantLogin.ToUpperInvariant(), null, ticketId: payer.Id)).Ok);
        var stored = await desk.ReadAsync(db => db.Tickets.SingleAsync(t => t.Id == payer.Id));
        Assert.Equal((desk.Shop.Id, desk.Shop.MerchantLogin), (stored.ShopId, stored.Payment.MerchantLogin));
    }

    [Fact]
    public async Task Undo_SomebodyChangedItSince_LeavesTheirs()
    {
        var id = (await StoredAsync()).Id;
        Assert.True((await PriorityAsync(Priority.P2, desk.Agent)).Ok);
        Assert.True((await PriorityAsync(Priority.P3, desk.Admin)).Ok);
        Assert.Equal("UndoTooLate", (await desk.UseAsync<ChangePriority, Result<Unit>>(u =>
            u.RunAsync(id, Priority.P1, desk.Agent, default, new(Priority.P2)))).Problems[0].Code);
        await desk.UseAsync<AssignTicket, Result<Unit>>(u => u.RunAsync(id, desk.Admin.UserId, desk.Admin, default));
        Assert.Equal("UndoTooLate", (await desk.UseAsync<AssignTicket, Result<Unit>>(u =>
            u.RunAsync(id, null, desk.Agent, default, new(desk.Agent.UserId)))).Problems[0].Code);
        Assert.Equal("UndoTooLate", (await desk.UseAsync<ChangeCaseType, Result<Unit>>(u =>
            u.RunAsync(id, ChangeCaseType.Unknown, desk.Agent, default, new("refund")))).Problems[0].Code);
        var stored = await StoredAsync();
        Assert.Equal((Priority.P3, desk.Admin.UserId, "notification-missing"), (stored.Priority, stored.AssigneeId, stored.CaseType));
    }

    [Fact]
    public async Task ChangeTitle_SomebodyWasFaster_IsToldWhatStandsThere()
    {
        const string was = "Уведомление не приходит на ResultURL / заказ 12345 / карта";
        var title = (await TitleAsync("Карта " + Cases.Card, was)).Value;
        Assert.DoesNotContain("4111", title, StringComparison.Ordinal);
        var late = (await TitleAsync("Другое", was)).Problems[0];
        Assert.Equal("TitleChangedMeanwhile", late.Code);
        Assert.Equal(desk.Agent.Name, late.Args[0]);
        Assert.Equal(title, late.Args[1]);
        Assert.Equal("TitleMissing", (await TitleAsync("  ", title)).Problems[0].Code);
    }

    [Fact]
    public async Task ChangePriority_ByTheDesk_IsAnEventWithBoth()
    {
        Assert.True((await PriorityAsync(Priority.P3, desk.Agent)).Ok);
        Assert.Equal(Priority.P3, (await StoredAsync()).Priority);
        var line = await LastEventAsync(TicketEventKind.PriorityChanged);
        Assert.Equal(("P1", "P3"), (line.From, line.To));
        Assert.Equal("PriorityUnknown", (await PriorityAsync((Priority)9, desk.Agent)).Problems[0].Code);
    }

    [Fact]
    public async Task ChangeRequester_AnotherAddress_GetsTheAnswersAndEndsTheOldLinks()
    {
        var payer = await desk.OpenAsync(Cases.Payer, Actor.System);
        await desk.ReadAsync(async db =>
        {
            db.PayerLinks.Add(new PayerLink
            {
                Id = Guid.CreateVersion7(),
                TicketId = payer.Id,
                SecretHash = "x",
                CreatedAt = desk.Clock.GetUtcNow(),
                ExpiresAt = desk.Clock.GetUtcNow().AddDays(30),
            });
            return await db.SaveChangesAsync();
        });
        var was = (Cases.Payer.RequesterName, Cases.Payer.RequesterEmail);
        var wrong = await RequesterAsync(payer.Id, "", "нет адреса", was, desk.Agent);
        Assert.Equal([("NameMissing", "Name"), ("EmailWrong", "Email")], wrong.Problems.Select(p => (p.Code, p.Field!)));
        Assert.True((await RequesterAsync(payer.Id, "Иван Покупатель", "ivan@buyer.example.ru", was, desk.Agent)).Ok);
        var conversation = await desk.ReadAsync(db => db.Conversations.SingleAsync(c => c.TicketId == payer.Id && c.Party == Party.Requester));
        Assert.Equal("ivan@buyer.example.ru", conversation.Address);
        Assert.True(await desk.ReadAsync(db => db.PayerLinks.AllAsync(l => l.ExpiresAt <= desk.Clock.GetUtcNow())));
        var people = await desk.ReadAsync(db =>
            db.Database.SqlQuery<string>($"SELECT people AS Value FROM TicketSearch WHERE rowid = {payer.Number}").SingleAsync());
        Assert.Equal("Иван Покупатель ivan@buyer.example.ru", people.Trim());
        Assert.Equal("RequesterChangedMeanwhile", (await RequesterAsync(payer.Id, "Пётр", "p@buyer.example.ru", was, desk.Admin)).Problems[0].Code);
    }

    [Fact]
    public async Task ChangeRequester_SameAddress_KeepsTheAccount()
    {
        Assert.True((await RequesterAsync(ticket.Id, "Тимур К.", desk.Merchant.Email!, (desk.Merchant.Name, desk.Merchant.Email!), desk.Agent)).Ok);
        Assert.Equal(desk.Merchant.UserId, (await StoredAsync()).RequesterUserId);
        Assert.True((await RequesterAsync(ticket.Id, "Инна", desk.Stranger.Email!, ("Тимур К.", desk.Merchant.Email!), desk.Agent)).Ok);
        // Her account is one of another shop: it does not see this ticket.
        Assert.Null((await StoredAsync()).RequesterUserId);
    }

    [Fact]
    public async Task ChangeCaseType_KnownOnes_AreTakenOthersAreNot()
    {
        Assert.Equal("CaseTypeUnknown", (await TypeAsync("nonsense", desk.Agent)).Problems[0].Code);
        Assert.True((await TypeAsync("error-29", desk.Agent)).Ok);
        Assert.Equal("error-29", (await StoredAsync()).CaseType);
    }

    [Fact]
    public async Task T52_EveryEdit_StrangerAndMerchantBeyondTheirRights_AreNotFound()
    {
        Problem[] refused = [Problem.NotFound];
        Assert.Equal(refused, (await EditAsync(FactField.InvoiceId, "1", "12345", desk.Stranger)).Problems);
        Assert.Equal(refused, (await EditAsync(FactField.MerchantLogin, "sever-chai", desk.Shop.MerchantLogin, desk.Merchant)).Problems);
        Assert.True((await EditAsync(FactField.InvoiceId, "54321", "12345", desk.Merchant)).Ok);
        Assert.Equal(refused, (await desk.UseAsync<ChangeTitle, Result<string>>(u => u.RunAsync(new(ticket.Id, "x", "y"), desk.Merchant, default))).Problems);
        Assert.Equal(refused, (await PriorityAsync(Priority.P3, desk.Merchant)).Problems);
        Assert.Equal(refused, (await TypeAsync("error-29", desk.Merchant)).Problems);
        Assert.Equal(refused, (await RequesterAsync(ticket.Id, "x", "x@y.example", ("", ""), desk.Merchant)).Problems);
        Assert.Equal(refused, (await RefuseAsync(ticket.Id, FactField.InvoiceId, "1", true, desk.Stranger)).Problems);
        Assert.Empty(await desk.UseAsync<ListAssignees, IReadOnlyList<ListAssignees.Person>>(u => u.RunAsync(desk.Merchant, default)));
    }

    [Fact]
    public async Task Proposals_FoundInAMessage_AreThereUntilTakenOrRefused()
    {
        var payer = await desk.OpenAsync(Cases.Payer with { Text = "Оплатил 2 480,00 ₽, InvoiceID 10428. Тел. 8 916 123-45-67." }, Actor.System);
        Assert.Equal([(FactField.InvoiceId, "10428"), (FactField.Amount, "2480.00 RUB")], await ProposedAsync(payer));
        Assert.True((await EditAsync(FactField.InvoiceId, "10428", null, ticketId: payer.Id)).Ok);
        Assert.True((await RefuseAsync(payer.Id, FactField.Amount, "2480.00 RUB", true, desk.Agent)).Ok);
        Assert.Empty(await ProposedAsync(payer));
        desk.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True((await RefuseAsync(payer.Id, FactField.Amount, "2480.00 RUB", false, desk.Agent)).Ok);
        Assert.Equal([(FactField.Amount, "2480.00 RUB")], await ProposedAsync(payer));
    }

    [Fact]
    public async Task DecideProposal_WhatIsNotProposed_WritesNothingIntoTheTimeline()
    {
        var payer = await desk.OpenAsync(Cases.Payer, Actor.System);
        Assert.Equal("ProposalGone", (await RefuseAsync(payer.Id, FactField.OrderNumber, "позвоните мне", true, desk.Agent)).Problems[0].Code);
        Assert.Equal("ProposalGone", (await RefuseAsync(payer.Id, FactField.OrderNumber, "позвоните мне", false, desk.Agent)).Problems[0].Code);
        Assert.False(await desk.ReadAsync(db => db.Events.AnyAsync(e => e.To == "позвоните мне")));
    }

    [Fact]
    public async Task Details_LongConversation_HasItsEndAndPagesBack()
    {
        for (var i = 0; i < 95; i++)
        {
            desk.Clock.Advance(TimeSpan.FromMinutes(1));
            await desk.AppendAsync(Cases.Answer(ticket.Id, $"Письмо {i}") with { At = desk.Clock.GetUtcNow() });
        }

        var end = (await ReadAsync(new TicketWindow(Party.Provider))).With(Party.Provider)!;
        Assert.Equal((96, 56, 40), (end.Count, end.Earlier, end.Messages.Count));
        Assert.Equal("Письмо 94", end.Messages[^1].Message.Body);
        var more = (await ReadAsync(new TicketWindow(Party.Provider, end.From, Older: true))).With(Party.Provider)!;
        Assert.Equal((16, 80), (more.Earlier, more.Messages.Count));
        Assert.Equal(more.Messages[40].Message.Id, end.Messages[0].Message.Id);
        var all = await ReadAsync(new TicketWindow(Party.Provider, more.From, Older: true));
        Assert.Equal((0, 96), (all.With(Party.Provider)!.Earlier, all.With(Party.Provider)!.Messages.Count));
        // Of the conversation that is not open only its state is kept.
        Assert.Equal((1, 0, false), (all.With(Party.Requester)!.Count, all.With(Party.Requester)!.Messages.Count, all.With(Party.Requester)!.IsOpen));
        Assert.Equal(TicketWindow.FewEvents, all.Events.Count);
        Assert.True(all.EventCount > 90);
    }

    private async Task<TicketView> ReadAsync(TicketWindow window) =>
        (await desk.UseAsync<TicketDetails, Result<TicketView>>(u => u.RunAsync(ticket.Number, window, desk.Agent, default))).Value;

    private async Task<IEnumerable<(FactField, string)>> ProposedAsync(OpenedTicket of) =>
        (await desk.UseAsync<TicketDetails, Result<TicketView>>(u => u.RunAsync(of.Number, desk.Agent, default)))
            .Value.Proposals.Select(p => (p.Field, p.Value));

    private Task<Result<FactChange>> EditAsync(FactField field, string typed, string? was, Actor? actor = null, Guid? ticketId = null) =>
        desk.UseAsync<EditFacts, Result<FactChange>>(u => u.RunAsync(new(ticketId ?? ticket.Id, field, typed, was), actor ?? desk.Agent, default));

    private Task<Result<string>> TitleAsync(string title, string was) =>
        desk.UseAsync<ChangeTitle, Result<string>>(u => u.RunAsync(new(ticket.Id, title, was), desk.Agent, default));

    private Task<Result<Unit>> PriorityAsync(Priority priority, Actor actor) =>
        desk.UseAsync<ChangePriority, Result<Unit>>(u => u.RunAsync(ticket.Id, priority, actor, default));

    private Task<Result<Unit>> TypeAsync(string type, Actor actor) =>
        desk.UseAsync<ChangeCaseType, Result<Unit>>(u => u.RunAsync(ticket.Id, type, actor, default));

    private Task<Result<Unit>> RefuseAsync(Guid id, FactField field, string value, bool refuses, Actor actor) =>
        desk.UseAsync<DecideProposal, Result<Unit>>(u => u.RunAsync(new(id, field, value, refuses), actor, default));

    private Task<Result<(string Name, string Email)>> RequesterAsync(Guid id, string name, string email, (string, string) was, Actor actor) =>
        desk.UseAsync<ChangeRequester, Result<(string Name, string Email)>>(u => u.RunAsync(new(id, name, email, was), actor, default));

    private Task<Ticket> StoredAsync() => desk.ReadAsync(db => db.Tickets.SingleAsync(t => t.Id == ticket.Id));

    private Task<TicketEvent> LastEventAsync(TicketEventKind kind) =>
        desk.ReadAsync(db => db.Events.Where(e => e.Kind == kind).OrderByDescending(e => e.At).ThenByDescending(e => e.Id).FirstAsync());
}
