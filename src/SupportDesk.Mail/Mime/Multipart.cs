using System.Collections;
using System.Security.Cryptography;
using System.Text;

namespace SupportDesk.Mail;

/// <summary>Several parts, RFC 2046 section 5.1.</summary>
public class Multipart : MimeEntity, ICollection<MimeEntity>
{
    private readonly List<MimeEntity> _parts = [];

    /// <summary>Creates an empty <c>multipart/mixed</c>.</summary>
    public Multipart() : this("mixed")
    {
    }

    /// <summary>Creates an empty multipart.</summary>
    /// <param name="subtype">Such as <c>mixed</c>.</param>
    public Multipart(string subtype) : base(new ContentType("multipart", subtype)) => Boundary = NewBoundary();

    internal Multipart(ContentType contentType, IEnumerable<Header> headers) : base(contentType, headers)
    {
    }

    /// <summary>Gets or sets the line that divides the parts.</summary>
    public string? Boundary { get => ContentType.Boundary; set => ContentType.Boundary = value; }

    /// <inheritdoc/>
    public int Count => _parts.Count;

    /// <inheritdoc/>
    public bool IsReadOnly => false;

    /// <summary>Gets or sets a part by its position.</summary>
    /// <param name="index">Position from zero.</param>
    public MimeEntity this[int index]
    {
        get => _parts[index];
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            _parts[index] = value;
        }
    }

    /// <inheritdoc/>
    public void Add(MimeEntity item)
    {
        ArgumentNullException.ThrowIfNull(item);
        _parts.Add(item);
    }

    /// <summary>Adds a part at a position.</summary>
    /// <param name="index">Position from zero.</param>
    /// <param name="entity">The part.</param>
    public void Insert(int index, MimeEntity entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        _parts.Insert(index, entity);
    }

    /// <inheritdoc/>
    public void Clear() => _parts.Clear();

    /// <inheritdoc/>
    public bool Contains(MimeEntity item) => _parts.Contains(item);

    /// <inheritdoc/>
    public void CopyTo(MimeEntity[] array, int arrayIndex) => _parts.CopyTo(array, arrayIndex);

    /// <inheritdoc/>
    public bool Remove(MimeEntity item) => _parts.Remove(item);

    /// <inheritdoc/>
    public IEnumerator<MimeEntity> GetEnumerator() => _parts.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal override long? EstimateSize()
    {
        long size = 400;
        foreach (var part in _parts)
        {
            if (part.EstimateSize() is not { } known) return null;
            size += known + 80;
        }
        return size;
    }

    private protected override void Prepare()
    {
        // A boundary that was read may be missing, too long, or hold anything.
        if (Boundary is not { Length: > 0 and <= 70 } boundary || !Ascii.IsValid(boundary) || boundary.Any(HeaderText.IsControl) || boundary.Trim() != boundary) Boundary = NewBoundary();
        foreach (var inner in Inner(this).Where(inner => Clashes(inner.Boundary, Boundary!))) inner.Boundary = NewBoundary();
    }

    private protected override async Task WriteContentAsync(Stream stream, CancellationToken ct)
    {
        var line = Encoding.ASCII.GetBytes($"--{Boundary}");
        foreach (var part in _parts)
        {
            await stream.WriteAsync(line, ct).ConfigureAwait(false);
            await stream.WriteAsync("\r\n"u8.ToArray(), ct).ConfigureAwait(false);
            await part.WriteToAsync(stream, ct).ConfigureAwait(false);
            await stream.WriteAsync("\r\n"u8.ToArray(), ct).ConfigureAwait(false);
        }
        await stream.WriteAsync(line, ct).ConfigureAwait(false);
        await stream.WriteAsync("--\r\n"u8.ToArray(), ct).ConfigureAwait(false);
    }

    private static IEnumerable<Multipart> Inner(Multipart outer) => outer.SelectMany(entity => entity switch
    {
        Multipart inner => Inner(inner).Prepend(inner),
        MessagePart { Message.Body: Multipart inner } => Inner(inner).Prepend(inner),
        _ => [],
    });

    /// <summary>Says whether a boundary line of an inner multipart would be taken for one of the outer.</summary>
    private static bool Clashes(string? inner, string outer)
    {
        if (inner is null || !$"{inner}--".StartsWith(outer, StringComparison.Ordinal)) return false;
        return inner.Length <= outer.Length || inner.AsSpan(outer.Length).StartsWith("--");
    }

    private static string NewBoundary() => "=-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}

/// <summary>The same content in several forms, the plainest first.</summary>
public sealed class MultipartAlternative : Multipart
{
    /// <summary>Creates an empty one.</summary>
    public MultipartAlternative() : base("alternative")
    {
    }

    internal MultipartAlternative(ContentType contentType, IEnumerable<Header> headers) : base(contentType, headers)
    {
    }
}

/// <summary>A root, mostly HTML, and what it refers to.</summary>
public sealed class MultipartRelated : Multipart
{
    /// <summary>Creates an empty one.</summary>
    public MultipartRelated() : base("related")
    {
    }

    internal MultipartRelated(ContentType contentType, IEnumerable<Header> headers) : base(contentType, headers)
    {
    }
}

/// <summary>A report of a mail program, such as a delivery status, RFC 6522.</summary>
public sealed class MultipartReport : Multipart
{
    /// <summary>Creates an empty report.</summary>
    /// <param name="reportType">Such as <c>delivery-status</c>.</param>
    public MultipartReport(string reportType) : base("report") => ReportType = reportType;

    internal MultipartReport(ContentType contentType, IEnumerable<Header> headers) : base(contentType, headers)
    {
    }

    /// <summary>Gets or sets the kind of report.</summary>
    public string? ReportType
    {
        get => ContentType.Parameters["report-type"];
        set => ContentType.Parameters["report-type"] = value;
    }
}
