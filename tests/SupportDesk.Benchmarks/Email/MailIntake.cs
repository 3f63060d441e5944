using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Email.Inbox;

namespace SupportDesk.Benchmarks.Email;

/// <summary>
/// E-mails of a Maildir to messages that are masked, matched and on the disk: half of them new, half answers to e-mails of
/// ours. Measured again with ten and a hundred times the tickets: the pace must not follow their number.
/// </summary>
internal sealed class MailIntake : Scenario
{
    private const string BaselineName = "SQLite, one durable transaction of the same bytes for each e-mail";
    private readonly Random random = new(20260102);
    private int made;

    public override string Name => "mail-intake";

    public override IEnumerable<Result> Run(bool quick) => MeasureAsync(quick).GetAwaiter().GetResult();

    private async Task<List<Result>> MeasureAsync(bool quick)
    {
        var incoming = Directory.CreateTempSubdirectory("bench-in-").FullName;
        try
        {
            await using var desk = await BenchDesk.StartAsync(
                ("Mail:Address", "desk@" + SeededTickets.Domain),
                ("Mail:Folder:Incoming", incoming),
                ("Mail:MaxNewTicketsAnHour", "100000")
            );
            var tickets = new SeededTickets(desk);
            var results = new List<Result>();
            foreach (var count in quick ? [1_000] : (int[])[1_000, 10_000, 100_000])
            {
                await tickets.FillAsync(count, OutboxState.Sent);
                results.Add(await RoundsAsync(desk, tickets, incoming, quick ? 200 : 2_000, quick ? 2 : 3));
            }

            return results;
        }
        finally
        {
            Directory.Delete(incoming, recursive: true);
        }
    }

    private async Task<Result> RoundsAsync(BenchDesk desk, SeededTickets tickets, string incoming, int emails, int rounds)
    {
        List<byte[]> batch = [];
        var plain = new PlainStore(Path.Combine(desk.Folder, "plain.db"));
        var series = Rounds.RunPrepared(
            rounds,
            () => batch = Deliver(tickets.Written, incoming, emails),
            () => ReceiveAsync(desk, emails).GetAwaiter().GetResult(),
            () => plain.Store(batch));
        var compared = Compare(series[0], series[1], BaselineName, emails, "e-mails/s", scale: 1);
        return compared with { Scenario = string.Create(CultureInfo.InvariantCulture, $"{Name}, {tickets.Written.Count:N0} tickets") };
    }

    private static async Task ReceiveAsync(BenchDesk desk, int emails)
    {
        var before = await desk.DataAsync(CountAsync);
        foreach (var mailbox in desk.Services.GetRequiredService<Mailboxes>().All)
        {
            await using var visit = await mailbox.OpenAsync(CancellationToken.None);
            await desk.UseAsync<FetchMailbox, FetchMailbox.Received>(receive => receive.RunAsync(mailbox, visit, all: false, CancellationToken.None));
        }

        var after = await desk.DataAsync(CountAsync);
        // An e-mail that was refused or taken for another one would make the pace a lie.
        if (after.Answers - before.Answers != emails / 2 || after.New - before.New < emails / 2)
            throw new InvalidOperationException(
                $"Of {emails} e-mails {after.Answers - before.Answers} joined and {after.New - before.New} were new; {await desk.DataAsync(WhyAsync)}."
            );
    }

    private static async Task<string> WhyAsync(DeskDbContext db) =>
        string.Join(
            ", ",
            await db
                .Ledger.GroupBy(row => new
                {
                    row.Rule,
                    row.Outcome,
                    row.Reason,
                })
                .Select(rows => $"{rows.Key.Rule} {rows.Key.Outcome} {rows.Key.Reason}: {rows.Count()}")
                .ToListAsync()
        );

    private static async Task<(int Answers, int New)> CountAsync(DeskDbContext db) => (
        await db.Messages.CountAsync(m => m.Direction == Direction.Incoming && m.MatchedBy == MatchRule.InReplyTo),
        await db.Ledger.CountAsync(row => row.Rule == MatchRule.NewTicket && row.Outcome == EmailOutcome.Ticketed));

    // The e-mails of the baseline's turn stay in the folder; they are cleared away with the next delivery.
    private List<byte[]> Deliver(IReadOnlyList<WrittenEmail> written, string incoming, int emails)
    {
        var fresh = Path.Combine(incoming, "new");
        foreach (var part in (string[])["new", "cur", "tmp"])
        {
            foreach (var file in Directory.EnumerateFiles(Directory.CreateDirectory(Path.Combine(incoming, part)).FullName))
                File.Delete(file);
        }

        var batch = new List<byte[]>(emails);
        for (var i = 0; i < emails; i++)
        {
            var email = Encoding.UTF8.GetBytes(Email(++made, i % 2 == 0 ? null : written[random.Next(written.Count)]).ReplaceLineEndings("\r\n"));
            File.WriteAllBytes(Path.Combine(fresh, string.Create(CultureInfo.InvariantCulture, $"1700000000.M{made:D8}.bench")), email);
            batch.Add(email);
        }

        return batch;
    }

    private string Email(int number, WrittenEmail? answers)
    {
        var from = answers?.Address ?? string.Create(CultureInfo.InvariantCulture, $"new{number}@post.example.ru");
        var thread = answers is null ? "" : $"In-Reply-To: <{answers.InternetMessageId}>\nReferences: <{answers.InternetMessageId}>\n";
        var quoted = answers is null ? "" : "\n\n> " + SeededTickets.Text(random, 4).Replace("\n", "\n> ", StringComparison.Ordinal);
        var card = number % 50 == 0 ? "\n\nКарта 4111 1111 1111 1111, срок 12/27." : "";
        return $"""
            Return-Path: <{from}>
            Received: from mx.post.example.ru (mx.post.example.ru [203.0.113.7]) by mail.{SeededTickets.Domain} with ESMTPS; Fri, 20 Nov 2026 10:02:37 +0300
            Authentication-Results: mail.{SeededTickets.Domain}; dmarc=pass header.from=post.example.ru
            From: =?UTF-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes("Вера Тихонова"))}?= <{from}>
            To: desk@{SeededTickets.Domain}
            Subject: =?UTF-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(answers is null ? "Где мой заказ?" : "Re: " + answers.Subject))}?=
            Date: Fri, 20 Nov 2026 10:02:37 +0300
            Message-ID: <{number}.{random.NextInt64():x16}@post.example.ru>
            {thread}MIME-Version: 1.0
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: 8bit

            {SeededTickets.Text(random, 5)}{card}{quoted}
            """;
    }

    /// <summary>The least that being durable costs: the bytes of each e-mail in a table, each in a transaction of its own.</summary>
    private sealed class PlainStore(string file)
    {
        public void Store(List<byte[]> emails)
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file }.ToString());
            connection.Open();
            Run(
                connection,
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE IF NOT EXISTS Letters (Id INTEGER PRIMARY KEY, Raw BLOB NOT NULL);"
            );
            using var insert = connection.CreateCommand();
            insert.CommandText = "INSERT INTO Letters (Raw) VALUES ($raw)";
            var raw = insert.Parameters.Add("$raw", SqliteType.Blob);
            foreach (var email in emails)
            {
                using var transaction = connection.BeginTransaction();
                insert.Transaction = transaction;
                raw.Value = email;
                insert.ExecuteNonQuery();
                transaction.Commit();
            }
        }

        private static void Run(SqliteConnection connection, string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }
}
