using SupportDesk.Masking.Rules;

namespace SupportDesk.Masking;

/// <summary>One hidden place. It never carries the hidden text.</summary>
/// <param name="Kind">What was hidden.</param>
/// <param name="Line">Line of the first hidden byte, counted from 1; lines end with a line feed.</param>
/// <param name="Offset">Position of the secret in the input, in bytes from its start (in characters for <see cref="MaskText"/>).</param>
/// <param name="Length">Length of the secret in the input, in bytes (in characters for <see cref="MaskText"/>);
/// <see cref="int.MaxValue"/> for anything longer.</param>
/// <param name="Rule">Short stable name of the rule that found it, such as <c>pan</c> or <c>password-key</c>.</param>
public readonly record struct Finding(SecretKind Kind, long Line, long Offset, int Length, string Rule)
{
    internal const int LongestReleased = 256;

    /// <summary>
    /// False for a whole card number: one that has an issuer's range and a right check digit is never shown, whoever
    /// asks. So is anything longer than 256 bytes. The rest may be a false positive that a person can judge.
    /// </summary>
    public bool CanBeReleased => Length <= LongestReleased && (Kind is not SecretKind.Pan and not SecretKind.Track || Rule == TruncatedPanRule.RuleName);
}
