namespace SupportDesk.Kernel;

/// <summary>
/// Why an input was not accepted. <paramref name="Code"/> is a key of the feature's texts, <paramref name="Field"/>
/// the input it belongs to, <paramref name="Args"/> fill the text.
/// </summary>
public sealed record Problem(string Code, string? Field = null, params object?[] Args)
{
    /// <summary>The actor may not do this, or the thing does not exist for this actor: the two look the same from outside.</summary>
    public static Problem NotFound { get; } = new("NotFound");
}

/// <summary>The value of a use case, or the problems that kept it from happening.</summary>
public sealed class Result<T>
{
    private readonly T? value;

    private Result(T? value, IReadOnlyList<Problem> problems) => (this.value, Problems) = (value, problems);

    public IReadOnlyList<Problem> Problems { get; }

    public bool Ok => Problems.Count == 0;

    public T Value => Ok ? value! : throw new InvalidOperationException($"No value: {Problems[0].Code}.");

    public static implicit operator Result<T>(T value) => new(value, []);

    public static implicit operator Result<T>(Problem problem) => new(default, [problem]);

    public static implicit operator Result<T>(List<Problem> problems) =>
        problems.Count > 0 ? new(default, problems) : throw new ArgumentException("A refusal needs a problem.", nameof(problems));
}

/// <summary>Nothing to return but success.</summary>
public readonly record struct Unit;
