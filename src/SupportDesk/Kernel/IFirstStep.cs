using SupportDesk.Kernel.Findings;

namespace SupportDesk.Kernel;

/// <summary>
/// Something that an empty desk needs before it is of use: a feature says what it is good for and whether it is done. Whether
/// it is done is read from the data, never from what somebody clicked.
/// </summary>
public interface IFirstStep
{
    /// <summary>Never changes: the desk keeps by it what was put off.</summary>
    string Key { get; }

    /// <summary>The lowest comes first.</summary>
    int Order { get; }

    LocalizedText Title { get; }

    /// <summary>What it is good for.</summary>
    LocalizedText Why { get; }

    /// <summary>On the button.</summary>
    LocalizedText Go { get; }

    /// <summary>Where it is done.</summary>
    string Href { get; }

    Task<FirstStepState> LookAsync(CancellationToken ct);
}

/// <param name="Seen">What there is already; null for nothing.</param>
public sealed record FirstStepState(bool IsDone, LocalizedText? Seen = null);
