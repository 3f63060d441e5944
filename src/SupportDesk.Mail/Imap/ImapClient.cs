using System.Collections.ObjectModel;

namespace SupportDesk.Mail;

/// <summary>
/// Reads mailboxes over IMAP4rev1, RFC 3501. Commands fail with <see cref="ImapCommandException"/> when the server refuses and the connection
/// stays; with <see cref="ImapProtocolException"/>, <see cref="IOException"/> or a cancellation the connection is closed. A server may send at
/// most 16 MiB of text and 128 MiB of literals in one response, and 256 MiB for one command.
/// </summary>
public class ImapClient : MailService
{
    private readonly Dictionary<SpecialFolder, ImapFolder> _specialFolders = [];
    private ImapEngine? _engine;
    private ImapFolder? _inbox;

    /// <summary>Creates a client.</summary>
    public ImapClient() : this(new NullProtocolLogger())
    {
    }

    /// <summary>Creates a client whose conversation is heard.</summary>
    /// <param name="protocolLogger">Who hears it; disposed with the client. It serves one client.</param>
    public ImapClient(IProtocolLogger protocolLogger) : base(protocolLogger, new ImapAuthenticationSecretDetector())
    {
    }

    /// <summary>Gets what the server offers.</summary>
    public ImapCapabilities Capabilities => _engine?.Offer.Capabilities ?? ImapCapabilities.None;

    /// <summary>Gets the mechanisms of authentication that the server offers.</summary>
    public HashSet<string> AuthenticationMechanisms => _engine?.Offer.Mechanisms ?? [];

    /// <summary>Gets the roots of the user's own folders, RFC 2342.</summary>
    public FolderNamespaceCollection PersonalNamespaces { get; } = [];

    /// <summary>Gets the folder that letters come into.</summary>
    /// <exception cref="ServiceNotAuthenticatedException">The server does not know the client yet.</exception>
    public IMailFolder Inbox => _inbox ?? throw new ServiceNotAuthenticatedException("The mail client is not authenticated.");

    /// <summary>What the server may send.</summary>
    internal ImapLimits Limits { get; init; } = new();

    private protected override int ImplicitTlsPort => 993;

    private protected override string Scheme => "imap";

    /// <inheritdoc/>
    public override Task AuthenticateAsync(string userName, string password, CancellationToken cancellationToken = default)
    {
        if (Choose(userName, password, AuthenticationMechanisms) is { } offered) return AuthenticateAsync(offered, cancellationToken);
        if (Engine.Offer.Capabilities.HasFlag(ImapCapabilities.LoginDisabled)) throw NoPassword();
        var mechanism = new SaslMechanismLogin(userName, password);
        var login = new ImapCommand("LOGIN ").String(userName).Text(" ").String(password);
        return AuthenticateAsync(mechanism, new HashSet<string> { mechanism.MechanismName }, engine => engine.TryAsync(login, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public override Task AuthenticateAsync(SaslMechanism mechanism, CancellationToken cancellationToken = default) =>
        AuthenticateAsync(mechanism, AuthenticationMechanisms, engine => engine.AuthenticateAsync(mechanism, MaxChallenges, cancellationToken), cancellationToken);

    /// <summary>Finds a folder by its full name.</summary>
    /// <param name="path">Name with its path.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="FolderNotFoundException">There is none.</exception>
    public async Task<IMailFolder> GetFolderAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return await FindAsync(path, cancellationToken).ConfigureAwait(false) ?? throw new FolderNotFoundException("There is no such folder.", path);
    }

    /// <summary>Gets the root of a namespace; new top-level folders are created in it.</summary>
    /// <param name="namespace">One of <see cref="PersonalNamespaces"/>.</param>
    public IMailFolder GetFolder(FolderNamespace @namespace)
    {
        ArgumentNullException.ThrowIfNull(@namespace);
        return new ImapFolder(this, @namespace.Path.TrimEnd(@namespace.DirectorySeparator), @namespace.DirectorySeparator);
    }

    /// <summary>Gets a folder by what it is for (RFC 6154), wherever it lies and whatever it is called.</summary>
    /// <param name="folder">What it is for.</param>
    /// <returns>The folder; null when the mailbox has none for it.</returns>
    /// <exception cref="NotSupportedException">The server does not tell what folders are for (SPECIAL-USE).</exception>
    public IMailFolder? GetFolder(SpecialFolder folder)
    {
        if (!Capabilities.HasFlag(ImapCapabilities.SpecialUse)) throw new NotSupportedException("The mail server does not tell what folders are for (SPECIAL-USE).");
        return _specialFolders.GetValueOrDefault(folder);
    }

    /// <summary>Waits for news of the open folder (RFC 2177), which raises <see cref="IMailFolder.CountChanged"/>.</summary>
    /// <param name="doneToken">Ends the waiting; the connection stays. Servers end it themselves after half an hour.</param>
    /// <param name="cancellationToken">Breaks the connection.</param>
    /// <exception cref="NotSupportedException">The server does not offer IDLE; ask now and then by <see cref="NoOpAsync"/>.</exception>
    public async Task IdleAsync(CancellationToken doneToken, CancellationToken cancellationToken = default)
    {
        if (!Capabilities.HasFlag(ImapCapabilities.Idle)) throw new NotSupportedException("The mail server does not offer IDLE.");
        if (Engine.Selected is null) throw new InvalidOperationException("No folder is open.");
        await GuardAsync(async engine =>
        {
            await engine.IdleAsync(doneToken, cancellationToken).ConfigureAwait(false);
            return true;
        }).ConfigureAwait(false);
    }

    /// <summary>Asks for news and keeps the connection alive.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    public Task NoOpAsync(CancellationToken cancellationToken = default) => RunAsync(new ImapCommand("NOOP"), cancellationToken);

    internal Task<ImapStatus> RunAsync(ImapCommand command, CancellationToken ct, Action<ImapUntagged>? onUntagged = null) =>
        GuardAsync(engine => engine.RunAsync(command, ct, onUntagged));

    internal void Select(ImapFolder? folder)
    {
        Engine.Selected?.OnClosed();
        Engine.Selected = folder;
    }

    internal async Task<ImapFolder?> FindAsync(string path, CancellationToken ct)
    {
        ImapFolder? found = null;
        await RunAsync(new ImapCommand("LIST \"\" ").Folder(path), ct, untagged =>
        {
            if (untagged is not { Keyword: "LIST", Values: [{ Items: { } attributes }, var divider, var name, ..] }) return;
            if (attributes.Exists(a => "\\NonExistent".Equals(a.Text, StringComparison.OrdinalIgnoreCase))) return;
            found ??= FolderOf(divider, name);
        }).ConfigureAwait(false);
        return found;
    }

    private protected override async Task GreetAsync(string host, SecureSocketOptions options, CancellationToken ct)
    {
        _engine = new ImapEngine(Connected, Limits);
        var isKnown = await _engine.GreetAsync(ct).ConfigureAwait(false);
        if (Capabilities == ImapCapabilities.None) await RunAsync(new ImapCommand("CAPABILITY"), ct).ConfigureAwait(false);
        if (options is SecureSocketOptions.StartTls or SecureSocketOptions.StartTlsWhenAvailable)
        {
            if (Capabilities.HasFlag(ImapCapabilities.StartTLS) && !isKnown) await StartTlsAsync(host, ct).ConfigureAwait(false);
            else if (options == SecureSocketOptions.StartTls) throw new NotSupportedException("The mail server does not offer STARTTLS, and the connection must be encrypted.");
        }
        if (isKnown) await WelcomeAsync(ct).ConfigureAwait(false);
    }

    private protected override Task QuitAsync(CancellationToken ct) => RunAsync(new ImapCommand("LOGOUT"), ct);

    private protected override void Drop()
    {
        _engine?.Selected?.OnClosed();
        _engine = null;
        base.Drop();
    }

    private ImapEngine Engine => _engine ?? throw NotConnected();

    private async Task AuthenticateAsync(SaslMechanism mechanism, IReadOnlySet<string> offered, Func<ImapEngine, Task<ImapStatus>> exchange, CancellationToken ct)
    {
        var status = await ExchangeAsync(mechanism, offered, () => GuardAsync(exchange)).ConfigureAwait(false);
        if (status.Response != ImapCommandResponse.Ok)
        {
            var error = (status with { Code = mechanism.Hide(status.Code), Text = mechanism.Explain(status.Text) }).ToException();
            if (status.IsTransient) throw error;
            throw new AuthenticationException(error.ResponseText, error);
        }
        if (status.Offer is null) await RunAsync(new ImapCommand("CAPABILITY"), ct).ConfigureAwait(false);
        await WelcomeAsync(ct).ConfigureAwait(false);
    }

    private async Task StartTlsAsync(string host, CancellationToken ct)
    {
        await RunAsync(new ImapCommand("STARTTLS"), ct).ConfigureAwait(false);
        if (!Connected.Received.IsEmpty) throw new ImapProtocolException("The mail server sent data in the clear after STARTTLS.");
        await SecureAsync(host, ct).ConfigureAwait(false);
        // What was offered in the clear may have been made up on the way.
        Engine.Offer = ImapOffer.None;
        await RunAsync(new ImapCommand("CAPABILITY"), ct).ConfigureAwait(false);
    }

    private async Task WelcomeAsync(CancellationToken ct)
    {
        PersonalNamespaces.Clear();
        if (Capabilities.HasFlag(ImapCapabilities.Namespace)) await GuardAsync(e => e.TryAsync(new ImapCommand("NAMESPACE"), ct, TakeNamespaces)).ConfigureAwait(false);
        if (PersonalNamespaces.Count == 0)
        {
            await RunAsync(new ImapCommand("LIST \"\" \"\""), ct, untagged =>
            {
                if (untagged is { Keyword: "LIST", Values: [_, var divider, ..] }) PersonalNamespaces.Add(new FolderNamespace(SeparatorOf(divider), ""));
            }).ConfigureAwait(false);
        }
        var separator = PersonalNamespaces.Count > 0 ? PersonalNamespaces[0].DirectorySeparator : '/';
        _inbox = new ImapFolder(this, "INBOX", separator);
        _specialFolders.Clear();
        if (Capabilities.HasFlag(ImapCapabilities.SpecialUse)) await FindSpecialFoldersAsync(ct).ConfigureAwait(false);
        // Exchange says yes to a token first and refuses everything else then.
        IsAuthenticated = true;
    }

    private async Task FindSpecialFoldersAsync(CancellationToken ct)
    {
        try
        {
            await RunAsync(new ImapCommand("LIST (SPECIAL-USE) \"\" \"*\""), ct, TakeSpecialFolder).ConfigureAwait(false);
        }
        catch (ImapCommandException)
        {
            // Selecting is an extension of its own (RFC 5258); the marks also stand in a plain list.
            await RunAsync(new ImapCommand("LIST \"\" \"*\""), ct, TakeSpecialFolder).ConfigureAwait(false);
        }
    }

    private void TakeSpecialFolder(ImapUntagged untagged)
    {
        if (untagged is not { Keyword: "LIST", Values: [{ Items: { } attributes }, var divider, var name, ..] }) return;
        foreach (var folder in Enum.GetValues<SpecialFolder>().Where(f => attributes.Exists(a => $"\\{f}".Equals(a.Text, StringComparison.OrdinalIgnoreCase))))
        {
            _specialFolders.TryAdd(folder, FolderOf(divider, name));
        }
    }

    private ImapFolder FolderOf(ImapValue divider, ImapValue name) => new(this, ModifiedUtf7.Decode(name.AsText()), SeparatorOf(divider));

    private void TakeNamespaces(ImapUntagged untagged)
    {
        if (untagged is not { Keyword: "NAMESPACE", Values: [{ Items: { } personal }, ..] }) return;
        foreach (var item in personal)
        {
            if (item.Items is [var prefix, var divider, ..]) PersonalNamespaces.Add(new FolderNamespace(SeparatorOf(divider), ModifiedUtf7.Decode(prefix.AsText())));
        }
    }

    private static char SeparatorOf(ImapValue divider) => divider.Text is [var c] ? c : '\0';

    /// <summary>After anything but a plain refusal nobody knows what the server will say next, so the connection is closed.</summary>
    private async Task<T> GuardAsync<T>(Func<ImapEngine, Task<T>> work)
    {
        try
        {
            return await work(Engine).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not (CommandException or ServiceNotConnectedException))
        {
            Drop();
            throw;
        }
    }
}

/// <summary>A root of folders, RFC 2342.</summary>
public sealed class FolderNamespace
{
    /// <summary>Creates a root.</summary>
    /// <param name="directorySeparator">The letter that divides paths.</param>
    /// <param name="path">What all names begin with.</param>
    public FolderNamespace(char directorySeparator, string path) => (DirectorySeparator, Path) = (directorySeparator, path);

    /// <summary>Gets the letter that divides paths.</summary>
    public char DirectorySeparator { get; }

    /// <summary>Gets what all names begin with.</summary>
    public string Path { get; }
}

/// <summary>Roots of folders.</summary>
public sealed class FolderNamespaceCollection : Collection<FolderNamespace>;
