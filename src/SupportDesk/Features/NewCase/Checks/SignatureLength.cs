using SupportDesk.Features.NewCase.Checklists;
using SupportDesk.Features.NewCase.Drafts;

namespace SupportDesk.Features.NewCase.Checks;

/// <summary>Which algorithm a SignatureValue can come from, by its length.</summary>
internal static class SignatureLength
{
    /// <summary>Null when the text is no digest at all.</summary>
    public static string? AlgorithmOf(string signature) => !signature.All(char.IsAsciiHexDigit) ? null : signature.Length switch
    {
        32 => "MD5",
        40 => "SHA1 / RIPEMD160",
        64 => "SHA256",
        96 => "SHA384",
        128 => "SHA512",
        _ => null,
    };

    /// <summary>The algorithm that was chosen in the case, if a signature of this length cannot come from it; else null.</summary>
    public static string? Contradicts(string? algorithm, CaseType caseType, CaseAnswers answers) =>
        algorithm is not null && caseType.Find("algorithm") is not null && answers["algorithm"] is { Length: > 0 } chosen
        && !algorithm.Split(" / ").Contains(chosen, StringComparer.OrdinalIgnoreCase)
            ? chosen
            : null;

    /// <summary>The masker was here before.</summary>
    public static bool IsHidden(string signature) => signature.Contains('*', StringComparison.Ordinal) || signature.Contains('·', StringComparison.Ordinal);
}
