using System.Globalization;
using SupportDesk.Cli.Demo.Texts;
using SupportDesk.Data.Entities;
using SupportDesk.Features.NewCase.Drafts;
using SupportDesk.Kernel;

namespace SupportDesk.Cli.Demo;

/// <summary>A case that a shop prepares for the provider, from its checklist to its ending.</summary>
internal sealed class MerchantCourse(DemoWorld world, int number, Ending ending)
{
    private readonly DemoDice dice = world.DiceOf(number);
    private Actor author = null!;
    private Actor worker = null!;
    private DemoPeople.DemoShop shop = null!;
    private DemoTicket ticket = null!;
    private string invoice = "";

    public async IAsyncEnumerable<DateTimeOffset> RunAsync(DateTimeOffset begins)
    {
        (shop, worker, invoice) = (dice.Pick(world.People.Shops), world.People.Worker(dice), dice.Digits(6));
        author = shop.Merchant ?? worker;
        yield return world.Hours.Within(begins, world.Hours.AtWork(begins));
        ticket = new DemoTicket(world.Desk, world.Inbox, await OpenAsync(), dice);
        yield return world.Later(dice, 5);
        await ticket.AcknowledgeAsync();
        if (dice.Chance(0.8))
        {
            yield return world.AtWork(dice, 60);
            await ticket.TakeAsync(worker);
        }

        if (ending is Ending.WaitingOnProvider or Ending.New)
            yield break;
        await foreach (var moment in TalkAsync())
            yield return moment;
    }

    private async IAsyncEnumerable<DateTimeOffset> TalkAsync()
    {
        if (dice.Chance(0.55) || ending is Ending.WaitingOnRequester or Ending.Open)
        {
            yield return world.AtWork(dice, 500);
            await ticket.FromProviderAsync(null, dice.Pick(ProviderLetters.Questions) + ProviderLetters.Quote);
            if (ending == Ending.Open)
                yield break;
            yield return world.AtWork(dice, 60);
            await ticket.ReplyAsync(Party.Requester, Say(StaffReplies.ToMerchant), ByOther(), TicketStatus.WaitingOnRequester);
            if (ending == Ending.WaitingOnRequester)
                yield break;
            yield return world.AtWork(dice, 240);
            if (shop.Merchant is not null)
                await ticket.ReplyAsync(Party.Requester, Say(MerchantStories.Comments), author);
            yield return world.AtWork(dice, 50);
            await ticket.ReplyAsync(Party.Provider, Say(StaffReplies.ToProvider), worker);
        }

        yield return world.AtWork(dice, 800);
        await ticket.FromProviderAsync(null, dice.Pick(ProviderLetters.Answers) + ProviderLetters.Quote);
        yield return world.AtWork(dice, 60);
        if (dice.Chance(0.6))
            await ticket.ReplyAsync(Party.Requester, Say(StaffReplies.ToMerchant), ByOther());
        yield return world.AtWork(dice, 120);
        await ticket.MoveAsync(TicketStatus.Resolved, shop.Merchant is { } merchant && dice.Chance(0.3) ? merchant : worker);
        if (ending != Ending.Closed)
            yield break;
        yield return world.AtWork(dice, 2000);
        await ticket.MoveAsync(TicketStatus.Closed, worker);
    }

    // What its author writes there would be a message to the desk.
    private Actor ByOther() => author.UserId == worker.UserId ? world.People.Agents.First(agent => agent.UserId != worker.UserId) : worker;

    private async Task<Guid> OpenAsync()
    {
        var (caseType, answers) = dice.Share() switch
        {
            < 0.45 => ("notification-missing", Notification()),
            < 0.75 => ("payment-declined", Declined()),
            _ => ("error-29", Signature()),
        };
        var draft = await world.Desk.DoAsync<StartDraft, Guid>(start => start.RunAsync(new(caseType, shop.Id), author, CancellationToken.None));
        var skips = dice.Chance(0.08);
        if (skips)
            answers.Remove("spread");
        await world.Desk.DoAsync<SaveDraft, SaveDraft.Saved>(save => save.RunAsync(
            new(draft) { Answers = answers, OverrideReason = skips ? dice.Pick(MerchantStories.Skips) : null }, author, CancellationToken.None));
        if (dice.Chance(0.4))
            await DemoFiles.StoreAsync(world.Desk, $"access-{dice.Digits(3)}.log", "text/plain",
                DemoFiles.Log(dice, world.Now, invoice, dice.Amount()), author.UserId, draft);
        return await DemoTicket.SendAsync(world.Desk, draft, author, dice.Chance(0.5) ? [] : ["ResultURL открывается снаружи, сертификат действителен"]);
    }

    private Dictionary<string, string> Common(Impact impact, Scope scope) => new()
    {
        ["invoice"] = invoice,
        ["amount"] = dice.Amount().ToString("0.00", CultureInfo.InvariantCulture),
        ["since"] = Moment(dice.Next(60, 3000)),
        ["spread"] = scope.ToString(),
        ["impact"] = impact.ToString(),
    };

    private Dictionary<string, string> Notification()
    {
        var (expected, happened) = dice.Pick(MerchantStories.Notifications);
        return new(Common(dice.Chance(0.8) ? Impact.OrdersStuck : Impact.Question, (Scope)dice.Next(0, 3)))
        {
            ["result-url"] = shop.ResultUrl,
            ["method"] = dice.Chance(0.6) ? nameof(PaymentMethod.Card) : nameof(PaymentMethod.Sbp),
            ["paid-at"] = Moment(dice.Next(20, 900)),
            ["expected"] = Fill(expected),
            ["happened"] = Fill(happened),
        };
    }

    private Dictionary<string, string> Declined() => new(Common(dice.Chance(0.7) ? Impact.CustomerWaits : Impact.Question, (Scope)dice.Next(0, 3)))
    {
        ["method"] = nameof(PaymentMethod.Card),
        ["paid-at"] = Moment(dice.Next(20, 900)),
        ["last4"] = dice.Digits(4),
        ["error-code"] = dice.Pick(MerchantStories.Codes),
        ["bank"] = dice.Pick(MerchantStories.Banks),
        ["happened"] = dice.Pick(MerchantStories.Declined),
    };

    private Dictionary<string, string> Signature()
    {
        var answers = Common(dice.Chance(0.75) ? Impact.PaymentsFail : Impact.Question, (Scope)dice.Next(0, 3));
        answers["link"] = $"https://auth.robokassa.ru/Merchant/Index.aspx?MerchantLogin={shop.Login}&OutSum={answers["amount"]}&InvId={invoice}"
            + $"&Description=Order&SignatureValue={string.Concat(Enumerable.Range(0, 32).Select(_ => "0123456789abcdef"[dice.Next(0, 16)]))}";
        answers["mode"] = dice.Pick(["live", "test", "both"]);
        answers["algorithm"] = dice.Pick(["MD5", "SHA256", "SHA512"]);
        answers["base"] = $"{shop.Login}:{answers["amount"]}:{invoice}:ПАРОЛЬ1";
        answers["happened"] = dice.Pick(MerchantStories.Signatures);
        return answers;
    }

    private string Moment(int minutesAgo) =>
        world.Desk.Services.GetRequiredService<DeskTime>().Local(world.Now.AddMinutes(-minutesAgo)).ToString("dd.MM.yyyy HH:mm", CultureInfo.InvariantCulture);

    private string Say(string[] pool) => Fill(dice.Pick(pool));

    private string Fill(string text) => text.Replace("{i}", invoice, StringComparison.Ordinal);
}
