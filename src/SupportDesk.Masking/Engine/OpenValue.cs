namespace SupportDesk.Masking.Engine;

/// <summary>A value that is being hidden and whose end has not come yet.</summary>
internal sealed class OpenValue(SecretKind kind, string rule, Terminator terminator, int first, long line, long offset)
{
    public SecretKind Kind { get; } = kind;

    public string Rule { get; } = rule;

    public Terminator Terminator { get; } = terminator;

    public int First { get; set; } = first;

    public long Line { get; } = line;

    public long Offset { get; } = offset;
}
