namespace SupportDesk.Masking.Archives;

internal enum ArchiveKind
{
    None,
    Gzip,
    Zip,
}

internal static class ArchiveKinds
{
    public static ArchiveKind Detect(ReadOnlySpan<byte> first) => first switch
    {
        [0x1F, 0x8B, ..] => ArchiveKind.Gzip,
        [(byte)'P', (byte)'K', 3, 4, ..] or [(byte)'P', (byte)'K', 5, 6, ..] => ArchiveKind.Zip,
        _ => ArchiveKind.None,
    };
}
