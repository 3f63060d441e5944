using SupportDesk.Features.Contacts;
using SupportDesk.Features.Email.Authentication;
using SupportDesk.Features.Outbox;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email;

/// <summary>
/// Section <c>Mail</c> as it was checked at start, and what a person stored for the default mailbox since. What the section
/// says goes before what is stored. Whoever works with a mailbox for long watches <see cref="Changed"/>.
/// </summary>
public sealed class MailSettings
{
    internal const string Section = "Mail";

    private readonly IConfiguration configuration;
    private readonly Lock gate = new();
    private volatile State state;

    private MailSettings(IConfiguration configuration)
    {
        this.configuration = configuration;
        (Options, var mailboxes, Authentication) = Parse(configuration);
        state = new State(mailboxes, new CancellationTokenSource(), null);
        Identities = new SenderIdentities([.. mailboxes.Select(box => box.Identity)]);
        Fixed = MailboxKeys.All.Where(key => !string.IsNullOrWhiteSpace(configuration[$"{Section}:{key}"])).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>What holds for all mailboxes.</summary>
    public MailOptions Options { get; }

    /// <summary>The default one first, if there is one. A mailbox that did not change stays the same object.</summary>
    public IReadOnlyList<MailboxSettings> Mailboxes => state.Mailboxes;

    public SenderIdentities Identities { get; }

    /// <summary>How the desk checks senders itself.</summary>
    public AuthenticationSettings Authentication { get; }

    /// <summary>Of <see cref="MailboxKeys"/>, those that the section says: nobody changes them on a page.</summary>
    internal IReadOnlySet<string> Fixed { get; }

    /// <summary>Why what a person stored does not hold; null while it does, or nothing is stored. Mailboxes that would follow it are held.</summary>
    internal string? StoredTrouble => state.StoredTrouble;

    /// <summary>Ends with the next change of a mailbox. Take it before the mailboxes.</summary>
    internal CancellationToken Changed => state.Changed.Token;

    /// <summary>The mailbox that a row names; its first one if it is no longer in the settings.</summary>
    public MailboxSettings MailboxOf(string? name)
    {
        var mailboxes = Mailboxes;
        return mailboxes.FirstOrDefault(box => box.Name == name) ?? mailboxes[0];
    }

    /// <summary>Some servers repeat what they were told.</summary>
    public string WithoutSecrets(string text) =>
        Mailboxes.SelectMany(box => box.Secrets).Aggregate(text, (rest, secret) => rest.Replace(secret, "···", StringComparison.Ordinal));

    public TimeSpan PollInterval(MailTransport transport) =>
        TimeSpan.FromSeconds(Options.PollSeconds ?? (transport == MailTransport.Folder ? 5 : 15));

    /// <exception cref="ConfigurationException">A setting cannot be; the message names it.</exception>
    public static MailSettings Read(IConfiguration configuration) => new(configuration);

    /// <summary>What the section says of a key; empty if nothing.</summary>
    internal string Said(string key) => configuration[$"{Section}:{key}"] ?? "";

    /// <summary>The mailboxes as they would be with these values where the section says nothing.</summary>
    /// <exception cref="ConfigurationException">They cannot be; the message names the setting.</exception>
    internal IReadOnlyList<MailboxSettings> Try(IReadOnlyDictionary<string, string> stored)
    {
        var mailboxes = With(stored);
        if (mailboxes.FirstOrDefault(box => box.Name == SenderIdentities.DefaultMailbox) is { Transport: MailTransport.Smtp } box)
        {
            CheckSecret(box, "Imap", box.Imap.User);
            CheckSecret(box, "Smtp", box.Smtp.User);
        }

        return mailboxes;
    }

    /// <summary>From here on these values hold. Sessions that are under way end with the old ones.</summary>
    /// <exception cref="ConfigurationException">They cannot be; nothing has changed.</exception>
    internal void Apply(IReadOnlyDictionary<string, string> stored)
    {
        CancellationTokenSource before;
        lock (gate)
        {
            var (now, next) = (state, Try(stored));
            var mailboxes = next.Select(box => now.Mailboxes.FirstOrDefault(old => old.SaysTheSame(box)) ?? box).ToList();
            if (now.StoredTrouble is null && mailboxes.SequenceEqual(now.Mailboxes, ReferenceEqualityComparer.Instance))
                return;
            state = new State(mailboxes, new CancellationTokenSource(), null);
            Identities.Replace([.. mailboxes.Select(box => box.Identity)]);
            before = now.Changed;
        }

        // Left to the collector afterwards: somebody may just be taking its token.
        before.Cancel();
    }

    /// <summary>
    /// What is stored cannot be used. Without it the section may mean a folder, where e-mails to people would end as files and
    /// count as sent: so the mailboxes that would follow it are held until they are entered again or forgotten.
    /// </summary>
    /// <param name="stored">Of it, address and servers are still shown.</param>
    /// <param name="trouble">Why it cannot be used; no secret.</param>
    internal void Hold(IReadOnlyDictionary<string, string> stored, string trouble)
    {
        CancellationTokenSource before;
        lock (gate)
        {
            before = state.Changed;
            var mailboxes = Described(stored).Select(box => FollowsStored(box) ? box.Held() : box).ToList();
            state = new State(mailboxes, new CancellationTokenSource(), trouble);
            Identities.Replace([.. mailboxes.Select(box => box.Identity)]);
        }

        before.Cancel();
    }

    // A mailbox with a name goes the way of the default one unless it says its own.
    private bool FollowsStored(MailboxSettings box) =>
        box.Name == SenderIdentities.DefaultMailbox
        || !Fixed.Contains(MailboxKeys.Transport) && string.IsNullOrWhiteSpace(configuration[$"{Section}:Mailboxes:{box.Name}:Transport"]);

    private IReadOnlyList<MailboxSettings> Described(IReadOnlyDictionary<string, string> stored)
    {
        try
        {
            return With(stored.Where(pair => pair.Key != MailboxKeys.Transport));
        }
        catch (ConfigurationException)
        {
            // Something else in it is wrong, too.
            return With([]);
        }
    }

    private IReadOnlyList<MailboxSettings> With(IEnumerable<KeyValuePair<string, string>> stored)
    {
        var free = stored.Where(pair => !Fixed.Contains(pair.Key)).Select(pair => KeyValuePair.Create($"{Section}:{pair.Key}", (string?)pair.Value));
        return Parse(new ConfigurationBuilder().AddConfiguration(configuration).AddInMemoryCollection(free).Build()).Mailboxes;
    }

    // Whoever may name a server on a page must not learn by it what the section keeps secret, nor may what was stored before that.
    private void CheckSecret(MailboxSettings box, string server, string user)
    {
        var secret = box.OAuth.IsUsed ? "OAuth" : $"{server}:Password";
        if (user.Length > 0 && (box.OAuth.IsUsed || Fixed.Contains(secret)) && !Fixed.Contains($"{server}:Host"))
            throw SettingCheck.Wrong($"{server}:Host", $"it is not set, and {Section}:{secret} is, which goes to no server that was entered on a page.");
    }

    private static (MailOptions Options, IReadOnlyList<MailboxSettings> Mailboxes, AuthenticationSettings Authentication) Parse(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        MailOptions options;
        Dictionary<string, MailboxOptions> named;
        try
        {
            options = section.Get<MailOptions>() ?? new MailOptions();
            // One by one: inside a dictionary the binder leaves out what it cannot read, and says nothing.
            named = section
                .GetSection("Mailboxes")
                .GetChildren()
                .ToDictionary(child => child.Key, child => child.Get<MailboxOptions>() ?? new MailboxOptions());
        }
        catch (InvalidOperationException error)
        {
            // The binder's message names the setting and the type it should have.
            throw new ConfigurationException(error.Message, error);
        }

        CheckLimits(options);
        return (options, CheckMailboxes.Run(options, named), AuthenticationSettings.Read(options));
    }

    private static void CheckLimits(MailOptions options)
    {
        SettingCheck.Range("PollSeconds", options.PollSeconds ?? 5, 1, 3600);
        SettingCheck.Range("MaxLetterBytes", options.MaxLetterBytes, 64 << 10, 1L << 30);
        SettingCheck.Range("MaxAttachedBytes", options.MaxAttachedBytes, 0, 1L << 30);
        SettingCheck.Range("MaxPerRecipientAnHour", options.MaxPerRecipientAnHour, 1, 100_000);
        SettingCheck.Range("MaxConfirmationsAnHour", options.MaxConfirmationsAnHour, 1, 100_000);
        SettingCheck.Range("MaxAutomaticPerRecipient", options.MaxAutomaticPerRecipient, 1, 100_000);
        SettingCheck.Range("MaxNewTicketsAnHour", options.MaxNewTicketsAnHour, 0, 100_000);
        SettingCheck.Range("MaxNewTicketsPerSenderADay", options.MaxNewTicketsPerSenderADay, 0, 100_000);
        if (ProviderNumber.Of(options.ProviderNumberPattern) is { Ok: false } refused)
            throw SettingCheck.Wrong(nameof(MailOptions.ProviderNumberPattern), PatternTrouble(refused.Problems[0]));
    }

    private static string PatternTrouble(Problem problem) => problem.Code switch
    {
        "PatternGroup" => "the pattern has no group named 'number'.",
        "PatternBacktracks" => "the pattern needs backtracking, which an e-mail could make endless.",
        "PatternLong" => "the pattern is too long.",
        _ => $"the pattern is wrong at position {problem.Args[0]}.",
    };

    private sealed record State(IReadOnlyList<MailboxSettings> Mailboxes, CancellationTokenSource Changed, string? StoredTrouble);
}
