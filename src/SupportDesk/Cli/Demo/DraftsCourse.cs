using Microsoft.EntityFrameworkCore;
using SupportDesk.Cli.Demo.Texts;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Email.Messages;
using SupportDesk.Features.Email.SelfTest;
using SupportDesk.Features.NewCase.Drafts;
using SupportDesk.Features.NewCase.Escalation;
using SupportDesk.Features.Outbox;
using SupportDesk.Features.Outbox.Templates;
using SupportDesk.Features.Tickets;
using SupportDesk.Features.Tickets.Moving;
using SupportDesk.Features.Tickets.Participants;
using SupportDesk.Kernel;

namespace SupportDesk.Cli.Demo;

/// <summary>What people leave unfinished or put in order: drafts, replies that are being typed, moved e-mails, participants, a template.</summary>
internal sealed class DraftsCourse(DemoWorld world)
{
    private readonly DemoDice dice = world.DiceOf(9201);

    public async IAsyncEnumerable<DateTimeOffset> TemplateAsync()
    {
        yield return world.Desk.End.AddDays(-16);
        await world.Desk.DoAsync<SaveTemplate, int>(save => save.RunAsync(
            new(TicketEmails.Answer.Key, EmailKind.Russian, null,
                "{{text}}\n\nОтветить можно на это письмо или на личной странице: {{case.link}}\n\n{{person.name}}, {{desk.name}}", 0),
            world.People.Admin,
            CancellationToken.None
        ));
        yield return world.Desk.End.AddDays(-3);
        await TryMailboxAsync();
    }

    // The e-mails of the desk to itself come back, each as such a program would write it.
    private async Task TryMailboxAsync()
    {
        var box = world.Desk.Services.GetRequiredService<SenderIdentities>().For(MailPurposes.Payers);
        var id = await world.Desk.DoAsync<StartSelfTest, Guid>(start => start.RunAsync(box.Mailbox, world.People.Lead, CancellationToken.None));
        var test = await world.Desk.ReadAsync(db => db.SelfTests.AsNoTracking().Include(t => t.Emails).FirstAsync(t => t.Id == id));
        foreach (var sent in test.Emails)
        {
            var sample = SelfTestSamples.All.First(one => one.Key == sent.Sample);
            await world.Inbox.ReceiveAsync(await SelfTestSamples.WriteAsync(sample, test.Code, box.Address, sent.Address, world.Now, CancellationToken.None));
        }
    }

    public async IAsyncEnumerable<DateTimeOffset> RunAsync()
    {
        for (var i = 0; i < 14; i++)
        {
            yield return world.Desk.End.AddDays(-12).AddHours(i * 20);
            await BeginAsync(i);
        }

        yield return world.Desk.End.AddHours(-3);
        await MoveEmailsAsync();
        yield return world.Desk.End.AddHours(-2);
        await AddParticipantsAsync();
        yield return world.Desk.End.AddMinutes(-25);
        foreach (var ticket in await OpenAsync(6))
            await world.Desk.DoAsync<SaveReplyDraft, Unit>(save => save.RunAsync(
                ticket, Party.Requester, "Здравствуйте!\n\nПроверили платёж, сейчас уточняем у", world.People.Worker(dice), CancellationToken.None));
        await world.Inbox.CompareAsync();
    }

    private async Task BeginAsync(int at)
    {
        var shop = world.People.Shops[at % 3];
        var author = shop.Merchant is { } merchant && at % 2 == 0 ? merchant : world.People.Worker(dice);
        string[] types = ["notification-missing", "payment-declined", "error-29"];
        var type = types[at % types.Length];
        var draft = await world.Desk.DoAsync<StartDraft, Guid>(start => start.RunAsync(new(type, shop.Id), author, CancellationToken.None));
        var answers = new Dictionary<string, string> { ["invoice"] = dice.Digits(6), ["amount"] = "2490.00" };
        if (type == "notification-missing")
            (answers["result-url"], answers["method"], answers["happened"]) = (shop.ResultUrl, nameof(PaymentMethod.Sbp), "Оплата есть, заказ не проведён.");
        else
            answers["happened"] = dice.Pick(type == "error-29" ? MerchantStories.Signatures : MerchantStories.Declined);
        await world.Desk.DoAsync<SaveDraft, SaveDraft.Saved>(save => save.RunAsync(new(draft) { Answers = answers }, author, CancellationToken.None));
        var log = DemoFiles.Log(dice, world.Now, answers["invoice"], 2490);
        if (at % 5 == 0)
            await DemoFiles.StoreAsync(world.Desk, "nginx-access.log", "text/plain", log, author.UserId, draft);
        if (at % 4 == 3)
            await world.Desk.DoAsync<SolveDraft, Unit>(solve => solve.RunAsync(draft, author, CancellationToken.None));
        else if (at % 7 == 4)
            await world.Desk.UseAsync<DeleteDraft, Result<Unit>>(delete => delete.RunAsync(draft, author, CancellationToken.None));
        else if (at % 7 == 6)
            await JoinAsync(draft, shop.Id, author);
    }

    // The shop finds that the matter is known: what it has gathered becomes a message of the open ticket.
    private async Task JoinAsync(Guid draft, Guid shop, Actor author)
    {
        var known = await world.Desk.ReadAsync(db => db.Tickets
            .Where(t => t.ShopId == shop && t.Kind == TicketKind.Merchant && t.Status < TicketStatus.Resolved)
            .OrderByDescending(t => t.Number).Select(t => (Guid?)t.Id).FirstOrDefaultAsync());
        if (known is { } ticket)
            await world.Desk.DoAsync<JoinCase, OpenedTicket>(join => join.RunAsync(draft, ticket, author, CancellationToken.None));
    }

    private async Task MoveEmailsAsync()
    {
        var emails = await world.Desk.ReadAsync(db => db.Messages
            .Where(m => m.Direction == Direction.Incoming && m.MatchedBy != MatchRule.Web && m.Author == AuthorKind.Payer && !m.IsAutomatic)
            .OrderByDescending(m => m.At).Select(m => new { m.Id, m.TicketId }).Skip(4).Take(3).ToListAsync());
        var target = await world.Desk.ReadAsync(db => db.Tickets
            .Where(t => t.Kind == TicketKind.Payer && t.Status == TicketStatus.Open).OrderByDescending(t => t.Number).FirstAsync());
        await world.Desk.DoAsync<OpenTicketFromMessage, MoveMessage.Moved>(open => open.RunAsync(emails[0].Id, world.People.Agents[0], CancellationToken.None));
        if (emails[1].TicketId != target.Id)
            await world.Desk.DoAsync<MoveMessageToTicket, MoveMessage.Moved>(move => move.RunAsync(
                new(emails[1].Id, TicketNumber.Format(target.Number)), world.People.Agents[1], CancellationToken.None));
    }

    private async Task AddParticipantsAsync()
    {
        foreach (var ticket in await OpenAsync(5))
            await world.Desk.DoAsync<DecideParticipant, Unit>(decide => decide.RunAsync(
                new(ticket, Party.Requester, $"buh{dice.Digits(2)}@zakladka.example", "Бухгалтерия", Adds: true),
                world.People.Worker(dice),
                CancellationToken.None
            ));
    }

    private Task<List<Guid>> OpenAsync(int count) => world.Desk.ReadAsync(db => db.Tickets
        .Where(t => t.Status < TicketStatus.Resolved && t.AssigneeId != null).OrderByDescending(t => t.ChangedAt).Select(t => t.Id).Take(count).ToListAsync());
}
