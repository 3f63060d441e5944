using System.Net;
using SupportDesk.Features.Mailroom.Rules;
using SupportDesk.Kernel;
using SupportDesk.Mail;

namespace SupportDesk.Features.Mailroom;

/// <summary>Section <c>Mail</c> as it was checked at start.</summary>
public sealed class MailSettings
{
    private const string Section = "Mail";

    private MailSettings(MailOptions options, ProviderNumber providerNumber) => (Options, ProviderNumber) = (options, providerNumber);

    public MailOptions Options { get; }

    internal ProviderNumber ProviderNumber { get; }

    /// <exception cref="ConfigurationException">A setting cannot be; the message names it.</exception>
    public static MailSettings Read(IConfiguration configuration)
    {
        MailOptions options;
        try
        {
            options = configuration.GetSection(Section).Get<MailOptions>() ?? new MailOptions();
        }
        catch (InvalidOperationException error)
        {
            // The binder's message names the setting and the type it should have.
            throw new ConfigurationException(error.Message, error);
        }

        var identity = configuration.GetSection(Section).Get<MailIdentity>() ?? new MailIdentity();
        if (!MailboxAddress.TryParse(identity.Address, out var own) || own.Domain.Length == 0 || own.Address != identity.Address)
            throw Wrong("Address", $"'{identity.Address}' is not a mail address.");
        Range("PollSeconds", options.PollSeconds ?? 5, 1, 3600);
        Range("MaxLetterBytes", options.MaxLetterBytes, 64 << 10, 1L << 30);
        Range("MaxAttachedBytes", options.MaxAttachedBytes, 0, 1L << 30);
        Range("MaxPerRecipientAnHour", options.MaxPerRecipientAnHour, 1, 100_000);
        Range("MaxAutomaticPerRecipient", options.MaxAutomaticPerRecipient, 1, 100_000);
        if (options.Transport == MailTransport.Smtp)
        {
            Server("Smtp", options.Smtp.Host, options.Smtp.Port, options.Smtp.Security, options.Smtp.User, options.Smtp.Password);
            Server("Imap", options.Imap.Host, options.Imap.Port, options.Imap.Security, options.Imap.User, options.Imap.Password);
            if (options.Imap.User.Length == 0)
                throw Wrong("Imap:User", "it is empty, and a mailbox belongs to somebody.");
            if (options.Imap.Folder.Length == 0 || options.Imap.Folder == options.Imap.Processed)
                throw Wrong("Imap:Folder", "it must be named and must differ from Mail:Imap:Processed.");
        }

        return new MailSettings(options, Pattern(options.ProviderNumberPattern));
    }

    private static ProviderNumber Pattern(string? pattern)
    {
        try
        {
            return new ProviderNumber(pattern);
        }
        catch (ArgumentException error)
        {
            throw Wrong(nameof(MailOptions.ProviderNumberPattern), error.Message);
        }
    }

    private static void Server(string name, string host, int port, SecureSocketOptions security, string user, string password)
    {
        if (host.Length == 0)
            throw Wrong($"{name}:Host", "it is empty, and Mail:Transport is Smtp.");
        if (Uri.CheckHostName(host) == UriHostNameType.Unknown)
            throw Wrong($"{name}:Host", $"'{host}' is not a host name.");
        Range($"{name}:Port", port, 1, 65535);
        if (user.Length > 0 && password.Length == 0)
            throw Wrong($"{name}:Password", $"it is empty, and Mail:{name}:User is not.");
        if (user.Length > 0 && security == SecureSocketOptions.None && !IsThisMachine(host))
            throw Wrong($"{name}:Security", "None would send the password readable to everyone on the way. Take SslOnConnect or StartTls.");
    }

    private static bool IsThisMachine(string host) => host == "localhost" || IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address);

    private static void Range(string name, long value, long least, long most)
    {
        if (value < least || value > most)
            throw Wrong(name, $"{value} is not between {least} and {most}.");
    }

    private static ConfigurationException Wrong(string name, string reason) => new($"Setting {Section}:{name}: {reason}");
}
