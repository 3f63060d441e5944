using System.Text;
using MimeKit;

namespace SupportDesk.Features.Email.Reading;

/// <summary>A multipart in which its boundary was not found: the parts are divided by another one, or there are none and the body is text.</summary>
internal static class BoundaryRepair
{
    private const int Shortest = 6;
    private const int Longest = 200;

    public static MimeEntity Run(Multipart multipart, ArraySegment<byte> body, ReadingState state, int depth)
    {
        if (string.IsNullOrWhiteSpace(multipart.Boundary))
            state.Problems.Add(EmailProblem.BoundaryMissing);
        if (body.AsSpan().Trim(" \t\r\n"u8).IsEmpty)
            return multipart;
        // One level deeper: the parser may read the boundary otherwise, and then this would go on for ever.
        if (depth < state.Limits.MaxDepth && Guess(body) is { } boundary && boundary != multipart.Boundary)
        {
            state.Problems.Add(EmailProblem.BoundaryRepaired);
            byte[] whole =
            [
                .. Encoding.ASCII.GetBytes($"Content-Type: multipart/{multipart.ContentType.MediaSubtype}; boundary=\"{boundary}\"\r\n\r\n"),
                .. body,
            ];
            if (EmailReader.Open(whole, state, depth + 1).Body is Multipart { Count: > 0 } repaired)
                return repaired;
        }

        state.Problems.Add(EmailProblem.PartsMissing);
        multipart.Preamble = null;
        multipart.Add(new TextPart("plain") { Content = new MimeContent(PartBytes.Stream(body)) });
        return multipart;
    }

    /// <summary>The first line that begins with two hyphens and looks like a boundary; null when there is none.</summary>
    private static string? Guess(ReadOnlySpan<byte> body)
    {
        var at = 0;
        while (at < body.Length)
        {
            if (body[at..].StartsWith("--"u8))
            {
                var end = body[at..].IndexOf((byte)'\n');
                var line = (end < 0 ? body[at..] : body.Slice(at, end)).TrimEnd(" \t\r"u8);
                if (
                    line.Length is >= Shortest and <= Longest
                    && !line.EndsWith("--"u8)
                    && !line[2..].ContainsAnyExceptInRange((byte)'!', (byte)'~')
                    && !line.ContainsAny((byte)'"', (byte)'\\')
                )
                    return Encoding.ASCII.GetString(line[2..]);
            }

            var found = body[at..].IndexOf("\n--"u8);
            if (found < 0)
                return null;
            at += found + 1;
        }

        return null;
    }
}
