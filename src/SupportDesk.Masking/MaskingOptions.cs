namespace SupportDesk.Masking;

/// <summary>Settings of a <see cref="Masker"/>. The defaults suit a support desk.</summary>
public sealed class MaskingOptions
{
    /// <summary>
    /// How many findings the report keeps one by one; counts go on beyond it. Default 10,000, which is under 1 MB.
    /// </summary>
    public int MaxFindings { get; init; } = 10_000;

    /// <summary>Personal data to hide beside card data and secrets. Default <see cref="PersonalData.None"/>.</summary>
    public PersonalData Personal { get; init; }

    /// <summary>How characters are written. Default <see cref="TextEncoding.Detect"/>.</summary>
    public TextEncoding Encoding { get; init; }

    /// <summary>
    /// Findings of an earlier run over the same input that a person has looked at and that stay as they are. Each is
    /// matched by kind, offset and length; one that <see cref="Finding.CanBeReleased"/> denies is hidden all the same,
    /// and so is any other secret inside a released one. Default none.
    /// </summary>
    public IReadOnlyCollection<Release> Releases { get; init; } = [];
}
