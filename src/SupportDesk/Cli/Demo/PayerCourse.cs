using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SupportDesk.Cli.Demo.Texts;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Payers;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Cli.Demo;

/// <summary>A payer's ticket from the form or the e-mail that opens it to its ending.</summary>
internal sealed class PayerCourse(DemoWorld world, int number, Ending wanted, bool byMail)
{
    // Nobody goes on writing to an address that takes nothing.
    private readonly Ending ending = DomainOf(number) is null || wanted < Ending.WaitingOnRequester ? wanted : Ending.WaitingOnRequester;
    private readonly DemoDice dice = world.DiceOf(number);
    private Names.Person person = null!;
    private string what = "";
    private string order = "";
    private decimal amount;
    private Actor worker = null!;
    private DemoPeople.DemoShop shop = null!;
    private DemoTicket ticket = null!;

    public async IAsyncEnumerable<DateTimeOffset> RunAsync(DateTimeOffset begins)
    {
        person = Names.Draw(dice, DomainOf(number));
        what = dice.Share() switch
        {
            < 0.3 => "charged-no-order",
            < 0.45 => "charged-twice",
            < 0.65 => "declined",
            < 0.82 => "refund",
            < 0.89 => "unknown-charge",
            _ => "other",
        };
        (shop, order, amount, worker) = (dice.Pick(world.People.Shops), Order(), dice.Amount(), world.People.Worker(dice));
        yield return begins;
        ticket = new DemoTicket(world.Desk, world.Inbox, byMail ? await OpenByMailAsync() : await OpenByFormAsync(), dice);
        if (DomainOf(number) == DemoTransports.BouncingDomain)
        {
            yield return world.Later(dice, 2);
            await ticket.BounceAsync();
        }

        if (ending == Ending.New)
            yield break;
        yield return world.AtWork(dice, 70);
        if (dice.Chance(0.25))
            await ticket.AssignAsync(worker, world.People.Lead);
        else
            await ticket.TakeAsync(worker);
        await foreach (var moment in WorkAsync())
            yield return moment;
    }

    private async IAsyncEnumerable<DateTimeOffset> WorkAsync()
    {
        var escalates = ending == Ending.WaitingOnProvider || (ending >= Ending.Resolved && dice.Chance(0.3));
        var asks = ending is Ending.WaitingOnRequester or Ending.Open ? dice.Chance(0.75) : dice.Chance(0.45);
        if (asks || ending == Ending.WaitingOnRequester)
        {
            yield return world.AtWork(dice, 25);
            await ticket.ReplyAsync(Party.Requester, Say(StaffReplies.Asks), worker);
            if (ending == Ending.WaitingOnRequester)
                yield break;
            yield return world.Later(dice, 300);
            await AnswerAsync(Story(PayerStories.Replies));
        }

        if (ending == Ending.Open)
            yield break;
        if (escalates)
        {
            await foreach (var moment in EscalateAsync())
                yield return moment;
            if (ending == Ending.WaitingOnProvider)
                yield break;
        }

        yield return world.AtWork(dice, 45);
        await ticket.ReplyAsync(Party.Requester, Say(StaffReplies.Solves), worker, TicketStatus.Resolved);
        if (dice.Chance(0.1))
        {
            yield return world.Later(dice, 600);
            await AnswerAsync(dice.Pick(PayerStories.ComesBack));
            yield return world.AtWork(dice, 60);
            await ticket.ReplyAsync(Party.Requester, Say(StaffReplies.Solves), worker);
            yield return world.AtWork(dice, 90);
            await ticket.MoveAsync(TicketStatus.Resolved, worker);
        }
        else if (dice.Chance(0.12))
        {
            yield return world.Later(dice, 400);
            await AnswerAsync(dice.Pick(PayerStories.Thanks));
            yield return world.AtWork(dice, 30);
            await ticket.MoveAsync(TicketStatus.Resolved, worker);
        }

        if (ending != Ending.Closed)
            yield break;
        yield return world.AtWork(dice, 1800);
        await ticket.MoveAsync(TicketStatus.Closed, worker);
        // A ticket closed more than two weeks ago goes on in a new one.
        if (number < 70 && number % 9 == 5)
        {
            yield return world.Hours.Within(world.Now, world.Now.AddDays(15).AddHours(dice.Next(2, 30)));
            if (byMail)
                await ticket.WriteByMailAsync(person.Name, dice.Pick(PayerStories.Returned));
            else
                await ticket.WriteOnPageAsync(dice.Pick(PayerStories.Returned), []);
        }
    }

    private async IAsyncEnumerable<DateTimeOffset> EscalateAsync()
    {
        yield return world.AtWork(dice, 40);
        await ticket.EscalateAsync(worker, shop.Id, dice.Digits(6));
        if (dice.Chance(0.5))
            await ticket.ReplyAsync(Party.Requester, Say(StaffReplies.Keeps), worker, TicketStatus.WaitingOnProvider);
        yield return world.Later(dice, 6);
        await ticket.AcknowledgeAsync();
        if (ending == Ending.WaitingOnProvider)
            yield break;
        yield return world.AtWork(dice, 700);
        await ticket.FromProviderAsync(null, dice.Pick(ProviderLetters.Answers) + ProviderLetters.Quote);
    }

    private async Task AnswerAsync(string text)
    {
        if (!byMail && !dice.Chance(0.35))
        {
            await ticket.WriteOnPageAsync(text, dice.Chance(0.15) ? [await PictureAsync()] : []);
            return;
        }

        await ticket.WriteByMailAsync(person.Name, text, dice.Chance(0.8) ? DemoInbox.Proof.Passes : DemoInbox.Proof.OnlySpf,
            dice.Chance(0.06) ? DemoFiles.Picture(dice) : null, dice.Chance(0.08) ? "semya." + dice.Digits(3) + "@dom.example" : null);
    }

    private async Task<Guid> OpenByFormAsync()
    {
        var time = world.Desk.Services.GetRequiredService<DeskTime>();
        var paid = time.Local(world.Now.AddMinutes(-dice.Next(9, 2600)));
        var files = dice.Chance(0.07) ? new[] { await PictureAsync() } : [];
        var answers = new PayerAnswers
        {
            What = what,
            Story = Story(PayerStories.Stories[what]),
            Day = paid.Day.ToString(CultureInfo.InvariantCulture),
            Month = paid.Month.ToString(CultureInfo.InvariantCulture),
            Year = paid.Year.ToString(CultureInfo.InvariantCulture),
            Time = dice.Chance(0.7) ? paid.ToString("HH:mm", CultureInfo.InvariantCulture) : "",
            Amount = amount.ToString("0.00", CultureInfo.InvariantCulture),
            Method = dice.Share() switch { < 0.55 => "card", < 0.85 => "sbp", < 0.9 => "wallet", < 0.95 => "other", _ => "unknown" },
            Last4 = dice.Chance(0.5) ? dice.Digits(4) : "",
            Order = dice.Chance(0.8) ? order : "",
            Shop = shop.Id.ToString(),
            Email = person.Email,
            Name = dice.Chance(0.9) ? person.Name : "",
        };
        var opened = await world.Desk.DoAsync<OpenPayerCase, OpenPayerCase.Opened>(open =>
            open.RunAsync(new(answers, files), () => true, CancellationToken.None));
        return await world.Desk.ReadAsync(db => db.Tickets.Where(t => t.Number == opened.Number).Select(t => t.Id).FirstAsync());
    }

    private async Task<Guid> OpenByMailAsync()
    {
        var (subject, text) = dice.Pick(PayerStories.Emails);
        var email = world.Inbox.Write(person.Name, person.Email, subject, Fill(text));
        if (dice.Chance(0.12))
            DemoInbox.Attach(email, "vypiska.png", "image/png", DemoFiles.Picture(dice));
        return (await world.Inbox.ReceiveAsync(email)).TicketId
            ?? throw new InvalidOperationException($"The e-mail «{subject}» of {person.Email} opened no ticket.");
    }

    private Task<Guid> PictureAsync() => DemoFiles.StoreAsync(world.Desk, $"chek-{dice.Digits(3)}.png", "image/png", DemoFiles.Picture(dice), null);

    private string Story(string[] pool) => Fill(dice.Pick(pool));

    private string Say(string[] pool) => Fill(dice.Pick(pool).Replace("{n}", person.First, StringComparison.Ordinal));

    private string Fill(string text) => PayerStories.Fill(text, order, Money.Format(amount), dice.Card(), person.Name);

    private string Order() => dice.Next(0, 3) switch { 0 => "А-" + dice.Digits(4), 1 => dice.Digits(6), _ => "№" + dice.Digits(5) };

    /// <summary>A few addresses do not take what is sent to them.</summary>
    public static string? DomainOf(int number) => (number % 151) switch
    {
        11 or 62 => DemoTransports.FullDomain,
        29 or 67 => DemoTransports.BouncingDomain,
        47 or 120 => DemoTransports.SilentDomain,
        8 or 139 => DemoTransports.BusyDomain,
        _ => null,
    };
}
