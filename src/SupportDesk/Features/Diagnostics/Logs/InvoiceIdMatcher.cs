using System.Text;

namespace SupportDesk.Features.Diagnostics.Logs;

/// <summary>Finds an invoice number in a line as a number of its own, not as part of a longer one.</summary>
internal sealed class InvoiceIdMatcher(string invoice)
{
    // A short number is everywhere: sizes, statuses, seconds. It counts only right behind a sign that ends a name.
    private const int ShortNumber = 4;
    private readonly byte[] digits = Encoding.ASCII.GetBytes(invoice);

    public bool IsIn(ReadOnlySpan<byte> line)
    {
        for (var from = 0; from < line.Length;)
        {
            var at = line[from..].IndexOf(digits);
            if (at < 0)
                return false;
            at += from;
            if (StandsAlone(line, at))
                return true;
            from = at + 1;
        }

        return false;
    }

    private bool StandsAlone(ReadOnlySpan<byte> line, int at)
    {
        var before = at > 0 ? line[at - 1] : (byte)' ';
        var after = at + digits.Length < line.Length ? line[at + digits.Length] : (byte)' ';
        // "…%3D12345": the number of an escape is no digit of ours.
        var escaped = at > 2 && line[at - 3] == '%' && char.IsAsciiHexDigit((char)before);
        if ((!escaped && (char.IsAsciiLetterOrDigit((char)before) || before == '.')) || char.IsAsciiDigit((char)after))
            return false;
        if (after == '.' && at + digits.Length + 1 < line.Length && char.IsAsciiDigit((char)line[at + digits.Length + 1]))
            return false;
        // "… 200 12345 …" is the size of an answer.
        if (at > 4 && before == ' ' && line[at - 5] == ' ' && line[(at - 4)..(at - 1)].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0)
            return false;
        return digits.Length > ShortNumber || escaped || "=:\"'/#"u8.Contains(before);
    }
}
