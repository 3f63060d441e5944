using System.Text;

namespace SupportDesk.Mail;

/// <summary>Reads a multipart whose boundary is missing or is not the one that the header names.</summary>
internal static class BoundaryRepair
{
    private const int MaxRepairs = 3;

    /// <summary>Takes the first line that begins with two hyphens for the boundary; without one the whole body is one text.</summary>
    internal static void Fill(Multipart multipart, ChunkedBuffer content, MimeReaderLimits limits, int repairs, HashSet<MimeCut> cuts)
    {
        using var body = content.OpenRead();
        var boundary = repairs < MaxRepairs ? FindBoundary(body) : null;
        if (boundary is not null && boundary != multipart.Boundary)
        {
            foreach (var part in Reparse(body, boundary, limits, repairs, cuts)) multipart.Add(part);
            return;
        }
        if (IsBlank(body)) return;
        var text = new TextPart(new ContentType("text", "plain"), []) { Content = new MimeContent(content.OpenRead()) };
        multipart.Add(text);
    }

    private static List<MimeEntity> Reparse(Stream body, string boundary, MimeReaderLimits limits, int repairs, HashSet<MimeCut> cuts)
    {
        var parser = new MimeParserCore(limits with { MaxMessageBytes = long.MaxValue }, repairs + 1);
        parser.Feed(Encoding.UTF8.GetBytes($"Content-Type: multipart/mixed; boundary={InternetAddress.Quote(boundary)}\r\n\r\n"));
        body.Position = 0;
        var buffer = new byte[8 * 1024];
        int read;
        while ((read = body.Read(buffer)) > 0) parser.Feed(buffer.AsSpan(0, read));
        var repaired = parser.Complete();
        cuts.UnionWith(parser.Cuts);
        return repaired.Body is Multipart parts ? [.. parts] : [];
    }

    private static string? FindBoundary(Stream body)
    {
        string? found = null;
        var lines = new LineFeeder((content, isFirst, lineEnd) =>
        {
            var line = content.TrimEnd(" \t\r"u8);
            if (found is not null || !isFirst || line.Length is < 6 or > 200 || !line.StartsWith("--"u8) || line.EndsWith("--"u8)) return;
            if (line[2..].ContainsAnyExceptInRange((byte)'!', (byte)'~')) return;
            found = Encoding.ASCII.GetString(line[2..]);
        });
        var buffer = new byte[8 * 1024];
        int read;
        while (found is null && (read = body.Read(buffer)) > 0) lines.Feed(buffer.AsSpan(0, read));
        return found;
    }

    private static bool IsBlank(Stream body)
    {
        body.Position = 0;
        var buffer = new byte[8 * 1024];
        int read;
        while ((read = body.Read(buffer)) > 0)
        {
            if (!buffer.AsSpan(0, read).Trim(" \t\r\n"u8).IsEmpty) return false;
        }
        return true;
    }
}
