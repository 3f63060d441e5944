namespace SupportDesk.Browser.Tests.Servers;

/// <summary>A mailbox of the test servers.</summary>
internal sealed record MailAccount(string Address, string Password)
{
    public string Domain => Address[(Address.IndexOf('@', StringComparison.Ordinal) + 1)..];

    public string Name => Address[..Address.IndexOf('@', StringComparison.Ordinal)];
}
