using Microsoft.EntityFrameworkCore;
using SupportDesk.Cli.Demo.Texts;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Email.Suspended;
using SupportDesk.Features.Outbox;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;

namespace SupportDesk.Cli.Demo;

/// <summary>E-mails that find no ticket or must not join one by themselves, and what people decided about them.</summary>
internal sealed class SuspendedCourse(DemoWorld world)
{
    private readonly DemoDice dice = world.DiceOf(9001);

    public async IAsyncEnumerable<DateTimeOffset> RunAsync(DateTimeOffset begins)
    {
        Func<Task<MailLedger>>[] kinds = [NewsAsync, OutsiderAsync, UnprovenAsync, ForgedAsync, OurselvesAsync, PretenderAsync, ColleagueAsync, CodeAsync];
        var step = (world.Desk.End - begins) / ((kinds.Length * 3) + 1);
        for (var i = 0; i < kinds.Length * 3; i++)
        {
            yield return begins + (step * (i + 0.5));
            var row = await kinds[i % kinds.Length]();
            if (i >= kinds.Length * 2)
                continue;
            yield return world.AtWork(dice, 200);
            await DecideAsync(row, i);
        }

        await world.Inbox.FailAsync("TooLarge");
    }

    /// <summary>Somebody who writes more in a day than one sender may.</summary>
    public async IAsyncEnumerable<DateTimeOffset> FloodAsync(DateTimeOffset begins)
    {
        var sender = Names.Draw(dice);
        for (var i = 0; i < 7; i++)
        {
            yield return begins.AddMinutes(i * 11);
            var text = PayerStories.Fill("Ответьте наконец по заказу {o}! Пишу каждые десять минут", dice.Digits(5), "", "");
            await world.Inbox.ReceiveAsync(world.Inbox.Write(sender.Name, sender.Email, "СРОЧНО, письмо " + (i + 1), text));
        }
    }

    private async Task DecideAsync(MailLedger row, int at)
    {
        var suspended = await world.Desk.ReadAsync(db => db.SuspendedEmails.AsNoTracking().FirstOrDefaultAsync(h => h.LedgerId == row.Id));
        if (suspended is null)
            return;
        var agent = world.People.Worker(dice);
        if (suspended.Reason == "NotParticipant" && await NumberAsync(suspended.HintTicketId) is { } number)
            await world.Desk.DoAsync<AttachSuspendedEmail, long>(attach =>
                attach.RunAsync(new(suspended.Id, TicketNumber.Format(number), Party.Requester, AddSender: true), agent, CancellationToken.None));
        else if (suspended.Reason == "NotVerified" && at % 2 == 0)
            await world.Desk.DoAsync<OpenFromSuspendedEmail, long>(open => open.RunAsync(suspended.Id, agent, CancellationToken.None));
        else
            await world.Desk.DoAsync<DismissSuspendedEmail, Unit>(dismiss => dismiss.RunAsync(suspended.Id, agent, CancellationToken.None));
    }

    private Task<long?> NumberAsync(Guid? ticket) => world.Desk.ReadAsync(db => db.Tickets
        .Where(t => t.Id == ticket && t.Status < TicketStatus.Resolved).Select(t => (long?)t.Number).FirstOrDefaultAsync());

    private Task<MailLedger> NewsAsync()
    {
        var email = world.Inbox.Write("Магазин коробок", "news@kartonka.example", "Коробки со скидкой до конца недели",
            "Добрый день!\n\nТолько до воскресенья: почтовые коробки трёх размеров дешевле на 15 %.\n\nОтписаться можно по ссылке в письме.");
        email.Headers.Add("List-Unsubscribe", "<mailto:unsubscribe@kartonka.example>");
        return world.Inbox.ReceiveAsync(email);
    }

    private async Task<MailLedger> OutsiderAsync()
    {
        var ticket = await OpenTicketAsync();
        var sender = Names.Draw(dice);
        return await world.Inbox.ReceiveAsync(world.Inbox.Write(sender.Name, sender.Email, $"Re: ваш вопрос {SubjectToken.Bracketed(ticket)}",
            $"Здравствуйте, {ticket.RequesterName} просит меня ответить за себя: платёж был с моей карты, время 12:10.\n\n{sender.Name}"));
    }

    private async Task<MailLedger> UnprovenAsync()
    {
        var ticket = await OpenTicketAsync();
        var email = world.Inbox.Write(ticket.RequesterName, ticket.RequesterEmail, "Re: Мы получили ваш вопрос",
            "Поменяйте адрес для ответа, прежний ящик больше не читаю.", proof: DemoInbox.Proof.Fails);
        email.InReplyTo = await OurLastAsync(ticket);
        return await world.Inbox.ReceiveAsync(email);
    }

    private Task<MailLedger> ForgedAsync()
    {
        var sender = Names.Draw(dice);
        var email = world.Inbox.Write(sender.Name, sender.Email, "Re: Мы получили ваш вопрос", "Да, подтверждаю. Перечислите на другую карту, реквизиты ниже.");
        email.InReplyTo = $"sd.{Ids.Random():N}.a{new string('0', 12)}{dice.Digits(18)}@{world.Inbox.AddressOf(MailPurposes.Payers).Split('@')[1]}";
        return world.Inbox.ReceiveAsync(email);
    }

    private Task<MailLedger> OurselvesAsync() => world.Inbox.ReceiveAsync(world.Inbox.Write(
        "SupportDesk", world.Inbox.AddressOf(MailPurposes.Payers), "Обновите данные доступа", "Ваш ящик переполнен. Перейдите по ссылке и войдите ещё раз.",
        proof: DemoInbox.Proof.Fails));

    private Task<MailLedger> PretenderAsync() => world.Inbox.ReceiveAsync(world.Inbox.Write(
        "Robokassa поддержка", "support@robokassa-help.example", "Приостановка магазина",
        "Уважаемый партнёр!\n\nВыплаты приостановлены. Для разблокировки пришлите пароль №2 ответным письмом."));

    private async Task<MailLedger> ColleagueAsync()
    {
        var agent = world.People.Agents[dice.Next(0, 2)];
        var ticket = await OpenTicketAsync();
        var email = world.Inbox.Write(agent.Name, agent.Email!, $"Re: {SubjectToken.Bracketed(ticket)}",
            "Отвечаю с телефона: магазин подтвердил заказ, можно закрывать.");
        email.InReplyTo = await OurLastAsync(ticket);
        return await world.Inbox.ReceiveAsync(email);
    }

    private Task<MailLedger> CodeAsync()
    {
        var email = world.Inbox.Write("Сервис рассылок", "noreply@rassylka.example", "Код подтверждения",
            $"Код подтверждения: {dice.Digits(6)}. Если вы его не запрашивали, ничего не делайте.");
        email.Headers.Add("Auto-Submitted", "auto-generated");
        return world.Inbox.ReceiveAsync(email);
    }

    private Task<string?> OurLastAsync(Ticket ticket) => world.Desk.ReadAsync(db => db.Messages
        .Where(m => m.TicketId == ticket.Id && m.Direction == Direction.Outgoing).OrderBy(m => m.At).Select(m => m.InternetMessageId).FirstOrDefaultAsync());

    private Task<Ticket> OpenTicketAsync() => world.Desk.ReadAsync(async db =>
    {
        var open = await db.Tickets.AsNoTracking().Where(t => t.Kind == TicketKind.Payer && t.Status < TicketStatus.Resolved)
            .OrderByDescending(t => t.Number).Take(8).ToListAsync();
        return open.Count > 0 ? dice.Pick(open) : await db.Tickets.AsNoTracking().OrderBy(t => t.Number).FirstAsync();
    });
}
