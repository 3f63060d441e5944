using SupportDesk.Kernel;
using SupportDesk.Masking;

namespace SupportDesk.Features.Files.Archives;

/// <summary>Why an archive was refused, in words that help.</summary>
internal static class ArchiveProblems
{
    private const string Field = "File";

    public static Problem Of(ArchiveFault fault, ArchiveOptions limits) => fault.Problem switch
    {
        ArchiveProblem.TooManyEntries => new Problem("ArchiveMany", Field, limits.MaxEntries),
        ArchiveProblem.TooDeep => new Problem("ArchiveDeep", Field, limits.MaxDepth),
        ArchiveProblem.RatioTooHigh => new Problem("ArchiveBomb", Field, limits.MaxRatio),
        ArchiveProblem.TooLarge => new Problem("ArchiveLarge", Field, limits.MaxUnpackedBytes, (long)limits.MaxZipBytes),
        ArchiveProblem.Encrypted => new Problem("ArchiveLocked", Field),
        ArchiveProblem.BinaryInside when fault.Entry.Length > 0 => new Problem("ArchiveBinary", Field, fault.Entry),
        ArchiveProblem.BinaryInside => new Problem("ArchiveBinaryOnly", Field),
        _ => new Problem("ArchiveBroken", Field),
    };

    /// <summary>What is no text, no picture and no archive that can be looked into.</summary>
    public static Problem OfKind(TextKind kind) => kind switch
    {
        TextKind.Archive => new Problem("FileOtherArchive", Field),
        TextKind.Pdf => new Problem("FilePdf", Field),
        _ => new Problem("FileNotText", Field),
    };
}
