using MailKit.Security;

namespace SupportDesk.Features.Email.Setup;

/// <summary>What a provider takes as the password of a program; a key of a text.</summary>
public enum ProviderPassword
{
    /// <summary>The one of the mailbox.</summary>
    Own,

    /// <summary>One that is made for this program only.</summary>
    Application,

    /// <summary>None: programs show a token.</summary>
    Token,
}

public sealed record ProposedServer(string Host, int Port, SecureSocketOptions Security);

/// <summary>A provider of mailboxes and how programs enter it.</summary>
/// <param name="Key">Of the texts that name it and say where its password is made.</param>
/// <param name="Domains">Of the mailboxes that it gives to everybody.</param>
/// <param name="Exchangers">What the mail exchangers of its customers' domains end with.</param>
public sealed record MailProvider(
    string Key, ProviderPassword Password, ProposedServer Imap, ProposedServer Smtp, IReadOnlyList<string> Domains, IReadOnlyList<string> Exchangers)
{
    private const SecureSocketOptions Tls = SecureSocketOptions.SslOnConnect;

    public static IReadOnlyList<MailProvider> All { get; } =
    [
        Usual("Yandex", ProviderPassword.Application, "imap.yandex.ru", "smtp.yandex.ru",
            ["yandex.ru", "ya.ru", "yandex.com", "yandex.by", "yandex.kz", "yandex.uz", "narod.ru"], ["mx.yandex.net", "mx.yandex.ru"]),
        Usual("MailRu", ProviderPassword.Application, "imap.mail.ru", "smtp.mail.ru",
            ["mail.ru", "bk.ru", "inbox.ru", "list.ru", "internet.ru", "xmail.ru"], ["mail.ru"]),
        Usual("Rambler", ProviderPassword.Own, "imap.rambler.ru", "smtp.rambler.ru",
            ["rambler.ru", "lenta.ru", "autorambler.ru", "myrambler.ru", "ro.ru", "rambler.ua"], ["rambler.ru"]),
        Usual("Google", ProviderPassword.Application, "imap.gmail.com", "smtp.gmail.com",
            ["gmail.com", "googlemail.com"], ["google.com", "googlemail.com"]),
        new("Microsoft", ProviderPassword.Token, new("outlook.office365.com", 993, Tls),
            new("smtp.office365.com", 587, SecureSocketOptions.StartTls), ["outlook.com", "hotmail.com", "live.com", "live.ru", "msn.com"],
            ["mail.protection.outlook.com", "olc.protection.outlook.com", "mx.microsoft"]),
        new("Apple", ProviderPassword.Application, new("imap.mail.me.com", 993, Tls),
            new("smtp.mail.me.com", 587, SecureSocketOptions.StartTls), ["icloud.com", "me.com", "mac.com"], ["mail.icloud.com"]),
        Usual("Beget", ProviderPassword.Own, "imap.beget.com", "smtp.beget.com", [], ["beget.com", "beget.ru"]),
        Usual("RegRu", ProviderPassword.Own, "mail.hosting.reg.ru", "mail.hosting.reg.ru", [], ["hosting.reg.ru"]),
        Usual("Timeweb", ProviderPassword.Own, "imap.timeweb.ru", "smtp.timeweb.ru", [], ["timeweb.ru"]),
        Usual("NicRu", ProviderPassword.Own, "mail.nic.ru", "mail.nic.ru", [], ["nicmail.ru", "mail.nic.ru"]),
    ];

    public static MailProvider? OfDomain(string domain) => All.FirstOrDefault(one => one.Domains.Contains(domain, StringComparer.OrdinalIgnoreCase));

    /// <summary>By a mail exchanger. It says where the mailbox is likely to be, and no more: customers have names under some of these, too.</summary>
    public static MailProvider? OfExchanger(string host)
    {
        var name = NameOf(host);
        return All.FirstOrDefault(one => one.Exchangers.Any(end => name == end || name.EndsWith("." + end, StringComparison.Ordinal)));
    }

    /// <summary>Whose very servers these are: one of them, or both of one provider.</summary>
    public static MailProvider? OfServers(string? imap, string? smtp) => imap is null && smtp is null ? null : All.FirstOrDefault(
        one => (imap is null || one.Imap.Host == NameOf(imap)) && (smtp is null || one.Smtp.Host == NameOf(smtp)));

    private static string NameOf(string host) => host.TrimEnd('.').ToLowerInvariant();

    private static MailProvider Usual(
        string key, ProviderPassword password, string imap, string smtp, IReadOnlyList<string> domains, IReadOnlyList<string> exchangers) =>
        new(key, password, new ProposedServer(imap, 993, Tls), new ProposedServer(smtp, 465, Tls), domains, exchangers);
}
