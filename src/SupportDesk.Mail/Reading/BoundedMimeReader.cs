using System.Buffers;

namespace SupportDesk.Mail;

/// <summary>Reads a letter under limits and says what was cut. The one addition to MimeKit's shape; the README shows its stand-in.</summary>
public static class BoundedMimeReader
{
    /// <summary>Reads a letter. Bad mail is never an error: what can be understood is kept.</summary>
    /// <param name="stream">The letter as it came.</param>
    /// <param name="limits">How much of it is read.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static async Task<MimeReading> ReadAsync(Stream stream, MimeReaderLimits limits, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(limits);
        var parser = new MimeParserCore(limits);
        var buffer = ArrayPool<byte>.Shared.Rent(32 * 1024);
        try
        {
            int read;
            while ((read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                if (!parser.Feed(buffer.AsSpan(0, read))) break;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
        return new MimeReading(parser.Complete(), parser.Cuts);
    }
}
