using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace SupportDesk.Data;

/// <summary>
/// Prepares a statement once for each open connection. EF makes a new command every time and so SQLite parses and plans
/// the same text again, which takes longer than running it. A text that comes a second time over the same connection
/// gets a command that stays; operations of one statement pay nothing but a look-up.
/// </summary>
internal sealed class KeptStatements : DbCommandInterceptor, IDbConnectionInterceptor
{
    public static readonly KeptStatements Instance = new();

    private readonly ConditionalWeakTable<DbConnection, Statements> connections = [];

    public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result) =>
        result is SqliteCommand { Connection: { } connection } command ? connections.GetOrCreateValue(connection).Keep(command) : result;

    /// <summary>Lets go of them before the connection returns to the pool, where an open statement would stay for ever.</summary>
    InterceptionResult IDbConnectionInterceptor.ConnectionClosing(DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
    {
        Release(connection);
        return result;
    }

    ValueTask<InterceptionResult> IDbConnectionInterceptor.ConnectionClosingAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
    {
        Release(connection);
        return ValueTask.FromResult(result);
    }

    /// <summary>A context that goes away with its connection open does not close it first.</summary>
    InterceptionResult IDbConnectionInterceptor.ConnectionDisposing(DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
    {
        Release(connection);
        return result;
    }

    ValueTask<InterceptionResult> IDbConnectionInterceptor.ConnectionDisposingAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
    {
        Release(connection);
        return ValueTask.FromResult(result);
    }

    private void Release(DbConnection connection)
    {
        if (connections.TryGetValue(connection, out var statements))
            statements.Clear();
    }

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

            if (kept is { IsUsed: true })
                return fresh;
            if (kept is null)
                commands[fresh.CommandText] = kept = new KeptCommand(fresh.CommandText, fresh.Connection!);
            kept.Take(fresh);
            fresh.Dispose();
            return kept;
        }

        public void Clear()
        {
            foreach (var command in commands.Values)
                command?.Release();
            commands.Clear();
        }
    }

    /// <summary>EF disposes a command after each use: here that ends the use and leaves the statement prepared.</summary>
    private sealed class KeptCommand(string text, SqliteConnection connection) : SqliteCommand(text, connection)
    {
        private bool released;

        public bool IsUsed { get; private set; }

        public void Take(SqliteCommand fresh)
        {
            (Transaction, CommandTimeout, IsUsed) = (fresh.Transaction, fresh.CommandTimeout, true);
            Parameters.Clear();
            foreach (SqliteParameter parameter in fresh.Parameters)
                Parameters.Add(parameter);
        }

        public void Release()
        {
            released = true;
            Dispose();
        }

        protected override void Dispose(bool disposing)
        {
            IsUsed = false;
            // The finalizer and a connection that is closed without EF must let go as well.
            if (released || !disposing || Connection?.State != System.Data.ConnectionState.Open)
                base.Dispose(disposing);
        }
    }
}
