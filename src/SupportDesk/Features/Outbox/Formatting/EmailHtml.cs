using System.Net;
using System.Text;

namespace SupportDesk.Features.Outbox.Formatting;

/// <summary>
/// A prepared e-mail as HTML: its page and its HTML part are the same letters. Colours are left to whoever shows it, so that
/// it can be read on dark and on light.
/// </summary>
public static class EmailHtml
{
    private const string Cell = "padding:4px 12px 4px 0;text-align:left;vertical-align:top;font-weight:400";

    /// <summary>The content, without the page around it.</summary>
    public static string Of(string text)
    {
        var html = new StringBuilder();
        foreach (var block in EmailBlock.Parse(text))
            Write(html, block);
        return html.ToString();
    }

    /// <summary>The page that travels.</summary>
    /// <param name="language">Of its words, such as <c>ru</c>.</param>
    public static string Page(string text, string language) =>
        $"<!DOCTYPE html>\n<html lang=\"{language}\"><head><meta charset=\"utf-8\"></head>"
        + $"<body style=\"max-width:760px;font-family:Arial,sans-serif;font-size:16px;line-height:26px\">\n{Of(text)}</body></html>\n";

    private static void Write(StringBuilder html, EmailBlock block)
    {
        var lines = block.Lines.Select(line => WebUtility.HtmlEncode(line));
        switch (block.Kind)
        {
            case EmailBlockKind.Heading:
                html.Append("<h2 style=\"margin:28px 0 0;font-size:16px\">").Append(lines.First()).Append("</h2>\n");
                break;
            case EmailBlockKind.Facts:
                html.Append("<table style=\"border-collapse:collapse\">\n");
                foreach (var line in lines)
                {
                    var colon = line.IndexOf(": ", StringComparison.Ordinal);
                    html.Append(System.Globalization.CultureInfo.InvariantCulture, $"<tr><th scope=\"row\" style=\"{Cell}\">{line[..colon]}:</th>");
                    html.Append(System.Globalization.CultureInfo.InvariantCulture, $"<td style=\"{Cell}\">{line[(colon + 2)..]}</td></tr>\n");
                }

                html.Append("</table>\n");
                break;
            case EmailBlockKind.Points:
                html.Append("<ul>\n").AppendJoin("", lines.Select(line => $"<li>{line}</li>\n")).Append("</ul>\n");
                break;
            case EmailBlockKind.Evidence:
                html.Append("<pre style=\"white-space:pre-wrap;overflow-wrap:anywhere\">").AppendJoin('\n', lines).Append("</pre>\n");
                break;
            default:
                html.Append("<p>").AppendJoin("<br>\n", lines).Append("</p>\n");
                break;
        }
    }
}
