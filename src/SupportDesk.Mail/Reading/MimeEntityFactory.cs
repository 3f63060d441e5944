namespace SupportDesk.Mail;

/// <summary>Makes the entity that a header block announces.</summary>
internal static class MimeEntityFactory
{
    internal static bool IsContentField(string field) => field.StartsWith("Content-", StringComparison.OrdinalIgnoreCase);

    internal static MimeEntity Create(List<Header> headers, bool canNest, out bool wasTooDeep)
    {
        wasTooDeep = false;
        var fields = headers.FindAll(h => IsContentField(h.Field));
        var declared = fields.Find(h => h.Field.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))?.Unfolded;
        var type = TypeOf(declared);
        foreach (var header in headers) header.CharsetHint = type.Charset;
        if (type.IsMimeType("text", "*")) return new TextPart(type, fields);
        if (type.IsMimeType("message", "delivery-status")) return new MessageDeliveryStatus(type, fields);
        var isMultipart = type.IsMimeType("multipart", "*");
        var isMessage = !isMultipart && (type.IsMimeType("message", "rfc822") || type.IsMimeType("message", "global")) && IsPlain(fields);
        if (!isMultipart && !isMessage) return new MimePart(type, fields);
        if (!canNest)
        {
            wasTooDeep = true;
            return new MimePart(type, fields);
        }
        if (isMessage) return new MessagePart(type, fields);
        return type.MediaSubtype.ToUpperInvariant() switch
        {
            "ALTERNATIVE" => new MultipartAlternative(type, fields),
            "RELATED" => new MultipartRelated(type, fields),
            "REPORT" => new MultipartReport(type, fields),
            _ => new Multipart(type, fields),
        };
    }

    private static ContentType TypeOf(string? declared)
    {
        if (string.IsNullOrWhiteSpace(declared)) return new ContentType("text", "plain");
        if (ContentType.TryParse(declared, out var type)) return type;
        var isText = declared.TrimStart().StartsWith("text", StringComparison.OrdinalIgnoreCase);
        var broken = isText ? new ContentType("text", "plain") : new ContentType("application", "octet-stream");
        var parameters = declared.IndexOf(';', StringComparison.Ordinal);
        if (parameters >= 0) ParameterCodec.Read(declared, parameters, broken.Parameters);
        return broken;
    }

    private static bool IsPlain(List<Header> fields)
    {
        var encoding = MimePart.ReadEncoding(fields.Find(h => h.Field.Equals("Content-Transfer-Encoding", StringComparison.OrdinalIgnoreCase))?.Value);
        return encoding is not (ContentEncoding.Base64 or ContentEncoding.QuotedPrintable or ContentEncoding.UUEncode);
    }
}
