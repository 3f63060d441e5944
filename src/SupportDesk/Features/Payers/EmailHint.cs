namespace SupportDesk.Features.Payers;

/// <summary>Notices a host of e-mail that was mistyped: gmial.com, mail.ry, yandx.ru.</summary>
internal static class EmailHint
{
    private static readonly string[] Hosts =
    [
        "gmail.com", "mail.ru", "yandex.ru", "ya.ru", "bk.ru", "list.ru", "inbox.ru", "rambler.ru", "outlook.com", "hotmail.com", "icloud.com", "yahoo.com",
    ];

    /// <returns>The address that was probably meant; null if nothing is wrong with it.</returns>
    public static string? Of(string address)
    {
        var at = address.LastIndexOf('@');
        var host = address[(at + 1)..].Trim().ToLowerInvariant();
        if (at <= 0 || Hosts.Contains(host))
            return null;
        // One letter too many, too few or another one, or two that changed places; short hosts are too near to other ones.
        return Array.Find(Hosts, meant => meant.Length > 5 && IsOneSlip(host, meant)) is { } found ? address[..(at + 1)] + found : null;
    }

    private static bool IsOneSlip(string typed, string meant)
    {
        var start = 0;
        while (start < typed.Length && start < meant.Length && typed[start] == meant[start])
            start++;
        var (one, other) = (typed[start..], meant[start..]);
        return (one.Length, other.Length) switch
        {
            var (a, b) when a == b => a > 0 && (one[1..] == other[1..] || (a > 1 && one[0] == other[1] && one[1] == other[0] && one[2..] == other[2..])),
            var (a, b) when a == b + 1 => one[1..] == other,
            var (a, b) when b == a + 1 => other[1..] == one,
            _ => false,
        };
    }
}
