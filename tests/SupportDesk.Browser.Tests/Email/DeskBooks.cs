using Microsoft.Data.Sqlite;

namespace SupportDesk.Browser.Tests.Email;

/// <summary>What the desk has written down about e-mails, read beside the running desk.</summary>
internal sealed class DeskBooks(string dataFolder)
{
    private readonly string connection = new SqliteConnectionStringBuilder
    {
        DataSource = Path.Combine(dataFolder, "desk.db"),
        Mode = SqliteOpenMode.ReadOnly,
        Pooling = false,
        DefaultTimeout = 30,
    }.ToString();

    /// <param name="InternetMessageId">Its Message-ID.</param>
    internal sealed record Row(string InternetMessageId, string State, string? Reason);

    /// <summary>How far the desk is: e-mails in tickets, and e-mails that have left or may have.</summary>
    public (int Ticketed, int Left) Progress()
    {
        var counts = Read(
            """
            SELECT (SELECT COUNT(*) FROM Ledger WHERE Outcome = 1), (SELECT COUNT(*) FROM Outbox WHERE State IN (2, 3)), NULL
            """, row => (row.GetInt32(0), row.GetInt32(1)));
        return counts[0];
    }

    /// <summary>Null right after a kill, while the next desk holds the file for itself to mend it.</summary>
    public (int Ticketed, int Left)? TryProgress()
    {
        try
        {
            return Progress();
        }
        catch (SqliteException)
        {
            return null;
        }
    }

    /// <summary>Message-IDs of the e-mails that a mail server has taken.</summary>
    public HashSet<string> SentIds() => [.. Outbox().Where(row => row.State == "Sent").Select(row => row.InternetMessageId)];

    /// <summary>Every e-mail that came.</summary>
    public IReadOnlyList<Row> Ledger() =>
        Read(
            "SELECT coalesce(InternetMessageId, ''), "
                + "CASE Outcome WHEN 0 THEN 'Claimed' WHEN 1 THEN 'Ticketed' WHEN 2 THEN 'Suspended' WHEN 3 THEN 'Suppressed' ELSE 'Failed' END, "
                + "Reason FROM Ledger",
            ToRow
        );

    /// <summary>Every e-mail that was to leave.</summary>
    public IReadOnlyList<Row> Outbox() =>
        Read(
            "SELECT InternetMessageId, "
                + "CASE State WHEN 0 THEN 'Queued' WHEN 1 THEN 'Sending' WHEN 2 THEN 'Sent' WHEN 3 THEN 'Uncertain' WHEN 4 THEN 'Failed' "
                + "ELSE 'Abandoned' END, LastReply FROM Outbox",
            ToRow
        );

    public (int Tickets, int Incoming, int Numbers) Tickets() => Read(
        "SELECT COUNT(*), (SELECT COUNT(*) FROM Messages WHERE Direction = 0), COUNT(DISTINCT Number) FROM Tickets",
        row => (row.GetInt32(0), row.GetInt32(1), row.GetInt32(2)))[0];

    private static Row ToRow(SqliteDataReader row) => new(row.GetString(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2));

    private List<T> Read<T>(string sql, Func<SqliteDataReader, T> read)
    {
        using var open = new SqliteConnection(connection);
        open.Open();
        using var command = open.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        var all = new List<T>();
        while (rows.Read())
            all.Add(read(rows));
        return all;
    }
}
