namespace SupportDesk.Features.Email.Authentication;

internal enum TxtOutcome
{
    Found,

    /// <summary>The name exists and has no such record.</summary>
    NoRecord,

    NoSuchName,

    /// <summary>Nobody answered, or the answer was an error that may pass: it says nothing about the name.</summary>
    Unavailable,
}

/// <param name="Texts">One for each record, its strings joined.</param>
internal sealed record TxtAnswer(TxtOutcome Outcome, IReadOnlyList<string> Texts)
{
    public static readonly TxtAnswer NoRecord = new(TxtOutcome.NoRecord, []);
    public static readonly TxtAnswer NoSuchName = new(TxtOutcome.NoSuchName, []);
    public static readonly TxtAnswer Unavailable = new(TxtOutcome.Unavailable, []);
}

/// <summary>Looks up TXT records, in which domains publish their keys and policies.</summary>
internal interface ITxtResolver
{
    /// <summary>Ends within two seconds and throws only when it is cancelled.</summary>
    Task<TxtAnswer> ResolveAsync(string name, CancellationToken ct);
}
