namespace SupportDesk.Mail;

/// <summary>Makes the entity that a header block announces.</summary>
internal static class MimeEntityFactory
{
    internal static bool IsContentField(string field) => field.StartsWith("Content-", StringComparison.OrdinalIgnoreCase);

    internal static MimeEntity Create(List<Header> headers, MimeFindings findings)
    {
        var fields = headers.FindAll(h => IsContentField(h.Field));
        var type = TypeOf(fields.Find(h => h.Field.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))?.Unfolded, findings);
        foreach (var header in headers) header.CharsetHint = type.Charset;
        if (type.IsMimeType("text", "*")) return new TextPart(type, fields);
        if (type.IsMimeType("multipart", "*")) return Multipart(type, fields);
        if (type.IsMimeType("message", "rfc822") || type.IsMimeType("message", "global")) return new MessagePart(type, fields);
        if (type.IsMimeType("message", "delivery-status") || type.IsMimeType("message", "global-delivery-status")) return new MessageDeliveryStatus(type, fields);
        return new MimePart(type, fields);
    }

    private static Multipart Multipart(ContentType type, List<Header> fields) => type.MediaSubtype.ToUpperInvariant() switch
    {
        "ALTERNATIVE" => new MultipartAlternative(type, fields),
        "RELATED" => new MultipartRelated(type, fields),
        "REPORT" => new MultipartReport(type, fields),
        _ => new Multipart(type, fields),
    };

    private static ContentType TypeOf(string? declared, MimeFindings findings)
    {
        if (string.IsNullOrWhiteSpace(declared)) return new ContentType("text", "plain");
        if (ContentType.TryParse(declared, out var type)) return type;
        findings.Add(MimeProblem.ContentTypeBroken);
        var isText = declared.TrimStart().StartsWith("text", StringComparison.OrdinalIgnoreCase);
        var broken = isText ? new ContentType("text", "plain") : new ContentType("application", "octet-stream");
        var parameters = declared.IndexOf(';', StringComparison.Ordinal);
        if (parameters >= 0) ParameterCodec.Read(declared, parameters, broken.Parameters);
        return broken;
    }
}
