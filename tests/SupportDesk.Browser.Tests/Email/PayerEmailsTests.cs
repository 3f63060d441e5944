using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Search;
using MailKit.Security;
using MimeKit;
using SupportDesk.Browser.Tests.Servers;
using SupportDesk.Browser.Tests.Support;

namespace SupportDesk.Browser.Tests.Email;

/// <summary>The desk as a process between a real Postfix and a real Dovecot; the payer uses plain forms and a mail program.</summary>
public sealed partial class PayerEmailsTests
{
    private static readonly MailAccount Desk = new("desk@desk.example", "desk-secret");
    private static readonly MailAccount Payer = new("anna@buyer.example", "anna-secret");

    [MailFact]
    public async Task Confirmation_AnsweredByMail_StandsOnThePrivatePage()
    {
        await using var servers = await MailServers.StartAsync(Desk, Payer);
        await using var desk = await DeskProcess.StartAsync(servers, ("Mail:PollSeconds", "1"));
        using var http = new HttpClient();

        await SendFormAsync(http, desk.Url);
        var email = await ReadAsync((await servers.EmailsAsync(Payer, 1))[0]);
        var page = Link().Match(email.TextBody!).Value;
        Assert.StartsWith(desk.Url, page, StringComparison.Ordinal);

        await AnswerAsync(servers, email);
        await Wait.UntilAsync(
            async () => (await http.GetStringAsync(new Uri(page))).Contains("Номер заказа семьсот", StringComparison.Ordinal), () => desk.Log);

        // The mailbox hears of it after the commit: the e-mail moves to a folder of its own.
        using var imap = await servers.ImapAsync(Desk);
        await imap.Inbox.OpenAsync(FolderAccess.ReadOnly);
        await Wait.UntilAsync(async () => (await imap.Inbox.SearchAsync(SearchQuery.All)).Count == 0, () => desk.Log);
        var taken = await imap.GetFolderAsync("SupportDesk");
        await taken.OpenAsync(FolderAccess.ReadOnly);
        Assert.Equal(1, taken.Count);
        Assert.DoesNotContain("4111111111111111", desk.Log, StringComparison.Ordinal);
    }

    [MailFact]
    public async Task EmailThatCannotMove_IsFlaggedAndTakenOnce()
    {
        await using var servers = await MailServers.StartAsync(Desk, Payer);
        await using var desk = await DeskProcess.StartAsync(servers, ("Mail:PollSeconds", "1"), ("Mail:Imap:Processed", "no/../where"));
        using var http = new HttpClient();
        await SendFormAsync(http, desk.Url);
        var email = await ReadAsync((await servers.EmailsAsync(Payer, 1))[0]);

        await AnswerAsync(servers, email);

        using var imap = await servers.ImapAsync(Desk);
        await imap.Inbox.OpenAsync(FolderAccess.ReadOnly);
        await Wait.UntilAsync(
            async () => await imap.Inbox.SearchAsync(SearchQuery.All) is [_] && (await imap.Inbox.SearchAsync(SearchQuery.NotFlagged)).Count == 0,
            () => desk.Log
        );
        var page = await http.GetStringAsync(new Uri(Link().Match(email.TextBody!).Value));
        Assert.Equal(2, page.Split("Номер заказа семьсот").Length);
    }

    private static async Task SendFormAsync(HttpClient http, string url)
    {
        var number = FormNumber().Match(await http.GetStringAsync(new Uri(url + "/case/new"))).Groups["number"].Value;
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["form"] = number,
            ["what"] = "charged-no-order",
            ["story"] = "Оплатила, заказа нет.",
            ["day"] = "20",
            ["month"] = "11",
            ["year"] = "2025",
            ["amount"] = "2480",
            ["method"] = "card",
            ["email"] = Payer.Address,
            ["name"] = "Анна",
        })
            form.Add(new StringContent(value), name);
        using var request = new HttpRequestMessage(HttpMethod.Post, url + "/case/new") { Content = form };
        request.Headers.Add("Origin", url);
        using var answer = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Matches("/case/[a-z0-9]{40,}", answer.RequestMessage!.RequestUri!.AbsolutePath);
    }

    private static async Task AnswerAsync(MailServers servers, MimeMessage email)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var text = new TextPart("plain");
        text.SetText(Encoding.GetEncoding("windows-1251"), "Номер заказа семьсот семь, карта 4111 1111 1111 1111.");
        var answer = new MimeMessage([new MailboxAddress("Анна", Payer.Address)], [new MailboxAddress("", Desk.Address)], "Re: " + email.Subject, text)
        {
            InReplyTo = email.MessageId,
        };
        using var smtp = new SmtpClient();
        await smtp.ConnectAsync("127.0.0.1", servers.Postfix.Port, SecureSocketOptions.None);
        await smtp.SendAsync(answer);
        await smtp.DisconnectAsync(quit: true);
    }

    private static Task<MimeMessage> ReadAsync(byte[] email) => MimeMessage.LoadAsync(new MemoryStream(email));

    [GeneratedRegex("name=\"form\" value=\"(?<number>[^\"]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex FormNumber();

    [GeneratedRegex("http://127\\.0\\.0\\.1:[0-9]+/case/[a-z0-9]+")]
    private static partial Regex Link();
}
