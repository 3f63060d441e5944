using SupportDesk.Masking;

namespace SupportDesk.Features.Files;

/// <summary>What was hidden in a file, in the shape in which it is stored.</summary>
/// <param name="Kinds">JSON, see <see cref="Data.Entities.Attachment.HiddenKinds"/>.</param>
/// <param name="Places">JSON, see <see cref="Data.Entities.Attachment.MaskReport"/>.</param>
internal sealed record MaskSummary(long SourceSize, long Total, string Kinds, string Places)
{
    public static MaskSummary Of(MaskReport report) =>
        new(report.Bytes, report.Total, MaskedSpan.KindsToJson(report.Counts), MaskedSpan.ToJson(report));

    public static MaskSummary Of(ArchiveResult archive, long sourceSize) =>
        new(sourceSize, archive.Total, MaskedSpan.KindsToJson(archive.Counts), MaskedSpan.ToJson(archive));
}
