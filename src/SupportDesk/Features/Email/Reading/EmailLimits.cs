namespace SupportDesk.Features.Email.Reading;

/// <summary>How much of an e-mail is read. What lies beyond is left out, and <see cref="EmailReading.Problems"/> names it.</summary>
internal sealed record EmailLimits
{
    public static EmailLimits Default { get; } = new();

    /// <summary>Size of an e-mail in bytes. What is unpacked from it (winmail.dat) is bounded by the same number.</summary>
    public long MaxEmailBytes { get; init; } = 50L * 1024 * 1024;

    /// <summary>Size of one block of header fields in bytes.</summary>
    public int MaxHeaderBytes { get; init; } = 256 * 1024;

    /// <summary>Number of header fields in one block.</summary>
    public int MaxHeaders { get; init; } = 1000;

    /// <summary>Size of one header field with its continuation lines in bytes: what the parser does with it takes the square of this.</summary>
    public int MaxHeaderFieldBytes { get; init; } = 64 * 1024;

    /// <summary>Size of all long header fields of an e-mail together in bytes; the ones behind that are shortened.</summary>
    public int MaxLongFieldBytes { get; init; } = 1024 * 1024;

    /// <summary>Number of parts, unpacked files included.</summary>
    public int MaxParts { get; init; } = 500;

    /// <summary>How deep parts may lie within parts. Deeper ones stay unread as one part.</summary>
    public int MaxDepth { get; init; } = 20;

    /// <summary>Number of addresses of one kind (To, Cc) that are looked at.</summary>
    public int MaxAddresses { get; init; } = 1000;

    /// <summary>How long the parser may take; the last line, since the numbers above bound its work.</summary>
    public TimeSpan MaxTime { get; init; } = TimeSpan.FromSeconds(10);
}
