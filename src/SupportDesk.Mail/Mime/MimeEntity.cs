namespace SupportDesk.Mail;

/// <summary>A part of a letter, or its whole body: a leaf, several parts, or another letter.</summary>
public abstract class MimeEntity
{
    private ContentDisposition? _disposition;

    private protected MimeEntity(ContentType contentType)
    {
        ContentType = contentType;
        contentType.Changed = StoreContentType;
        StoreContentType();
    }

    private protected MimeEntity(ContentType contentType, IEnumerable<Header> headers)
    {
        ContentType = contentType;
        foreach (var header in headers) Headers.Add(header);
        _disposition = Headers.Find("Content-Disposition") is { } field ? ContentDisposition.Read(field.Unfolded) : null;
        if (_disposition is not null) _disposition.Changed = StoreDisposition;
        contentType.Changed = StoreContentType;
    }

    /// <summary>Gets the fields of the part, those that begin with Content-.</summary>
    public HeaderList Headers { get; } = new();

    /// <summary>Gets the media type.</summary>
    public ContentType ContentType { get; }

    /// <summary>Gets or sets how the part wants to be shown.</summary>
    public ContentDisposition? ContentDisposition
    {
        get => _disposition;
        set
        {
            _disposition = value;
            if (value is not null) value.Changed = StoreDisposition;
            StoreDisposition();
        }
    }

    /// <summary>Gets or sets the id that HTML refers to as <c>cid:</c>, without angle brackets.</summary>
    public string? ContentId
    {
        get => Headers["Content-Id"] is { } id ? MimeUtils.ParseMessageId(id) : null;
        set
        {
            if (value is null) Headers.RemoveAll("Content-Id");
            else Headers.Replace("Content-Id", $"<{MimeUtils.CleanId(value)}>");
        }
    }

    /// <summary>Gets whether the part is a file: marked as attachment, or unmarked but named.</summary>
    public bool IsAttachment => ContentDisposition?.IsAttachment ?? (ContentType.Name is not null && ContentId is null);

    /// <summary>Writes the fields, an empty line and the content.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task WriteToAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Prepare();
        foreach (var header in Headers) await stream.WriteAsync(header.Render(), cancellationToken).ConfigureAwait(false);
        await stream.WriteAsync("\r\n"u8.ToArray(), cancellationToken).ConfigureAwait(false);
        await WriteContentAsync(stream, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Settles encodings before the fields are written.</summary>
    private protected virtual void Prepare()
    {
    }

    private protected abstract Task WriteContentAsync(Stream stream, CancellationToken ct);

    /// <summary>Estimates the written size in bytes; null when a stream does not know its length.</summary>
    internal abstract long? EstimateSize();

    private void StoreContentType() => Headers.Replace(Header.FromEncoded("Content-Type", ContentType.Render()));

    private void StoreDisposition()
    {
        if (ContentDisposition is null) Headers.RemoveAll("Content-Disposition");
        else Headers.Replace(Header.FromEncoded("Content-Disposition", ContentDisposition.Render()));
    }
}
