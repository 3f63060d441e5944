namespace SupportDesk.Browser.Tests.Support;

/// <summary>What must be installed for a test; without it the test is skipped and says why.</summary>
internal static class Needs
{
    public const string Chromium = "/usr/bin/chromium";
    public const string Postfix = "/usr/sbin/postfix";
    public const string Dovecot = "/usr/sbin/dovecot";

    public static string? Browser => File.Exists(Chromium) ? null : "chromium is not installed";

    public static string? MailServers =>
        !Environment.IsPrivilegedProcess ? "Postfix and Dovecot start only as root"
        : !File.Exists(Postfix) ? "postfix is not installed"
        : !File.Exists(Dovecot) ? "dovecot-imapd is not installed"
        : null;
}

[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Needs.Browser;
}

[AttributeUsage(AttributeTargets.Method)]
internal sealed class MailFactAttribute : FactAttribute
{
    public MailFactAttribute() => Skip = Needs.MailServers;
}

[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserAndMailFactAttribute : FactAttribute
{
    public BrowserAndMailFactAttribute() => Skip = Needs.Browser ?? Needs.MailServers;
}
