namespace SupportDesk.Mail;

/// <summary>The content of a part: a stream and the encoding that it is in.</summary>
public interface IMimeContent
{
    /// <summary>Gets the encoding that <see cref="Stream"/> is in.</summary>
    ContentEncoding Encoding { get; }

    /// <summary>Gets the stream as it was given or received.</summary>
    Stream Stream { get; }

    /// <summary>Opens the decoded content for reading. One reader at a time.</summary>
    Stream Open();

    /// <summary>Writes the decoded content.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    Task DecodeToAsync(Stream stream, CancellationToken cancellationToken = default);

    /// <summary>Writes the content as it is, still encoded.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    Task WriteToAsync(Stream stream, CancellationToken cancellationToken = default);
}

/// <summary>Content that lies in a stream. It is read when it is needed and never loaded whole.</summary>
public sealed class MimeContent : IMimeContent
{
    /// <summary>Creates content. A stream that cannot seek can be written once.</summary>
    /// <param name="stream">The bytes; they stay the caller's to dispose and must stay open until the letter is written.</param>
    /// <param name="encoding">The encoding that the stream is in already; Default means none.</param>
    public MimeContent(Stream stream, ContentEncoding encoding = ContentEncoding.Default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        (Stream, Encoding) = (stream, encoding);
    }

    /// <inheritdoc/>
    public ContentEncoding Encoding { get; }

    /// <inheritdoc/>
    public Stream Stream { get; }

    /// <inheritdoc/>
    public Stream Open()
    {
        Rewind();
        Stream open = Stream is SliceStream slice ? new SliceStream(slice.Slice) : new KeepOpenStream(Stream);
        return Decoder() is { } decoder ? new TransformStream(open, decoder) : open;
    }

    /// <inheritdoc/>
    public async Task DecodeToAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var content = Open();
        await using (content.ConfigureAwait(false)) await content.CopyToAsync(stream, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task WriteToAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Rewind();
        await Stream.CopyToAsync(stream, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Decodes the whole content into memory; what needs no decoding and lies there already is not copied.</summary>
    internal ArraySegment<byte> Decode(ByteTransform? decoder = null)
    {
        if (Stream is not SliceStream { Slice: var slice })
        {
            using var copy = new MemoryStream();
            using var content = Open();
            content.CopyTo(copy);
            return new ArraySegment<byte>(copy.GetBuffer(), 0, (int)copy.Length);
        }
        decoder ??= Decoder();
        if (decoder is null) return slice;
        var bytes = GC.AllocateUninitializedArray<byte>(decoder.MaxOutput(slice.Count));
        decoder.Transform(slice, bytes, out _, out var length, isFinalBlock: true);
        return new ArraySegment<byte>(bytes, 0, length);
    }

    /// <summary>Makes what turns the stream into content; null when it is that already.</summary>
    internal ByteTransform? Decoder() => Encoding switch
    {
        ContentEncoding.Base64 => new Base64Decoder(),
        ContentEncoding.QuotedPrintable => new QuotedPrintableDecoder(),
        ContentEncoding.UUEncode => new UuDecoder(),
        _ => null,
    };

    private void Rewind()
    {
        if (Stream.CanSeek) Stream.Position = 0;
    }
}
