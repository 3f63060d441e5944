using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace SupportDesk.Features.Diagnostics.Logs;

/// <summary>Finds an invoice number in a line as a number of its own, not as part of a longer one.</summary>
internal sealed partial class InvoiceIdMatcher(string invoice)
{
    // A short number is everywhere: sizes, statuses, seconds. It counts only right behind a sign that ends a name, or behind a name.
    private const int ShortNumber = 4;
    private const int LongestName = 48;
    private static readonly SearchValues<byte> EndsOfNames = SearchValues.Create("\t \"'\\[](){}<>=:#+-KkAaDdEe"u8);
    private readonly byte[] digits = Encoding.ASCII.GetBytes(invoice);

    public bool IsIn(ReadOnlySpan<byte> line)
    {
        for (var from = 0; Next(line, from) is >= 0 and var at; from = at + 1)
        {
            if (StandsAlone(line, at) || IsNamed(line, at))
                return true;
        }

        return false;
    }

    /// <summary>It stands behind a word that says what number it is, in whatever shape.</summary>
    public bool IsNamedIn(ReadOnlySpan<byte> line)
    {
        for (var from = 0; Next(line, from) is >= 0 and var at; from = at + 1)
        {
            if (IsNamed(line, at))
                return true;
        }

        return false;
    }

    private int Next(ReadOnlySpan<byte> line, int from) => line[from..].IndexOf(digits) is >= 0 and var at ? from + at : -1;

    private bool StandsAlone(ReadOnlySpan<byte> line, int at)
    {
        var before = at > 0 ? line[at - 1] : (byte)' ';
        // "…%3D12345": the number of an escape is no digit of ours.
        var escaped = at > 2 && line[at - 3] == '%' && char.IsAsciiHexDigit((char)before);
        if ((!escaped && (char.IsAsciiLetterOrDigit((char)before) || before == '.')) || GoesOn(line, at))
            return false;
        // "… 200 12345 …" is the size of an answer.
        if (at > 4 && before == ' ' && line[at - 5] == ' ' && line[(at - 4)..(at - 1)].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0)
            return false;
        return digits.Length > ShortNumber || escaped || "=:\"'/#"u8.Contains(before);
    }

    private bool IsNamed(ReadOnlySpan<byte> line, int at)
    {
        if (GoesOn(line, at))
            return false;
        var start = at;
        while (start > 0 && line[start - 1] == '0')
            start--;
        // Most numbers stand behind others, and need no reading.
        if (start == 0 || line[start - 1] is < 0x80 and var last && !EndsOfNames.Contains(last))
            return false;
        var before = line[Math.Max(0, start - LongestName)..start];
        Span<char> text = stackalloc char[LongestName];
        return Name().IsMatch(text[..Encoding.UTF8.GetChars(before, text)]);
    }

    // The number is longer, or an amount.
    private bool GoesOn(ReadOnlySpan<byte> line, int at)
    {
        var rest = line[(at + digits.Length)..];
        return rest is [>= (byte)'0' and <= (byte)'9', ..] or [(byte)'.', >= (byte)'0' and <= (byte)'9', ..];
    }

    // "[InvId] => ", "<InvId>", "InvId\u003d", "order_id=", "Счёт №", and the answer "OK".
    [GeneratedRegex(
        """(\b|\\u0026|%26)((inv|invoice|order)_?(id|no|number)|invoice|order|сч[её]т[а-я]{0,3}|заказ[а-я]{0,3})"""
            + """([\s"'\\\[\](){}<>=:#№+-]|\\u003[ade]|%3[ad]){1,10}$|(^|[^\w&])#$|№\s?$|\bOK$""",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Name();
}
