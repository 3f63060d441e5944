namespace SupportDesk.Masking;

/// <summary>What a file turned out to be by its first bytes.</summary>
public enum TextKind
{
    /// <summary>Text in UTF-8, windows-1251, koi8-r or another encoding that keeps ASCII as it is. Can be masked.</summary>
    EightBit,

    /// <summary>Text in UTF-16 of either byte order, with or without a mark. Can be masked.</summary>
    Utf16,

    /// <summary>No bytes at all. Nothing to mask.</summary>
    Empty,

    /// <summary>A picture: PNG, JPEG, GIF, BMP, TIFF, WebP or HEIC.</summary>
    Image,

    /// <summary>A PDF document.</summary>
    Pdf,

    /// <summary>An archive or a document that is one: ZIP (also docx, xlsx), GZIP, 7z, RAR, XZ, BZIP2, Zstandard.</summary>
    Archive,

    /// <summary>Text in UTF-32, which is not supported.</summary>
    Utf32,

    /// <summary>Anything else that is not text.</summary>
    Binary,
}

/// <summary>The answer of <see cref="TextSniffer"/>.</summary>
/// <param name="Kind">What the bytes are.</param>
public readonly record struct SniffResult(TextKind Kind)
{
    /// <summary>True when a <see cref="Masker"/> understands it; anything else must not be stored as a log.</summary>
    public bool CanMask => Kind is TextKind.EightBit or TextKind.Utf16 or TextKind.Empty;
}
