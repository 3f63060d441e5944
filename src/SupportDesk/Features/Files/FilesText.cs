using Microsoft.Extensions.Localization;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Features.Files;

/// <summary>Texts about files: why one was not taken, what was masked in it, blacking out and review.</summary>
public sealed class FilesText;

public static class FilesTextExtensions
{
    /// <summary>A problem in words; limits in bytes are told in megabytes.</summary>
    public static string Say(this IStringLocalizer<FilesText> texts, Problem problem) =>
        texts[problem.Code, [.. problem.Args.Select(arg => arg is long bytes ? ByteSize.Format(bytes) : arg!)]];
}
