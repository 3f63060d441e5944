using Microsoft.Extensions.Localization;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Features.NewCase;

internal static class NewCaseTextExtensions
{
    /// <summary>A problem in words; limits in bytes are told in megabytes.</summary>
    public static string Say(this IStringLocalizer<NewCaseText> texts, Problem problem) => texts[
        problem.Code,
        [.. problem.Args.Select(arg => arg is long bytes ? ByteSize.Format(bytes) : arg!)]];
}
