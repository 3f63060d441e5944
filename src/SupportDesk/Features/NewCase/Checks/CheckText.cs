using SupportDesk.Kernel.Findings;

namespace SupportDesk.Features.NewCase.Checks;

/// <summary>What the checks of the wizard say, out of its own texts.</summary>
internal static class CheckText
{
    public static LocalizedText Of(string key, params object?[] args) => new(typeof(NewCaseText), key, args);
}
