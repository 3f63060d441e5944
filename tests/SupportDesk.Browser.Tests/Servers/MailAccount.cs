namespace SupportDesk.Browser.Tests.Servers;

/// <summary>A mailbox of the test servers.</summary>
/// <param name="QuotaBytes">So much it may hold; null for any amount.</param>
internal sealed record MailAccount(string Address, string Password, int? QuotaBytes = null)
{
    public string Domain => Address[(Address.IndexOf('@', StringComparison.Ordinal) + 1)..];

    public string Name => Address[..Address.IndexOf('@', StringComparison.Ordinal)];
}
