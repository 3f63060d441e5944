using SupportDesk.Masking;

namespace SupportDesk.Features.Diagnostics.Logs;

/// <summary>Lines of a log as they may be shown and sent: without card data and secrets.</summary>
internal static class MaskedLines
{
    public static string Of(IEnumerable<string> lines) => MaskText.Mask(string.Concat(lines.Select(line => line + "\n")));
}
