namespace SupportDesk.Features.Mailroom.Receiving;

/// <summary>A mailbox that letters arrive in. It stays their home until what they caused is committed.</summary>
public interface IMailbox
{
    /// <summary>Names the mailbox in the ledger; never changes.</summary>
    string Name { get; }

    Task<IMailboxVisit> OpenAsync(CancellationToken ct);
}

/// <param name="IsTooLarge">Over the limit; then there is nothing to read.</param>
public sealed record LetterContent(Stream Stream, bool IsTooLarge);

/// <summary>One visit to a mailbox.</summary>
public interface IMailboxVisit : IAsyncDisposable
{
    /// <summary>A uid means something only together with this number (RFC 3501, 2.3.1.1).</summary>
    long UidValidity { get; }

    /// <param name="all">Also letters that look dealt with: flags are no proof, the ledger is.</param>
    Task<IReadOnlyList<string>> ListAsync(bool all, CancellationToken ct);

    /// <returns>The letter, or null if it is gone.</returns>
    Task<LetterContent?> ReadAsync(string uid, long maxBytes, CancellationToken ct);

    /// <summary>Call after the commit, never before.</summary>
    Task MarkDoneAsync(string uid, CancellationToken ct);
}
