using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Email;
using SupportDesk.Features.Email.Sending;
using SupportDesk.Features.Outbox;

namespace SupportDesk.Benchmarks.Email;

/// <summary>E-mails of the outbox to a mail server that throws them away, each state on the disk before the next step.</summary>
internal sealed class OutboxSending : Scenario
{
    private const int Sessions = 4;
    private const string BaselineName = "smtp-source -d, the same sessions and bytes, nothing stored";

    public override string Name => "outbox";

    public override IEnumerable<Result> Run(bool quick)
    {
        if (Programs.Find("smtp-sink") is not { } sink || Programs.Find("smtp-source") is not { } source)
            return [NotMeasured(BaselineName, "smtp-sink and smtp-source are not installed (apt-get install postfix)")];
        return [MeasureAsync(sink, source, quick ? 1_000 : 10_000, quick ? 2 : 5).GetAwaiter().GetResult()];
    }

    private async Task<Result> MeasureAsync(string sinkProgram, string source, int emails, int rounds)
    {
        using var sink = SmtpSink.Start(sinkProgram);
        var port = sink.Port.ToString(CultureInfo.InvariantCulture);
        await using var desk = await BenchDesk.StartAsync(
            ("Mail:Transport", "Smtp"), ("Mail:Smtp:Host", "127.0.0.1"), ("Mail:Smtp:Port", port), ("Mail:Smtp:Security", "None"),
            ("Mail:Smtp:Sessions", Sessions.ToString(CultureInfo.InvariantCulture)),
            ("Mail:Imap:Host", "127.0.0.1"), ("Mail:Imap:User", "nobody"), ("Mail:Imap:Security", "SslOnConnect"), ("Mail:Imap:Password", "x"));
        await new SeededTickets(desk).FillAsync(emails, OutboxState.Queued);
        var bodies = await desk.DataAsync(db => db.Outbox.ToDictionaryAsync(mail => mail.Id, mail => mail.Body));
        var identity = desk.Services.GetRequiredService<MailSettings>().Mailboxes[0].Identity;
        var bytes = await desk.UseAsync<ComposeEmail, long>(compose => SizeAsync(desk, compose, identity));
        string[] arguments =
        [
            "-d", "-s", Sessions.ToString(CultureInfo.InvariantCulture), "-m", emails.ToString(CultureInfo.InvariantCulture),
            "-l", bytes.ToString(CultureInfo.InvariantCulture), "-f", "desk@desk.example.ru", "-t", "payer@post.example.ru", "127.0.0.1:" + port,
        ];
        var series = Rounds.RunPrepared(
            rounds,
            () => QueueAgainAsync(desk, bodies).GetAwaiter().GetResult(),
            () => SendAsync(desk, emails).GetAwaiter().GetResult(),
            () => Programs.Run(source, arguments));
        return Compare(series[0], series[1], BaselineName, emails, "e-mails/s", scale: 1);
    }

    private static async Task SendAsync(BenchDesk desk, int emails)
    {
        var sent = await desk.UseAsync<SendQueuedMail, int>(send => send.RunAsync(CancellationToken.None));
        if (sent != emails)
            throw new InvalidOperationException($"{sent} of {emails} e-mails left.");
    }

    private static Task<long> SizeAsync(BenchDesk desk, ComposeEmail compose, SenderIdentity identity) => desk.DataAsync(async db =>
    {
        await using var composed = await compose.RunAsync(await db.Outbox.AsNoTracking().OrderBy(mail => mail.Id).FirstAsync(), identity, []);
        using var counted = new MemoryStream();
        await composed.Email.WriteToAsync(counted);
        return counted.Length;
    });

    private static Task<int> QueueAgainAsync(BenchDesk desk, Dictionary<Guid, string> bodies) =>
        desk.DataAsync(async db =>
        {
            await db.Messages.ExecuteUpdateAsync(row => row.SetProperty(m => m.Delivery, DeliveryState.Queued).SetProperty(m => m.DeliveryNote, (string?)null));
            await db.Outbox.ExecuteUpdateAsync(row =>
                row.SetProperty(m => m.State, OutboxState.Queued)
                    .SetProperty(m => m.Attempts, 0)
                    .SetProperty(m => m.SentAt, (DateTimeOffset?)null)
                    .SetProperty(m => m.LastReply, (string?)null)
            );
            foreach (var mail in await db.Outbox.Where(mail => mail.Body == "").ToListAsync())
                mail.Body = bodies[mail.Id];
            return await db.SaveChangesAsync();
        });
}
