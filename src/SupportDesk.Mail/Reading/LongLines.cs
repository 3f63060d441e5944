namespace SupportDesk.Mail;

/// <summary>Leaves out the ends of endless lines of a text; files stay as they are.</summary>
internal static class LongLines
{
    internal static ArraySegment<byte> Cut(MimePart part, ArraySegment<byte> body, int max, MimeFindings findings)
    {
        if (body.Count <= max || part is not TextPart || part.IsAttachment || MimePart.IsEncoded(part) || !HasLongLine(body, max)) return body;
        findings.Cut(MimeCut.Line);
        var result = new byte[body.Count];
        var length = 0;
        for (var at = 0; at < body.Count;)
        {
            var end = EndOf(body, at);
            var line = body.AsSpan(at, end - at);
            if (line.Length > max) line = line[..max];
            line.CopyTo(result.AsSpan(length));
            length += line.Length;
            if (line.Length == max && body[end - 1] == '\n' && line[^1] != '\n') result[length++] = (byte)'\n';
            at = end;
        }
        return new ArraySegment<byte>(result, 0, length);
    }

    private static bool HasLongLine(ReadOnlySpan<byte> body, int max)
    {
        for (var at = 0; at < body.Length;)
        {
            var end = EndOf(body, at);
            if (end - at > max) return true;
            at = end;
        }
        return false;
    }

    private static int EndOf(ReadOnlySpan<byte> body, int at) => body[at..].IndexOf((byte)'\n') is var length and >= 0 ? at + length + 1 : body.Length;
}
