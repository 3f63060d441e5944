using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Features.Outbox;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Setup;

/// <summary>One field of the mailbox.</summary>
/// <param name="Value">Empty for a password, whatever it is.</param>
/// <param name="FixedBy">The setting of the server that says it, such as <c>Mail:Smtp:Host</c>; null if a person does.</param>
public sealed record SetupField(string Key, string Value, string? FixedBy)
{
    public bool IsFixed => FixedBy is not null;
}

/// <param name="HasImapPassword">One is known, stored or said by the configuration.</param>
/// <param name="SignsIn">The server for sending asks who sends.</param>
/// <param name="SameSignIn">It is told the same as the mailbox's.</param>
/// <param name="IsFolder">E-mails are files in folders: no mailbox has been set up.</param>
/// <param name="UsesTokens">The configuration has tokens in place of passwords.</param>
/// <param name="ChangedAt">Null if nothing is stored.</param>
/// <param name="Trouble">Why what is stored does not hold; null if it does.</param>
/// <param name="IsLocked">That is because the keys do not open its passwords.</param>
/// <param name="Others">Addresses of the mailboxes that only the configuration can have.</param>
public sealed record MailboxSetupView(
    IReadOnlyDictionary<string, SetupField> Fields, bool HasImapPassword, bool HasSmtpPassword, bool SignsIn, bool SameSignIn, bool PlusAddresses,
    bool IsFolder, bool UsesTokens, DateTimeOffset? ChangedAt, string? ChangedBy, string? Trouble, bool IsLocked,
    IReadOnlyList<string> Others);

/// <summary>The settings of the default mailbox, each with who says it; no password ever.</summary>
internal sealed class ReadMailboxSetup(IDbContextFactory<DeskDbContext> contexts, MailSettings settings, MailboxSecrets secrets) : IUseCase
{
    private static readonly string[] Passwords = [MailboxKeys.ImapPassword, MailboxKeys.SmtpPassword];

    public async Task<Result<MailboxSetupView>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (!SaveMailbox.Allows(actor))
            return Problem.NotFound;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var row = await db.MailboxSetups.AsNoTracking().FirstOrDefaultAsync(one => one.Mailbox == SenderIdentities.DefaultMailbox, ct);
        var stored = row is null ? StoredMailbox.Nothing : StoredMailbox.ValuesOf(row, secrets);
        // A mailbox that is held is so whatever the keys would open now.
        var trouble = TroubleOf(stored) ?? settings.StoredTrouble;
        var fields = MailboxKeys.All.ToDictionary(key => key, key => FieldOf(key, stored), StringComparer.Ordinal);
        var (imapPassword, smtpPassword) = (ValueOf(MailboxKeys.ImapPassword, stored), ValueOf(MailboxKeys.SmtpPassword, stored));
        var isFolder = settings.MailboxOf(SenderIdentities.DefaultMailbox).Transport == MailTransport.Folder;
        // Nearly every server asks who sends; one that was set up without a name does not.
        var signsIn = fields[MailboxKeys.SmtpUser].Value.Length > 0 || row is null && isFolder;
        return new MailboxSetupView(
            fields,
            imapPassword.Length > 0,
            smtpPassword.Length > 0,
            signsIn,
            SameSignIn: smtpPassword == imapPassword && fields[MailboxKeys.SmtpUser].Value == fields[MailboxKeys.ImapUser].Value,
            PlusAddresses: fields[MailboxKeys.PlusAddresses].Value.Equals("true", StringComparison.OrdinalIgnoreCase),
            isFolder,
            settings.Options.OAuth.IsUsed,
            row?.ChangedAt,
            row?.ChangedBy,
            trouble,
            IsLocked: trouble is not null && row is not null && StoredMailbox.IsLocked(row, stored),
            [.. settings.Mailboxes.Where(box => box.Name != SenderIdentities.DefaultMailbox).Select(box => box.Identity.Address)]);
    }

    private SetupField FieldOf(string key, IReadOnlyDictionary<string, string> stored) => new(
        key,
        Passwords.Contains(key) ? "" : ValueOf(key, stored) is { Length: > 0 } value ? value : DefaultOf(key),
        settings.Fixed.Contains(key) ? $"{MailSettings.Section}:{key}" : null);

    private string ValueOf(string key, IReadOnlyDictionary<string, string> stored) =>
        settings.Fixed.Contains(key) ? settings.Said(key) : stored.GetValueOrDefault(key, "");

    private static string DefaultOf(string key) => key switch
    {
        MailboxKeys.ImapPort => new ImapOptions().Port.ToString(CultureInfo.InvariantCulture),
        MailboxKeys.ImapSecurity => new ImapOptions().Security.ToString(),
        MailboxKeys.ImapFolder => new ImapOptions().Folder,
        MailboxKeys.SmtpPort => new SmtpOptions().Port.ToString(CultureInfo.InvariantCulture),
        MailboxKeys.SmtpSecurity => new SmtpOptions().Security.ToString(),
        _ => "",
    };

    private string? TroubleOf(IReadOnlyDictionary<string, string> stored)
    {
        try
        {
            if (stored.Count > 0)
                settings.Try(stored);
            return null;
        }
        catch (ConfigurationException error)
        {
            return error.Message;
        }
    }
}
