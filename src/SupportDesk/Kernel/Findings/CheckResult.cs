namespace SupportDesk.Kernel.Findings;

/// <summary>
/// Unknown: not looked at, or it cannot be known from here; the text says what it would take. Green: looked at and fine.
/// Yellow: worth a look. Red: this cannot be, or here is the cause.
/// </summary>
public enum Severity { Unknown = -1, Green = 0, Yellow = 1, Red = 2 }

/// <summary>
/// A text that is not yet said: key and arguments into the texts of the feature that made it. The screen says it in the
/// viewer's language, the e-mail in Russian.
/// </summary>
public sealed record LocalizedText(Type Texts, string Key, params object?[] Args);

/// <summary>What a check found out.</summary>
/// <param name="Seen">What was seen, in few words.</param>
/// <param name="Advice">What to do about it, or why it matters.</param>
public sealed record CheckResult(Severity Severity, LocalizedText Seen, LocalizedText? Advice = null)
{
    /// <summary>Smaller findings below.</summary>
    public IReadOnlyList<LocalizedText> Details { get; init; } = [];

    /// <summary>A line of evidence, copied as it is.</summary>
    public string? Evidence { get; init; }

    /// <summary>An open ticket about the same thing, which the person may join instead of opening another.</summary>
    public OpenTwin? Twin { get; init; }

    /// <summary>What the provider is told was checked; null for what is no business of theirs.</summary>
    public LocalizedText? ForEmail { get; init; }

    /// <summary>The answer is impossible as it stands and cannot leave the desk.</summary>
    public bool Impossible { get; init; }
}

public sealed record OpenTwin(Guid TicketId, long Number, string Title);
