using SupportDesk.Features.Email.SelfTest;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Setup;

/// <summary>One step of a look at a mail server.</summary>
/// <param name="Key">Imap or Smtp: which server.</param>
/// <param name="Says">A key of a text: what was seen and what to do.</param>
/// <param name="Args">Fill that text; no secret.</param>
public sealed record CheckStep(string Key, SelfTestState State, string Says, params object[] Args)
{
    /// <summary>What the server answered, masked; null if that says nothing more.</summary>
    public string? Reply { get; init; }
}

/// <summary>How the saving of a mailbox goes, for the page that waits for it. No secret is in it.</summary>
public sealed record SetupProgress
{
    public IReadOnlyList<Problem> Problems { get; init; } = [];

    public IReadOnlyList<CheckStep> Steps { get; init; } = [];

    public bool IsSaved { get; init; }

    /// <summary>E-mails are on their way to the mailbox itself.</summary>
    public bool IsTested { get; init; }

    public bool IsOver { get; init; }
}
