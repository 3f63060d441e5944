using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Outbox;
using SupportDesk.Kernel;

namespace SupportDesk.Benchmarks.Email;

/// <summary>An e-mail that the desk wrote: whoever answers it quotes its id.</summary>
internal sealed record WrittenEmail(string InternetMessageId, string Address, string Subject);

/// <summary>Payers' tickets with one answer each, the same in every run.</summary>
internal sealed class SeededTickets(BenchDesk desk)
{
    public const string Domain = "desk.example.ru";
    private const int Batch = 1000;
    private const string Code = "k7f3";

    private static readonly string[] Sentences =
    [
        "Деньги по заказу пришли, магазин отправит его сегодня до 18:00.", "Платёж отменил банк: деньги вернутся на карту в течение трёх дней.",
        "Проверили журнал: уведомление дошло со второго раза, заказ оплачен.", "Нам не хватает номера заказа, он есть в письме магазина.",
        "Мы спросили провайдера и напишем, как только он ответит.", "Чек придёт на эту же почту, обычно за несколько минут.",
    ];

    // Far from the numbers of tickets that e-mails open.
    private const long FirstNumber = 10_000_000;

    private readonly Random random = new(20260101);
    private readonly MessageIdSigner keys = desk.Services.GetRequiredService<MessageIdSigner>();
    private readonly List<WrittenEmail> written = [];

    public IReadOnlyList<WrittenEmail> Written => written;

    /// <summary>Adds tickets until there are so many; their answers wait in the outbox or have left.</summary>
    public async Task FillAsync(int count, OutboxState state)
    {
        while (written.Count < count)
        {
            await desk.DataAsync(async db =>
            {
                db.ChangeTracker.AutoDetectChangesEnabled = false;
                for (var left = Math.Min(Batch, count - written.Count); left > 0; left--)
                    db.AddRange(Ticket(written.Count, state));
                return await db.SaveChangesAsync();
            });
        }
    }

    public static string Text(Random random, int sentences) =>
        "Здравствуйте.\n\n" + string.Join("\n\n", Enumerable.Range(0, sentences).Select(_ => Sentences[random.Next(Sentences.Length)]));

    private IEnumerable<object> Ticket(int i, OutboxState state)
    {
        var (clock, now) = (TimeProvider.System, TimeProvider.System.GetUtcNow());
        var address = string.Create(CultureInfo.InvariantCulture, $"payer{i}@post.example.ru");
        var text = Text(random, 6) + "\n\nВера Лукошкина";
        var sent = state == OutboxState.Sent;
        var ticket = new Ticket
        {
            Id = Ids.New(clock),
            Number = FirstNumber + i,
            SubjectCode = Code,
            Kind = TicketKind.Payer,
            CaseType = "payer-other",
            Title = $"Оплата не дошла / заказ {i}",
            Status = TicketStatus.WaitingOnRequester,
            StatusSince = now,
            Priority = Priority.P2,
            Impact = Impact.CustomerWaits,
            RequesterName = "Вера Тихонова",
            RequesterEmail = address,
            CreatedAt = now.AddDays(-2),
            ChangedAt = now,
        };
        var conversation = new Conversation { Id = Ids.New(clock), TicketId = ticket.Id, Party = Party.Requester, Subject = ticket.Title, Address = address };
        var id = Ids.New(clock);
        var message = new Message
        {
            Id = id,
            TicketId = ticket.Id,
            ConversationId = conversation.Id,
            Direction = Direction.Outgoing,
            Author = AuthorKind.Staff,
            AuthorName = "Вера Лукошкина",
            Body = text,
            At = now,
            InternetMessageId = keys.InternetMessageId(ticket.Id, id, "requester", address, Domain),
            Delivery = sent ? DeliveryState.Sent : DeliveryState.Queued,
            DeliveryAt = now,
        };
        var mail = new OutboxMail
        {
            Id = Ids.New(clock),
            TicketId = ticket.Id,
            MessageId = id,
            InternetMessageId = message.InternetMessageId,
            References = message.InternetMessageId,
            ToName = ticket.RequesterName,
            ToAddress = address,
            Mailbox = SenderIdentities.DefaultMailbox,
            Subject = $"{ticket.Title} [SD-{ticket.Number}-{Code}]",
            Body = sent
                ? ""
                : $"{text}\n\n"
                    + "Посмотреть обращение и ответить можно по личной ссылке: "
                    + $"https://{Domain}/case/{random.NextInt64():x16}{random.NextInt64():x16}"
                    + $"\n\nRef: SD-{ticket.Number}-{Code}\n",
            State = state,
            SentAt = sent ? now.AddHours(-4) : null,
            NextAttemptAt = now,
            CreatedAt = now,
        };
        written.Add(new WrittenEmail(message.InternetMessageId, address, mail.Subject));
        return [ticket, conversation, message, mail];
    }
}
