using System.Data;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace SupportDesk.Data;

/// <summary>
/// Prepares a statement once for each open connection. EF makes a new command every time and so SQLite parses and plans
/// the same text again, which takes longer than running it. A text that comes a second time over the same open connection
/// gets a command that stays until the connection is closed; operations of one statement pay nothing but a look.
/// </summary>
internal sealed class KeptStatements : DbCommandInterceptor
{
    public static readonly KeptStatements Instance = new();

    private readonly ConditionalWeakTable<DbConnection, Statements> connections = [];

    // A connection that EF has yet to open is closed again behind this one command.
    public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result) =>
        result is SqliteCommand { Connection: { State: ConnectionState.Open } connection } command
            ? connections.GetOrCreateValue(connection).Keep(command)
            : result;

    /// <summary>Those of one connection, which one operation uses at a time.</summary>
    private sealed class Statements
    {
        // What EF composes from a list of values may have any length; so many texts no operation repeats.
        private const int Most = 256;

        private readonly Dictionary<string, KeptCommand?> commands = new(StringComparer.Ordinal);

        public DbCommand Keep(SqliteCommand fresh)
        {
            if (!commands.TryGetValue(fresh.CommandText, out var kept))
            {
                if (commands.Count < Most)
                    commands.Add(fresh.CommandText, null);
                return fresh;
            }

            if (kept is { IsUsed: true } && kept.IsOf(fresh.Connection!))
                return fresh;
            if (kept is null || !kept.IsOf(fresh.Connection!))
                commands[fresh.CommandText] = kept = new KeptCommand(fresh.CommandText, fresh.Connection!);
            kept.Take(fresh);
            fresh.Dispose();
            return kept;
        }
    }

    /// <summary>
    /// EF disposes a command after each use: here that ends the use and leaves the statement prepared. A connection that is
    /// closed, by whom ever, disposes its commands too, and that is the end: the handle beneath goes back to a pool, where a
    /// statement of ours would run within somebody else's transaction.
    /// </summary>
    private sealed class KeptCommand(string text, SqliteConnection connection) : SqliteCommand(text, connection)
    {
        private readonly sqlite3? handle = connection.Handle;
        private bool gone;

        public bool IsUsed { get; private set; }

        public bool IsOf(SqliteConnection connection) => !gone && ReferenceEquals(handle, connection.Handle);

        public void Take(SqliteCommand fresh)
        {
            (Transaction, CommandTimeout, IsUsed) = (fresh.Transaction, fresh.CommandTimeout, true);
            Parameters.Clear();
            foreach (SqliteParameter parameter in fresh.Parameters)
                Parameters.Add(parameter);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing && IsUsed && Connection?.State == ConnectionState.Open)
            {
                IsUsed = false;
                return;
            }

            gone = true;
            base.Dispose(disposing);
        }
    }
}
