using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace SupportDesk.Tests.Features.Tickets;

/// <summary>Asks SQLite how it means to run each query, with the query's own parameters, just before it runs.</summary>
internal sealed class PlanRecorder : DbCommandInterceptor
{
    public bool Recording { get; set; }

    public List<(string Sql, string Plan)> Steps { get; } = [];

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if (!Recording || !command.CommandText.TrimStart().StartsWith("SELECT", StringComparison.Ordinal))
            return result;
        await using var explain = command.Connection!.CreateCommand();
        explain.Transaction = command.Transaction;
#pragma warning disable CA2100 // The text is a query that the desk made itself.
        explain.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;
#pragma warning restore CA2100
        foreach (DbParameter parameter in command.Parameters)
        {
            var copy = explain.CreateParameter();
            (copy.ParameterName, copy.Value) = (parameter.ParameterName, parameter.Value);
            explain.Parameters.Add(copy);
        }

        await using var reader = await explain.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            Steps.Add((command.CommandText, reader.GetString(3)));
        return result;
    }
}
