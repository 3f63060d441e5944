namespace SupportDesk.Mail;

/// <summary>How a part wants to be shown, RFC 2183.</summary>
public sealed class ContentDisposition
{
    /// <summary>The value of a part that is a file.</summary>
    public const string Attachment = "attachment";

    /// <summary>The value of a part that is shown within the letter.</summary>
    public const string Inline = "inline";

    /// <summary>Creates a disposition of <c>attachment</c>.</summary>
    public ContentDisposition() : this(Attachment)
    {
    }

    /// <summary>Creates a disposition.</summary>
    /// <param name="disposition">Such as <c>attachment</c>.</param>
    /// <exception cref="ArgumentException">The value is not a token of RFC 2045.</exception>
    public ContentDisposition(string disposition)
    {
        if (!ParameterCodec.IsToken(disposition)) throw new ArgumentException("A disposition is a token.", nameof(disposition));
        Disposition = disposition;
        Parameters.Changed = () => Changed?.Invoke();
    }

    /// <summary>Gets the value, such as <c>attachment</c>.</summary>
    public string Disposition { get; }

    /// <summary>Gets whether the part is a file.</summary>
    public bool IsAttachment => Disposition.Equals(Attachment, StringComparison.OrdinalIgnoreCase);

    /// <summary>Gets the parameters.</summary>
    public ParameterList Parameters { get; } = new();

    /// <summary>Gets or sets the name of the file; any text.</summary>
    public string? FileName
    {
        get => Parameters["filename"];
        set
        {
            if (value is null) Parameters.Remove("filename");
            else Parameters["filename"] = value;
        }
    }

    internal Action? Changed { get; set; }

    /// <inheritdoc/>
    public override string ToString() => "Content-Disposition: " + Render();

    internal static ContentDisposition? Read(string text)
    {
        var end = text.IndexOf(';', StringComparison.Ordinal);
        var value = (end < 0 ? text : text[..end]).Trim();
        // A field that begins with its parameters ("filename=x") still names a file.
        if (value.Contains('=', StringComparison.Ordinal)) (value, end) = (Attachment, 0);
        if (!ParameterCodec.IsToken(value)) return null;
        var disposition = new ContentDisposition(value);
        if (end >= 0) ParameterCodec.Read(text, end, disposition.Parameters);
        return disposition;
    }

    internal string Render() => ParameterCodec.RenderField("Content-Disposition", Disposition, Parameters);
}
