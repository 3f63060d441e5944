using SupportDesk.Features.Contacts;
using SupportDesk.Features.Email.Authentication;
using SupportDesk.Features.Outbox;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email;

/// <summary>Section <c>Mail</c> as it was checked at start.</summary>
public sealed class MailSettings
{
    internal const string Section = "Mail";

    private MailSettings(MailOptions options, IReadOnlyList<MailboxSettings> mailboxes, AuthenticationSettings authentication)
    {
        (Options, Mailboxes, Authentication) = (options, mailboxes, authentication);
        Identities = new SenderIdentities([.. mailboxes.Select(box => box.Identity)]);
    }

    /// <summary>What holds for all mailboxes.</summary>
    public MailOptions Options { get; }

    /// <summary>The default one first, if there is one.</summary>
    public IReadOnlyList<MailboxSettings> Mailboxes { get; }

    public SenderIdentities Identities { get; }

    /// <summary>How the desk checks senders itself.</summary>
    public AuthenticationSettings Authentication { get; }

    /// <summary>The mailbox that a row names; its first one if it is no longer in the settings.</summary>
    public MailboxSettings MailboxOf(string? name) => Mailboxes.FirstOrDefault(box => box.Name == name) ?? Mailboxes[0];

    /// <summary>Some servers repeat what they were told.</summary>
    public string WithoutSecrets(string text) =>
        Mailboxes.SelectMany(box => box.Secrets).Aggregate(text, (rest, secret) => rest.Replace(secret, "···", StringComparison.Ordinal));

    public TimeSpan PollInterval(MailTransport transport) =>
        TimeSpan.FromSeconds(Options.PollSeconds ?? (transport == MailTransport.Folder ? 5 : 15));

    /// <exception cref="ConfigurationException">A setting cannot be; the message names it.</exception>
    public static MailSettings Read(IConfiguration configuration)
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
        return new MailSettings(options, CheckMailboxes.Run(options, named), AuthenticationSettings.Read(options));
    }

    private static string PatternTrouble(Problem problem) => problem.Code switch
    {
        "PatternGroup" => "the pattern has no group named 'number'.",
        "PatternBacktracks" => "the pattern needs backtracking, which an e-mail could make endless.",
        "PatternLong" => "the pattern is too long.",
        _ => $"the pattern is wrong at position {problem.Args[0]}: {problem.Args[1]}.",
    };
}
