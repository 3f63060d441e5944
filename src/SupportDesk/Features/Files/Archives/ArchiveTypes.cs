namespace SupportDesk.Features.Files.Archives;

/// <summary>Content types of archives, as the desk found them and not as somebody named them.</summary>
public static class ArchiveTypes
{
    public const string Gzip = "application/gzip";
    public const string Zip = "application/zip";

    public static bool IsGzip(ReadOnlySpan<byte> head) => head is [0x1F, 0x8B, ..];
}
