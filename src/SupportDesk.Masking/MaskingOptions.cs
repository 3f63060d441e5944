namespace SupportDesk.Masking;

/// <summary>Settings of a <see cref="Masker"/>. The defaults suit a support desk.</summary>
public sealed class MaskingOptions
{
    /// <summary>
    /// How many findings the report keeps one by one; counts go on beyond it. Default 10,000, which is under 1 MB.
    /// </summary>
    public int MaxFindings { get; init; } = 10_000;
}
