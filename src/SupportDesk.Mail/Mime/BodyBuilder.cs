using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;

namespace SupportDesk.Mail;

/// <summary>Puts a body together: text first, HTML as its alternative, then files.</summary>
public sealed class BodyBuilder
{
    /// <summary>Gets or sets the plain text.</summary>
    public string? TextBody { get; set; }

    /// <summary>Gets or sets the HTML.</summary>
    public string? HtmlBody { get; set; }

    /// <summary>Gets the files.</summary>
    public AttachmentCollection Attachments { get; } = new();

    /// <summary>Builds the body; text, alternative or mixed, whatever is needed.</summary>
    public MimeEntity ToMessageBody()
    {
        MimeEntity? text = TextBody is null ? null : new TextPart("plain") { Text = TextBody };
        MimeEntity? html = HtmlBody is null ? null : new TextPart("html") { Text = HtmlBody };
        var body = text is not null && html is not null ? new MultipartAlternative { text, html } : text ?? html;
        if (Attachments.Count == 0) return body ?? new TextPart("plain") { Text = "" };
        var mixed = new Multipart("mixed");
        if (body is not null) mixed.Add(body);
        foreach (var attachment in Attachments) mixed.Add(attachment);
        return mixed;
    }
}

/// <summary>The files of a letter.</summary>
[SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "Content keeps the stream of the bytes; there is nothing to release.")]
public sealed class AttachmentCollection : Collection<MimeEntity>
{
    /// <summary>Adds a file from bytes.</summary>
    /// <param name="fileName">Name; any text.</param>
    /// <param name="data">The bytes.</param>
    /// <param name="contentType">Media type.</param>
    public MimeEntity Add(string fileName, byte[] data, ContentType contentType) => Add(fileName, new MemoryStream(data), contentType);

    /// <summary>Adds a file from bytes; the media type follows the name.</summary>
    /// <param name="fileName">Name; any text.</param>
    /// <param name="data">The bytes.</param>
    public MimeEntity Add(string fileName, byte[] data) => Add(fileName, data, ContentType.Parse(MimeTypes.GetMimeType(fileName)));

    /// <summary>Adds a file from a stream. The stream is read when the letter is written and must stay open until then.</summary>
    /// <param name="fileName">Name; any text.</param>
    /// <param name="stream">The bytes.</param>
    /// <param name="contentType">Media type.</param>
    /// <param name="cancellationToken">Not used; the stream is not read now.</param>
    public MimeEntity Add(string fileName, Stream stream, ContentType contentType, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(contentType);
        var part = new MimePart(contentType.MediaType, contentType.MediaSubtype);
        foreach (var parameter in contentType.Parameters) part.ContentType.Parameters[parameter.Name] = parameter.Value;
        part.FileName = fileName;
        part.ContentTransferEncoding = ContentEncoding.Base64;
        part.Content = new MimeContent(stream);
        Add(part);
        return part;
    }

    /// <summary>Adds a file from a stream; the media type follows the name. The stream must stay open until the letter is written.</summary>
    /// <param name="fileName">Name; any text.</param>
    /// <param name="stream">The bytes.</param>
    /// <param name="cancellationToken">Not used; the stream is not read now.</param>
    public MimeEntity Add(string fileName, Stream stream, CancellationToken cancellationToken = default) =>
        Add(fileName, stream, ContentType.Parse(MimeTypes.GetMimeType(fileName)), cancellationToken);
}

/// <summary>Media types by file extension.</summary>
public static class MimeTypes
{
    /// <summary>Gets a media type; <c>application/octet-stream</c> for unknown extensions.</summary>
    /// <param name="fileName">Name of a file.</param>
    public static string GetMimeType(string fileName)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        return Path.GetExtension(fileName).ToUpperInvariant() switch
        {
            ".TXT" or ".LOG" => "text/plain",
            ".CSV" => "text/csv",
            ".HTM" or ".HTML" => "text/html",
            ".XML" => "application/xml",
            ".JSON" or ".HAR" => "application/json",
            ".PDF" => "application/pdf",
            ".PNG" => "image/png",
            ".JPG" or ".JPEG" => "image/jpeg",
            ".GIF" => "image/gif",
            ".WEBP" => "image/webp",
            ".ZIP" => "application/zip",
            ".GZ" => "application/gzip",
            ".DOCX" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            ".XLSX" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            ".EML" => "message/rfc822",
            _ => "application/octet-stream",
        };
    }
}
