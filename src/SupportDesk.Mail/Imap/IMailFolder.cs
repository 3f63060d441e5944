namespace SupportDesk.Mail;

/// <summary>What was fetched about one letter.</summary>
public interface IMessageSummary
{
    /// <summary>Gets the position of the letter in the folder, from zero.</summary>
    int Index { get; }

    /// <summary>Gets the number that does not change.</summary>
    UniqueId UniqueId { get; }

    /// <summary>Gets the size in bytes, null when it was not asked for.</summary>
    uint? Size { get; }

    /// <summary>Gets the marks, null when they were not asked for.</summary>
    MessageFlags? Flags { get; }

    /// <summary>Gets when the server took the letter, null when it was not asked for.</summary>
    DateTimeOffset? InternalDate { get; }
}

/// <summary>
/// A folder of letters on a server. Failures are the same as with <see cref="ImapClient"/>; operations on letters of a folder that is not
/// open, or not for writing, are <see cref="FolderNotOpenException"/>.
/// </summary>
public interface IMailFolder
{
    /// <summary>Raised when letters came or went, during any command and during <see cref="ImapClient.IdleAsync"/>.</summary>
    event EventHandler<EventArgs>? CountChanged;

    /// <summary>Raised when the server numbers the open folder anew: numbers that were found before mean other letters now.</summary>
    event EventHandler<EventArgs>? UidValidityChanged;

    /// <summary>Gets the name without its path.</summary>
    string Name { get; }

    /// <summary>Gets the name with its path.</summary>
    string FullName { get; }

    /// <summary>Gets the letter that divides paths.</summary>
    char DirectorySeparator { get; }

    /// <summary>Gets whether the folder is open.</summary>
    bool IsOpen { get; }

    /// <summary>Gets how the folder is open.</summary>
    FolderAccess Access { get; }

    /// <summary>
    /// Gets the state of the numbering, RFC 3501 section 2.3.1.1; with another value all numbers mean other letters. 0 when the folder
    /// has not been open or the server does not say. Numbers with another <see cref="UniqueId.Validity"/> are refused with
    /// <see cref="MessageNotFoundException"/>, those without one are taken on trust.
    /// </summary>
    uint UidValidity { get; }

    /// <summary>Gets the number that the next letter will have, as of the opening (RFC 3501 section 2.3.1.1); null when the server did not say.</summary>
    UniqueId? UidNext { get; }

    /// <summary>Gets how many letters the folder holds.</summary>
    int Count { get; }

    /// <summary>Opens the folder; another open folder is closed by it.</summary>
    /// <param name="access">What shall be possible.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>What is possible.</returns>
    Task<FolderAccess> OpenAsync(FolderAccess access, CancellationToken cancellationToken = default);

    /// <summary>Closes the folder.</summary>
    /// <param name="expunge">Whether letters that wait for it are removed.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    Task CloseAsync(bool expunge = false, CancellationToken cancellationToken = default);

    /// <summary>Creates a folder within this one, or finds it when it is there.</summary>
    /// <param name="name">Name without path.</param>
    /// <param name="isMessageFolder">Whether it shall hold letters; otherwise it holds folders only.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    Task<IMailFolder> CreateAsync(string name, bool isMessageFolder, CancellationToken cancellationToken = default);

    /// <summary>Finds a folder within this one.</summary>
    /// <param name="name">Name without path.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="FolderNotFoundException">There is none.</exception>
    Task<IMailFolder> GetSubfolderAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Finds letters, RFC 3501 section 6.4.4; the folder must be open.</summary>
    /// <param name="query">What to look for.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Numbers in rising order.</returns>
    Task<IList<UniqueId>> SearchAsync(SearchQuery query, CancellationToken cancellationToken = default);

    /// <summary>Fetches facts about letters; those that are gone are left out.</summary>
    /// <param name="uids">Their numbers.</param>
    /// <param name="items">What to fetch.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    Task<IList<IMessageSummary>> FetchAsync(IList<UniqueId> uids, MessageSummaryItems items, CancellationToken cancellationToken = default);

    /// <summary>Fetches facts about letters by their position.</summary>
    /// <param name="min">The first position, from zero.</param>
    /// <param name="max">The last position; -1 for the end.</param>
    /// <param name="items">What to fetch.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    Task<IList<IMessageSummary>> FetchAsync(int min, int max, MessageSummaryItems items, CancellationToken cancellationToken = default);

    /// <summary>Gets a letter as it came, without marking it. At most 128 MiB.</summary>
    /// <param name="uid">Its number.</param>
    /// <param name="section">Empty for the whole letter, or a section such as <c>HEADER</c>.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="MessageNotFoundException">The letter is gone.</exception>
    Task<Stream> GetStreamAsync(UniqueId uid, string section, CancellationToken cancellationToken = default);

    /// <summary>Gets a letter as it came, without marking it. At most 128 MiB.</summary>
    /// <param name="uid">Its number.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="MessageNotFoundException">The letter is gone.</exception>
    Task<Stream> GetStreamAsync(UniqueId uid, CancellationToken cancellationToken = default);

    /// <summary>Gets a letter, without marking it.</summary>
    /// <param name="uid">Its number.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="MessageNotFoundException">The letter is gone.</exception>
    Task<MimeMessage> GetMessageAsync(UniqueId uid, CancellationToken cancellationToken = default);

    /// <summary>Marks a letter.</summary>
    /// <param name="uid">Its number.</param>
    /// <param name="flags">The marks.</param>
    /// <param name="silent">Whether the server shall not repeat them.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    Task AddFlagsAsync(UniqueId uid, MessageFlags flags, bool silent, CancellationToken cancellationToken = default);

    /// <summary>Marks letters.</summary>
    /// <param name="uids">Their numbers.</param>
    /// <param name="flags">The marks.</param>
    /// <param name="silent">Whether the server shall not repeat them.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    Task AddFlagsAsync(IList<UniqueId> uids, MessageFlags flags, bool silent, CancellationToken cancellationToken = default);

    /// <summary>Takes marks from a letter.</summary>
    /// <param name="uid">Its number.</param>
    /// <param name="flags">The marks.</param>
    /// <param name="silent">Whether the server shall not repeat them.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    Task RemoveFlagsAsync(UniqueId uid, MessageFlags flags, bool silent, CancellationToken cancellationToken = default);

    /// <summary>
    /// Moves a letter, RFC 6851. Where the server does not offer MOVE it is copied, marked as deleted and, with UIDPLUS, removed (RFC 4315); without UIDPLUS it stays marked, because
    /// removing would take the letters of others along.
    /// </summary>
    /// <param name="uid">Its number.</param>
    /// <param name="destination">Where to.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Its number there (COPYUID, RFC 4315), null when the server did not say or the letter was gone.</returns>
    /// <exception cref="MessageNotFoundException">The number belongs to another UIDVALIDITY.</exception>
    /// <exception cref="ImapCommandException">The server refused, for example because the mailbox is full (<c>OVERQUOTA</c>, RFC 5530).</exception>
    Task<UniqueId?> MoveToAsync(UniqueId uid, IMailFolder destination, CancellationToken cancellationToken = default);

    /// <summary>Puts a letter into the folder, RFC 3501 section 6.3.11; the folder need not be open.</summary>
    /// <param name="message">The letter.</param>
    /// <param name="flags">Its marks.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Its number (RFC 4315), null when the server did not say.</returns>
    /// <exception cref="ImapCommandException">The server refused, for example because the mailbox is full (<c>OVERQUOTA</c>, RFC 5530).</exception>
    Task<UniqueId?> AppendAsync(MimeMessage message, MessageFlags flags = MessageFlags.None, CancellationToken cancellationToken = default);
}
