namespace SupportDesk.Features.Email.Inbox;

/// <summary>How long to leave a mailbox alone that could not be read: doubling from two seconds to five minutes.</summary>
internal static class ReconnectBackoff
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    // Wrong passwords in quick succession lock accounts.
    private static readonly TimeSpan FirstAfterRefusal = TimeSpan.FromMinutes(1);

    /// <param name="failures">In a row, at least one.</param>
    /// <param name="isRefused">The server did not accept the user.</param>
    /// <param name="spread">From 0 to 1: takes up to a half off, so that mailboxes of one server do not return together.</param>
    public static TimeSpan Of(int failures, bool isRefused, double spread)
    {
        var first = isRefused ? FirstAfterRefusal : First;
        var grown = first * Math.Pow(2, Math.Clamp(failures - 1, 0, 16));
        return (grown < Longest ? grown : Longest) * (1 - 0.5 * Math.Clamp(spread, 0, 1));
    }
}
