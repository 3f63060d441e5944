using System.Text.RegularExpressions;

namespace SupportDesk.Robokassa.Explaining;

/// <summary>Finds the fields of a form in a text that has words around them, or that was wrapped over lines.</summary>
internal static partial class FormText
{
    private static readonly string[] Hexadecimal = ["SignatureValue", "Signature", "crc"];

    /// <summary>The form as it was sent; the text itself if it has none.</summary>
    public static string Of(string text)
    {
        var first = text.IndexOf('&', StringComparison.Ordinal);
        if (first < 0)
            return text;
        var start = StartOf(text[..first]);
        if (start > 0 && text[start - 1] is '"' or '\'' or '`' && text.IndexOf(text[start - 1], start) is var closing and > 0)
            text = text[..closing];
        var parts = text[start..].Split('&');
        var form = new List<string>();
        for (var i = 0; i < parts.Length; i++)
        {
            var lines = parts[i].Trim().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            // Lines that are wrapped within a value have no blanks; what has any is the text behind the form.
            var isLast = i == parts.Length - 1;
            var isWrapped = !isLast && !lines.Skip(1).Any(line => line.Contains(' ', StringComparison.Ordinal));
            var part = isWrapped ? string.Concat(lines) : lines.FirstOrDefault() ?? "";
            form.Add(isLast || lines.Length > 1 && !isWrapped ? WithoutWords(part, start > 0 || form.Exists(one => one.Contains('%'))) : part);
            if (lines.Length > 1 && !isWrapped)
                break;
        }

        return string.Join('&', form);
    }

    // A name that every form has is surer than one that stands before the first sign of equality.
    private static int StartOf(string head)
    {
        var known = Known().Matches(head);
        if (known.Count > 0)
            return known[^1].Groups["name"].Index;
        var any = Start().Match(head);
        return any.Success ? any.Groups["name"].Index : 0;
    }

    // A blank in the last value may be its own where nothing else says that the form is encoded.
    private static string WithoutWords(string part, bool isEncoded)
    {
        var blank = part.IndexOf(' ', StringComparison.Ordinal);
        var isOver = isEncoded || part.Contains('%') || part.EndsWith('?') || part.EndsWith('!')
            || Hexadecimal.Contains(part.Split('=')[0], StringComparer.OrdinalIgnoreCase);
        return blank > 0 && isOver ? part[..blank] : part;
    }

    private const RegexOptions Plain = RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;

    [GeneratedRegex("(^|[^a-z0-9_])(?<name>(OutSum|OutSumm|out_sum|out_summ|InvId|inv_id|InvoiceID|MerchantLogin|MrchLogin|SignatureValue)=)", Plain)]
    private static partial Regex Known();

    [GeneratedRegex("""(^|[\s"'`?>:({])(?<name>[a-z_][a-z0-9_.\-]*)=([^>]|$)""", Plain)]
    private static partial Regex Start();
}
