using System.Text;

namespace SupportDesk.Features.Tickets.Export;

/// <summary>
/// Words of others as a cell that no spreadsheet takes for a formula (T-36). An apostrophe is put before the sign and nothing
/// is taken away, so that a phone number keeps its plus and can be read. Numbers are written by the desk itself and do
/// not pass here: a negative amount stays a number that can be summed.
/// </summary>
internal static class CsvCell
{
    private const char Mark = '\'';

    // The wide ones begin a formula in East Asian spreadsheets.
    private const string Signs = "=+-@\t\r＝＋－＠";

    // A spreadsheet set to another language cuts at its own sign, quotes or no quotes, and a cell begins in the midst of a text.
    private const string Cuts = ",;|\t\r\n";

    public static string Text(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        var cell = new StringBuilder(text.Length);
        var (begins, seen) = (true, false);
        foreach (var c in text)
        {
            if (begins && Signs.Contains(c, StringComparison.Ordinal))
                cell.Append(Mark);
            cell.Append(c);
            var isBlank = char.IsWhiteSpace(c) || char.IsControl(c) || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.Format;
            seen |= !isBlank;
            begins = Cuts.Contains(c, StringComparison.Ordinal) || (begins && (c == '"' || !seen));
        }

        return cell.ToString();
    }
}
