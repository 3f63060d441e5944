namespace SupportDesk.Mail;

/// <summary>How much of a letter is read. What lies beyond is cut off and named in <see cref="MimeReading.Cuts"/>. Not part of MimeKit.</summary>
public sealed record MimeReaderLimits
{
    /// <summary>Gets the size of a letter in bytes; 50 MiB by default. What is unpacked from it (winmail.dat) is bounded by the same number.</summary>
    public long MaxMessageBytes { get; init; } = 50L * 1024 * 1024;

    /// <summary>Gets the size of one block of header fields in bytes; 256 KiB by default.</summary>
    public int MaxHeaderBytes { get; init; } = 256 * 1024;

    /// <summary>Gets the number of header fields in one block; 1,000 by default.</summary>
    public int MaxHeaders { get; init; } = 1000;

    /// <summary>Gets the size of one header field with all its continuation lines in bytes; 64 KiB by default.</summary>
    public int MaxHeaderFieldBytes { get; init; } = 64 * 1024;

    /// <summary>Gets the number of parts, unpacked files included; 500 by default.</summary>
    public int MaxParts { get; init; } = 500;

    /// <summary>Gets how deep parts may lie within parts; 20 by default. Deeper ones stay unread as one part.</summary>
    public int MaxDepth { get; init; } = 20;

    /// <summary>
    /// Gets the length of one line of a header or of a text in bytes; 1 MiB by default. The rest of a longer line is left out. Files are
    /// bytes and are never cut by it.
    /// </summary>
    public int MaxLineBytes { get; init; } = 1024 * 1024;
}

/// <summary>Something of a letter that exceeded a limit.</summary>
public enum MimeCut
{
    /// <summary>The letter is larger than the limit; its end is missing.</summary>
    Message,

    /// <summary>Header fields beyond the number or size of a block are missing.</summary>
    Headers,

    /// <summary>The end of a long header field is missing.</summary>
    HeaderField,

    /// <summary>Parts beyond the limit are missing.</summary>
    Parts,

    /// <summary>Parts that lie too deep were left as one unread part.</summary>
    Depth,

    /// <summary>The ends of long lines are missing.</summary>
    Line,
}
