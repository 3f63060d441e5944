using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Email.Inbox;
using SupportDesk.Features.Email.Sending;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Email;

/// <summary>A desk with one open case at the provider, and a person at the folder who drops e-mails in.</summary>
internal sealed class MailFixture : IAsyncDisposable
{
    public const string Provider = "help@rk.example.ru";

    private int dropped;

    private MailFixture(DeskFixture desk) => Desk = desk;

    public DeskFixture Desk { get; }

    public Guid TicketId { get; private set; }

    public long Number { get; private set; }

    private string Incoming => Path.Combine(Desk.Folder, "mail", "in");

    private string Outgoing => Path.Combine(Desk.Folder, "mail", "out");

    /// <summary>E-mails of strangers wait, so that a test sees all of them in one place; <c>Mail:MaxNewTicketsAnHour</c> lets them open tickets.</summary>
    public static async Task<MailFixture> StartAsync(Action<IServiceCollection>? services = null, params (string Key, string Value)[] settings)
    {
        var mail = new MailFixture(await DeskFixture.StartAsync(services, [("Mail:MaxNewTicketsAnHour", "0"), .. settings]));
        await mail.OpenAsync();
        return mail;
    }

    /// <summary>The same behind a real Kestrel.</summary>
    public static async Task<MailFixture> ServeAsync()
    {
        var mail = new MailFixture(await DeskFixture.ServeAsync(null, ("Mail:MaxNewTicketsAnHour", "0")));
        await mail.OpenAsync();
        return mail;
    }

    /// <summary>Puts an e-mail into the mailbox: headers, an empty line and a body, in the encoding given.</summary>
    /// <param name="mailbox">A mailbox with a name, of which the folder is <c>mail/NAME/in</c>.</param>
    public void Drop(string email, string encoding = "utf-8", string? mailbox = null)
    {
        Desk.Clock.Advance(TimeSpan.FromSeconds(1));
        var folder = Directory
            .CreateDirectory(Path.Combine(mailbox is null ? Incoming : Path.Combine(Desk.Folder, "data", "mail", mailbox, "in"), "new"))
            .FullName;
        var name = string.Create(CultureInfo.InvariantCulture, $"17000000{++dropped:00}.M{dropped}.test");
        File.WriteAllBytes(Path.Combine(folder, name), Encoding.GetEncoding(encoding).GetBytes(email.ReplaceLineEndings("\r\n")));
    }

    public Task<int> ReceiveAsync() => ReceiveAsync(Desk);

    /// <summary>Visits every mailbox once, as its worker does, and compares every e-mail with the ledger.</summary>
    /// <returns>How many e-mails were given an outcome.</returns>
    public static async Task<int> ReceiveAsync(DeskFixture desk)
    {
        var taken = 0;
        foreach (var mailbox in desk.Services.GetRequiredService<Mailboxes>().All)
            taken += await ReceiveAsync(desk, mailbox);
        return taken;
    }

    public static async Task<int> ReceiveAsync(DeskFixture desk, IMailbox mailbox)
    {
        await using var visit = await mailbox.OpenAsync(CancellationToken.None);
        return await desk.UseAsync<FetchMailbox, int>(async receive => (await receive.RunAsync(mailbox, visit, all: true, CancellationToken.None)).Taken);
    }

    public Task<int> SendAsync() => Desk.UseAsync<SendQueuedMail, int>(send => send.RunAsync(CancellationToken.None));

    public Task<OutboxMail> OutboxAsync(Party party = Party.Provider) =>
        Desk.ReadAsync(db =>
            db.Outbox.Where(mail =>
                    mail.TicketId == TicketId
                    && db.Messages.Any(m => m.Id == mail.MessageId && db.Conversations.Any(c => c.Id == m.ConversationId && c.Party == party))
                )
                .OrderByDescending(mail => mail.CreatedAt)
                .FirstAsync()
        );

    public Task<List<Message>> MessagesAsync(Party party = Party.Provider) =>
        Desk.ReadAsync(db =>
            db.Messages.Include(m => m.Attachments)
                .Where(m => m.TicketId == TicketId && db.Conversations.Any(c => c.Id == m.ConversationId && c.Party == party))
                .OrderBy(m => m.At)
                .ThenBy(m => m.Id)
                .ToListAsync()
        );

    public Task<List<MailLedger>> LedgerAsync() => Desk.ReadAsync(db => db.Ledger.OrderBy(row => row.Uid).ToListAsync());

    public Task<List<SuspendedEmail>> SuspendedAsync() =>
        Desk.ReadAsync(db => db.SuspendedEmails.Include(h => h.Attachments).OrderBy(h => h.At).ThenBy(h => h.Id).ToListAsync());

    /// <summary>What the health page says of mail; null while all is well.</summary>
    public async Task<string?> MailHealthAsync() =>
        (await Desk.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(check => check.Name == "mail")).Entries["mail"].Description;

    public Task<Ticket> TicketAsync() =>
        Desk.ReadAsync(db => db.Tickets.Include(t => t.Conversations).Include(t => t.Events).FirstAsync(t => t.Id == TicketId));

    public IReadOnlyList<string> Written() =>
        Directory.Exists(Path.Combine(Outgoing, "new")) ? [.. Directory.EnumerateFiles(Path.Combine(Outgoing, "new")).Order()] : [];

    public IReadOnlyList<string> InMailbox(string part) =>
        Directory.Exists(Path.Combine(Incoming, part))
            ? [.. Directory.EnumerateFiles(Path.Combine(Incoming, part)).Select(file => Path.GetFileName(file)!).Order()]
            : [];

    /// <summary>An agent writes to the requester, so that an e-mail with a requester's id exists.</summary>
    public async Task<string> AskRequesterAsync(string text = "Какой номер заказа?")
    {
        var result = await Desk.UseAsync<PostReply, bool>(async post =>
            (await post.RunAsync(new(TicketId, Party.Requester, text, [], null), Desk.Agent, CancellationToken.None)).Ok);
        Assert.True(result);
        return (await OutboxAsync(Party.Requester)).InternetMessageId;
    }

    /// <summary>A second ticket with its own case at the provider.</summary>
    public async Task<OutboxMail> OpenAnotherAsync()
    {
        var (ticket, number) = (TicketId, Number);
        await OpenAsync();
        var mail = await OutboxAsync();
        (TicketId, Number) = (ticket, number);
        return mail;
    }

    /// <summary>The provider has given its number; its domain was entered by the owner.</summary>
    public Task<int> NameProviderAsync(string number) =>
        Desk.ReadAsync(async db =>
        {
            db.Contacts.Add(
                new Contact
                {
                    Id = Guid.NewGuid(),
                    Kind = ContactKind.ProviderDomain,
                    Value = "rk.example.ru",
                    Origin = "cabinet",
                    CheckedAt = Desk.Clock.GetUtcNow(),
                }
            );
            await db.SaveChangesAsync();
            return await db.Conversations.Where(c => c.Party == Party.Provider).ExecuteUpdateAsync(row => row.SetProperty(c => c.ExternalNumber, number));
        });

    public ValueTask DisposeAsync() => Desk.DisposeAsync();

    private async Task OpenAsync()
    {
        var opened = await Desk.UseAsync<OpenTicket, Result<OpenedTicket>>(open =>
            open.RunAsync(
                new NewTicket
                {
                    Kind = TicketKind.Merchant,
                    CaseType = "notification-missing",
                    Title = "Уведомление не приходит на ResultURL",
                    ShopId = Desk.Shop.Id,
                    RequesterUserId = Desk.Merchant.UserId,
                    RequesterName = Desk.Merchant.Name,
                    RequesterEmail = Desk.Merchant.Email!,
                    Payment = new PaymentFacts { InvoiceId = "12345" },
                    Text = "Не приходит уведомление.",
                    Email = new EscalationEmail(
                        Provider,
                        "Robokassa",
                        "Уведомление не приходит на ResultURL / счёт 12345",
                        "Здравствуйте. Счёт 12345, уведомления нет.",
                        []
                    ),
                },
                Desk.Merchant,
                CancellationToken.None
            )
        );
        Assert.True(opened.Ok, opened.Ok ? "" : opened.Problems[0].Code);
        (TicketId, Number) = (opened.Value.Id, opened.Value.Number);
    }
}
