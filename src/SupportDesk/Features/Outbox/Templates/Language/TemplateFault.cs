namespace SupportDesk.Features.Outbox.Templates.Language;

public enum TemplateFaultKind
{
    /// <summary>No placeholder of this kind of e-mail has that name.</summary>
    Unknown,

    /// <summary>Two opening braces without their two closing ones on the same line.</summary>
    Unclosed,

    /// <summary>A placeholder that this kind of e-mail cannot do without is nowhere.</summary>
    Missing,

    /// <summary>Something stands beside a placeholder that needs a line of its own.</summary>
    NotAlone,

    /// <summary>There is nothing but blanks.</summary>
    Empty,

    TooLong,
}

/// <param name="Name">The placeholder, as it was typed.</param>
/// <param name="Line">From 1; 0 where the fault has no place.</param>
/// <param name="Column">From 1, in characters.</param>
/// <param name="Nearest">The right name that was probably meant.</param>
public sealed record TemplateFault(TemplateFaultKind Kind, string Name = "", int Line = 0, int Column = 0, string? Nearest = null);
