using System.Text;
using SupportDesk.Masking;

namespace SupportDesk.Features.Diagnostics.Probe;

/// <summary>What a shop answered to a notification. Only <c>OK</c> and the number, joined, is an answer.</summary>
internal enum AnswerShape
{
    Exact = 0,

    /// <summary>A line end behind it.</summary>
    LineEnd,

    /// <summary>A blank between the two, as some guides print it.</summary>
    Blank,

    Quoted,

    /// <summary>Invisible bytes of a text editor before it.</summary>
    ByteOrderMark,

    OtherCase,

    /// <summary>OK without a number.</summary>
    OkAlone,

    OtherNumber,

    /// <summary>The answer, and something around it.</summary>
    Surrounded,

    Json,
    Html,
    BadSign,
    Empty,
    Other,
}

/// <summary>Judges the body of an answer.</summary>
internal static class ResultAnswer
{
    private static readonly string[] Refusals =
    [
        "bad sign", "signature", "подпис", "bad crc", "wrong crc", "invalid crc", "invalid hash", "wrong hash", "checksum",
    ];

    public static AnswerShape Evaluate(ReadOnlySpan<byte> body, string invId)
    {
        var right = "OK" + invId;
        var isMarked = body.StartsWith("\uFEFF"u8);
        var text = Encoding.UTF8.GetString(isMarked ? body[3..] : body);
        var plain = text.Trim();
        if (text == right)
            return isMarked ? AnswerShape.ByteOrderMark : AnswerShape.Exact;
        if (plain == right)
            return isMarked ? AnswerShape.ByteOrderMark : text.StartsWith(right, StringComparison.Ordinal) ? AnswerShape.LineEnd : AnswerShape.Surrounded;
        if (plain.Length == 0)
            return AnswerShape.Empty;
        if (plain.Trim('"', '\'') == right)
            return AnswerShape.Quoted;
        if (plain.Equals(right, StringComparison.OrdinalIgnoreCase))
            return AnswerShape.OtherCase;
        if (plain.Equals("OK", StringComparison.OrdinalIgnoreCase))
            return AnswerShape.OkAlone;
        if (plain.StartsWith("OK", StringComparison.OrdinalIgnoreCase) && plain[2..].TrimStart(' ', '+', ':', '\t') == invId)
            return AnswerShape.Blank;
        if (plain.StartsWith("OK", StringComparison.OrdinalIgnoreCase) && plain[2..].TrimStart() is { Length: > 0 } number && number.All(char.IsAsciiDigit))
            return AnswerShape.OtherNumber;
        if (plain[0] is '{' or '[')
            return AnswerShape.Json;
        if (Refusals.Any(refusal => plain.Contains(refusal, StringComparison.OrdinalIgnoreCase)))
            return AnswerShape.BadSign;
        if (plain[0] == '<' || plain.Contains("<html", StringComparison.OrdinalIgnoreCase))
            return AnswerShape.Html;
        return plain.Contains(right, StringComparison.Ordinal) ? AnswerShape.Surrounded : AnswerShape.Other;
    }

    /// <summary>Whether the provider would take it for "stored".</summary>
    public static bool IsTaken(AnswerShape shape) => shape is AnswerShape.Exact or AnswerShape.LineEnd;

    /// <summary>
    /// The beginning of a body in one line, with blanks and line ends at its edges made visible, without control characters, and
    /// masked: what a shop answers can hold anything, and it is kept.
    /// </summary>
    public static string Excerpt(ReadOnlySpan<byte> body)
    {
        const int longest = 160;
        var text = Encoding.UTF8.GetString(body[..Math.Min(body.Length, 1000)]);
        var plain = text.Trim();
        var start = text.IndexOf(plain, StringComparison.Ordinal);
        var line =
            Edge(text[..start])
            + MaskText.Mask(
                string.Concat(
                    plain.Select(c =>
                        c == '\uFEFF' ? '·'
                        : char.IsControl(c) ? ' '
                        : c
                    )
                )
            )
            + Edge(text[(start + plain.Length)..]);
        return line.Length > longest ? line[..longest] + "…" : line;
    }

    // A few are enough to see that there are some.
    private static string Edge(string blanks)
    {
        const int enough = 3;
        var shown = string.Concat(blanks.Where(c => c != '\r').Take(enough).Select(c => c == '\n' ? '↵' : '·'));
        return blanks.Length > enough ? shown + "…" : shown;
    }
}
