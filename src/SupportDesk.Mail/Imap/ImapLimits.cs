namespace SupportDesk.Mail;

/// <summary>What a server may send, in bytes where nothing else is said. More ends the connection.</summary>
internal sealed record ImapLimits
{
    /// <summary>The text of one response without its literals; a search result of a million numbers fits.</summary>
    internal int MaxText { get; init; } = 16 * 1024 * 1024;

    /// <summary>All literals of one response together: a letter.</summary>
    internal long MaxLiterals { get; init; } = 128L * 1024 * 1024;

    /// <summary>How many literals one response may hold.</summary>
    internal int MaxLiteralCount { get; init; } = 1000;

    /// <summary>Everything that is sent for one command.</summary>
    internal long MaxCommandBytes { get; init; } = 256L * 1024 * 1024;

    /// <summary>How many responses one command may have; facts about a million letters fit.</summary>
    internal int MaxResponses { get; init; } = 1_100_000;
}
