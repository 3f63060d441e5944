namespace SupportDesk.Features.Email.Inbox;

/// <summary>A mailbox that e-mails arrive in. It stays their home until what they caused is committed.</summary>
internal interface IMailbox
{
    MailboxSettings Settings { get; }

    /// <summary>Names the mailbox in the ledger; never changes.</summary>
    string Name { get; }

    /// <exception cref="Exception">It cannot be reached, in whatever way.</exception>
    Task<IMailboxVisit> OpenAsync(CancellationToken ct);
}

/// <param name="IsTooLarge">Over the limit; then there is nothing to read.</param>
internal sealed record EmailContent(Stream Stream, bool IsTooLarge);

/// <summary>One visit to a mailbox, which may last for days. After a failure it is left and a new one begun.</summary>
internal interface IMailboxVisit : IAsyncDisposable
{
    /// <summary>A uid means something only together with this number (RFC 3501, 2.3.1.1).</summary>
    long UidValidity { get; }

    /// <param name="all">Also e-mails that look dealt with: flags are no proof, the ledger is.</param>
    Task<IReadOnlyList<string>> ListAsync(bool all, CancellationToken ct);

    /// <returns>The e-mail, or null if it is gone.</returns>
    Task<EmailContent?> ReadAsync(string uid, long maxBytes, CancellationToken ct);

    /// <summary>Call after the commit, never before.</summary>
    Task MarkDoneAsync(string uid, CancellationToken ct);

    /// <summary>Returns when e-mails may have come: at once where the server announces them, else after a while.</summary>
    /// <param name="atMost">No longer than that.</param>
    /// <param name="bell">Ends the waiting; the visit goes on.</param>
    Task WaitAsync(TimeSpan atMost, CancellationToken bell, CancellationToken ct);
}
