using Microsoft.Extensions.Localization;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Intake;

internal static class IntakeTextExtensions
{
    /// <summary>A problem in words; limits in bytes are told in megabytes.</summary>
    public static string Say(this IStringLocalizer<IntakeText> texts, Problem problem) => texts[
        problem.Code,
        [.. problem.Args.Select(arg => arg is long bytes ? Sizes.Say(bytes) : arg!)]];
}
