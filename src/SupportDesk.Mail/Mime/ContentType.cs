using System.Diagnostics.CodeAnalysis;

namespace SupportDesk.Mail;

/// <summary>A media type with its parameters, RFC 2045 section 5.</summary>
public sealed class ContentType
{
    /// <summary>Creates a media type.</summary>
    /// <param name="mediaType">Such as <c>text</c>.</param>
    /// <param name="mediaSubtype">Such as <c>plain</c>.</param>
    /// <exception cref="ArgumentException">One of the two is not a token of RFC 2045.</exception>
    public ContentType(string mediaType, string mediaSubtype)
    {
        if (!ParameterCodec.IsToken(mediaType)) throw new ArgumentException("A media type is a token.", nameof(mediaType));
        if (!ParameterCodec.IsToken(mediaSubtype)) throw new ArgumentException("A media subtype is a token.", nameof(mediaSubtype));
        (MediaType, MediaSubtype) = (mediaType, mediaSubtype);
        Parameters.Changed = () => Changed?.Invoke();
    }

    /// <summary>Gets the first half, such as <c>text</c>.</summary>
    public string MediaType { get; }

    /// <summary>Gets the second half, such as <c>plain</c>.</summary>
    public string MediaSubtype { get; }

    /// <summary>Gets both halves, such as <c>text/plain</c>.</summary>
    public string MimeType => $"{MediaType}/{MediaSubtype}";

    /// <summary>Gets the parameters.</summary>
    public ParameterList Parameters { get; } = new();

    /// <summary>Gets or sets the charset parameter.</summary>
    public string? Charset { get => Parameters["charset"]; set => Set("charset", value); }

    /// <summary>Gets or sets the boundary parameter.</summary>
    public string? Boundary { get => Parameters["boundary"]; set => Set("boundary", value); }

    /// <summary>Gets or sets the name parameter, an old place for file names.</summary>
    public string? Name { get => Parameters["name"]; set => Set("name", value); }

    /// <summary>Gets or sets the format parameter, RFC 3676.</summary>
    public string? Format { get => Parameters["format"]; set => Set("format", value); }

    internal Action? Changed { get; set; }

    /// <summary>Compares without regard to case; <c>*</c> stands for anything.</summary>
    /// <param name="mediaType">Such as <c>text</c>.</param>
    /// <param name="mediaSubtype">Such as <c>plain</c> or <c>*</c>.</param>
    public bool IsMimeType(string mediaType, string mediaSubtype) => Matches(mediaType, MediaType) && Matches(mediaSubtype, MediaSubtype);

    /// <summary>Reads the value of a Content-Type field.</summary>
    /// <param name="text">Such as <c>text/plain; charset=utf-8</c>.</param>
    /// <param name="type">The media type when the result is true.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out ContentType? type)
    {
        type = null;
        if (text is null) return false;
        var end = text.IndexOf(';', StringComparison.Ordinal);
        if (end < 0) end = text.Length;
        var slash = text.IndexOf('/', 0, end);
        if (slash < 0) return false;
        var first = text[..slash].Trim();
        var second = text[(slash + 1)..end].Trim();
        // "text/plain charset=x" without its semicolon is seen in letters of scripts.
        if (second.IndexOf(' ', StringComparison.Ordinal) is var space and > 0) (second, end) = (second[..space], text.IndexOf(' ', slash + 1 + Lead(text, slash + 1)));
        if (!ParameterCodec.IsToken(first) || !ParameterCodec.IsToken(second)) return false;
        type = new ContentType(first, second);
        ParameterCodec.Read(text, end, type.Parameters);
        return true;
    }

    /// <summary>Reads the value of a Content-Type field.</summary>
    /// <param name="text">Such as <c>text/plain; charset=utf-8</c>.</param>
    /// <exception cref="ParseException">The text is not a media type.</exception>
    public static ContentType Parse(string text) => TryParse(text, out var type) ? type : throw new ParseException("The text is not a media type.", 0, 0);

    /// <inheritdoc/>
    public override string ToString() => "Content-Type: " + Render();

    internal string Render() => ParameterCodec.RenderField("Content-Type", MimeType, Parameters);

    private static int Lead(string text, int start)
    {
        var at = start;
        while (at < text.Length && text[at] == ' ') at++;
        return at - start;
    }

    private static bool Matches(string wanted, string actual) => wanted == "*" || wanted.Equals(actual, StringComparison.OrdinalIgnoreCase);

    private void Set(string name, string? value)
    {
        if (value is null) Parameters.Remove(name);
        else Parameters[name] = value;
    }
}
