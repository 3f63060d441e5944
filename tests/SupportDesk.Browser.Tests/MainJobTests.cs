using System.Text;
using System.Text.RegularExpressions;
using MimeKit;
using SupportDesk.Browser.Tests.Browsing;
using SupportDesk.Browser.Tests.Cards;
using SupportDesk.Browser.Tests.Servers;
using SupportDesk.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace SupportDesk.Browser.Tests;

/// <summary>
/// The promise of the product on real input: a question reaches the provider once, complete, without a digit of card data,
/// and its answers find their ticket.
/// </summary>
[Collection(InChrome.Emails)]
public sealed class MainJobTests(Chrome chrome)
{
    private const int Size = 50 << 20;
    private const int Cards = 200;
    private const string Number = "5521873";
    private const string Answer = "Добрый день! Уведомление отправлялось четыре раза, ваш сервер ответил переадресацией.";
    private static readonly MailAccount Mailbox = new("desk@desk.example", "desk-secret");
    private static readonly MailAccount Provider = new("help@pay.example", "help-secret");
    private static readonly MailAccount Timur = new("timur@tmin.example", "timur-secret");

    [BrowserAndMailFact]
    public async Task Case_FromSignInToClosed_ReachesTheProviderAndBackWithoutADigitOfCardData()
    {
        using var folder = new TestFolder("log");
        var log = folder.FileOf("access.log");
        var cards = CardLog.Write(log, Size, Cards);
        await using var mail = await MailServers.StartAsync(Mailbox, Provider, Timur);
        await using var desk = await DeskProcess.StartEmptyAsync(mail);

        // The administrator enters where the provider is reached; a shop's employee gets an account.
        await using var agent = await chrome.OpenAsync(desk);
        await agent.SetUpAsync();
        await agent.EnterProviderAsync(Provider.Address);
        await desk.AddPersonAsync(Timur.Address, "Тимур Ключевой", "merchant");

        // The employee describes what happened and attaches the log.
        await using var merchant = await chrome.OpenAsync(desk);
        await merchant.SignInAsync(Timur.Address);
        await merchant.BeginCaseAsync("Уведомление не приходит");
        await merchant.AnswerNotificationMissingAsync(ShopTraffic.Invoice);
        await merchant.WatchProgressAsync();
        await merchant.Page.Locator("#item-log input[type=file]").SetInputFilesAsync(log);
        await Expect(merchant.Page.Locator("#item-log .file .pill")).ToContainTextAsync($"{Cards}", new() { Timeout = 180_000 });
        var seen = await merchant.SeenProgressAsync();
        Assert.Contains(seen, percent => percent is > 0 and < 100);
        Assert.Equal(seen.Order(), seen);
        AssertMaskedAndOtherwiseUntouched(desk, log, cards);

        // The e-mail is shown before it goes.
        await merchant.ToEmailAsync();
        await Expect(merchant.Page.Locator(".letter-head")).ToContainTextAsync(Provider.Address);
        await Expect(merchant.Page.Locator("main")).ToContainTextAsync($"{Cards}");
        var number = await merchant.SendEmailAsync();
        await agent.GoAsync("/desk/tickets/" + number);

        // It lands in the provider's mailbox, and both pages learn it by themselves.
        var email = await ReadAsync(Assert.Single(await mail.EmailsAsync(Provider, 1)));
        var token = Regex.Match(email.Subject ?? "", @"\[(SD-\d+-\w+)\]").Groups[1].Value;
        Assert.StartsWith(number, token, StringComparison.Ordinal);
        Assert.Equal("Ref: " + token, email.TextBody!.TrimEnd().Split('\n')[^1].Trim());
        Assert.Contains("InvId=" + ShopTraffic.Invoice, await AttachedAsync(email), StringComparison.Ordinal);
        foreach (var window in new[] { merchant, agent })
        {
            await window.ToConversationAsync("Provider");
            await Expect(window.Page.Locator(".msg .state.is-ok")).ToBeVisibleAsync();
            await window.MarkPageAsync();
        }

        // The provider answers: a machine first, with its number, then a person in windows-1251.
        await OpenSmtp.SendAsync(
            mail.Postfix.Port,
            Provider.Address,
            Mailbox.Address,
            ProviderReply.Automatic(email, Provider.Address, Mailbox.Address, Number)
        );
        foreach (var window in new[] { merchant, agent })
            await Expect(window.Page.Locator(".crumbs")).ToContainTextAsync(Number);
        await OpenSmtp.SendAsync(
            mail.Postfix.Port,
            Provider.Address,
            Mailbox.Address,
            ProviderReply.Human(email, Provider.Address, Mailbox.Address, Number, Answer)
        );
        foreach (var window in new[] { merchant, agent })
        {
            await Expect(window.Page.Locator(".msg").Last).ToContainTextAsync(Answer);
            Assert.True(await window.IsSamePageAsync());
        }

        // The agent answers the provider, who finds its own number in the e-mail.
        await agent.Page.Locator("#reply-text").FillAsync("Спасибо, адрес исправили. Повторите, пожалуйста, отправку по счёту 12345.");
        await agent.Page.Locator("form.reply button[type=submit]").ClickAsync();
        var second = await ReadAsync((await mail.EmailsAsync(Provider, 2))[1]);
        Assert.Contains(Number, second.Subject, StringComparison.Ordinal);
        Assert.Contains(Number, second.TextBody!, StringComparison.Ordinal);
        Assert.Contains(token, second.Subject, StringComparison.Ordinal);
        Assert.Equal(ProviderReply.HumanId(Number, Provider.Address).Trim('<', '>'), second.InReplyTo);

        // Closed: the employee is told by e-mail and on the page.
        await agent.CloseTicketAsync();
        await Expect(merchant.Page.Locator(".tk-head .state").First).ToContainTextAsync("Закрыто");
        Assert.True(await merchant.IsSamePageAsync());
        var notice = await ReadAsync((await mail.EmailsAsync(Timur, 1))[^1]);
        Assert.Contains(number, notice.Subject, StringComparison.Ordinal);

        await AssertNoLeakAsync(desk, mail, cards);
        Assert.Empty(merchant.Troubles);
        Assert.Empty(agent.Troubles);
    }

    // The stored file is the log with every card number hidden but its last four digits, and nothing else changed.
    private static void AssertMaskedAndOtherwiseUntouched(DeskProcess desk, string log, IReadOnlyList<PlantedCard> cards)
    {
        var stored = new DirectoryInfo(Path.Combine(desk.DataFolder, "blobs")).EnumerateFiles("*", SearchOption.AllDirectories).MaxBy(file => file.Length)!;
        var expected = File.ReadAllLines(log);
        foreach (var card in cards)
            expected[card.Line - 1] = expected[card.Line - 1].Replace(card.Written, card.Masked, StringComparison.Ordinal);
        Assert.Equal(expected, File.ReadAllLines(stored.FullName));
    }

    private static async Task AssertNoLeakAsync(DeskProcess desk, MailServers mail, IReadOnlyList<PlantedCard> cards)
    {
        var search = new LeakSearch(cards);
        var files = desk.DataFiles();
        Assert.Contains(files, file => file.EndsWith("desk.db-wal", StringComparison.Ordinal) && new FileInfo(file).Length > 0);
        Assert.All(files, file => Assert.Empty(search.Find(File.ReadAllBytes(file))));

        var emails = new[] { Mailbox, Provider, Timur }.SelectMany(mail.Emails).ToList();
        Assert.True(emails.Count >= 5, $"{emails.Count} e-mails");
        foreach (var email in emails)
        {
            Assert.Empty(search.Find(email));
            foreach (var part in await PartsAsync(await ReadAsync(email)))
                Assert.Empty(search.Find(part));
        }

        Assert.Contains("Now listening", desk.Log, StringComparison.Ordinal);
        Assert.Empty(search.Find(Encoding.UTF8.GetBytes(desk.Log)));
        Assert.Empty(desk.TemporaryFiles);
    }

    private static async Task<MimeMessage> ReadAsync(byte[] email) => await MimeMessage.LoadAsync(new MemoryStream(email));

    private static async Task<string> AttachedAsync(MimeMessage email)
    {
        using var content = new MemoryStream();
        await ((MimePart)Assert.Single(email.Attachments)).Content!.DecodeToAsync(content);
        return Encoding.UTF8.GetString(content.ToArray());
    }

    private static async Task<IReadOnlyList<byte[]>> PartsAsync(MimeMessage email)
    {
        var parts = new List<byte[]> { Encoding.UTF8.GetBytes(email.Subject ?? "") };
        foreach (var part in email.BodyParts.OfType<MimePart>())
        {
            using var content = new MemoryStream();
            await part.Content!.DecodeToAsync(content);
            parts.Add(content.ToArray());
        }

        return parts;
    }
}
