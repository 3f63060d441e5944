namespace SupportDesk.Masking;

/// <summary>A finding that a person calls a false positive; see <see cref="MaskingOptions.Releases"/>.</summary>
/// <param name="Kind">What it was taken for.</param>
/// <param name="Offset">As in <see cref="Finding.Offset"/>.</param>
/// <param name="Length">As in <see cref="Finding.Length"/>.</param>
public readonly record struct Release(SecretKind Kind, long Offset, int Length);
