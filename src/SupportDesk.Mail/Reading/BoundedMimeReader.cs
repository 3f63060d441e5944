namespace SupportDesk.Mail;

/// <summary>Reads a letter under limits and says what was cut. The one addition to MimeKit's shape; the README shows its stand-in.</summary>
public static class BoundedMimeReader
{
    /// <summary>
    /// Reads a letter. Bad mail is never an error: what can be understood is kept. The letter lies in memory once; contents are views of it
    /// and are decoded when they are asked for. Only files inside files (winmail.dat, uuencode) are unpacked now.
    /// </summary>
    /// <param name="stream">The letter as it came.</param>
    /// <param name="limits">How much of it is read.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static async Task<MimeReading> ReadAsync(Stream stream, MimeReaderLimits limits, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(limits);
        var (bytes, isCut) = await LetterBytes.ReadAsync(stream, limits.MaxMessageBytes, cancellationToken).ConfigureAwait(false);
        return MimeParser.Parse(bytes, isCut, limits);
    }

    /// <summary>Opens what a leaf holds: a file decoded, a letter within the letter as it was sent, or as it is written now if it never was.</summary>
    /// <param name="entity">A leaf of a letter that was read.</param>
    public static Stream OpenContent(MimeEntity entity) => entity switch
    {
        MimePart { Content: { } content } => content.Open(),
        MessagePart { Raw: { Array: not null } raw } => new SliceStream(raw),
        MessagePart { Message: { } letter } => Written(letter),
        _ => Stream.Null,
    };

    /// <summary>A letter that came in winmail.dat lies in memory whole, so writing it waits for nothing.</summary>
    private static MemoryStream Written(MimeMessage letter)
    {
        var bytes = new MemoryStream();
        letter.WriteToAsync(bytes).GetAwaiter().GetResult();
        bytes.Position = 0;
        return bytes;
    }
}
