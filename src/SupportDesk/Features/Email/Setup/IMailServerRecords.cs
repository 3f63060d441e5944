namespace SupportDesk.Features.Email.Setup;

/// <param name="Priority">The lowest comes first.</param>
/// <param name="Weight">Among servers of one priority, the largest is asked most.</param>
/// <param name="Host">Without the last dot; empty where the domain says that it has no such server (RFC 2782).</param>
internal sealed record ServerRecord(int Priority, int Weight, int Port, string Host);

/// <summary>What a domain publishes of its mail servers.</summary>
internal interface IMailServerRecords
{
    /// <returns>Empty if there are none; null if nobody answers.</returns>
    Task<IReadOnlyList<ServerRecord>?> FindServersAsync(string service, string domain, CancellationToken ct);

    /// <returns>Names of the mail exchangers, the preferred one first; empty if there are none, null if nobody answers.</returns>
    Task<IReadOnlyList<string>?> FindExchangersAsync(string domain, CancellationToken ct);
}
