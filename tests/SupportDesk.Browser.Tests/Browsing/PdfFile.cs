using System.Globalization;
using System.Text;
using Microsoft.Playwright;

namespace SupportDesk.Browser.Tests.Browsing;

/// <summary>Writes PDFs of plain pages, each with a filled square in its upper half and a text that only the PDF has.</summary>
internal static class PdfFile
{
    public static FilePayload Of(int pages, string marker, string name = "чек.pdf")
    {
        List<string> objects = ["<< /Type /Catalog /Pages 2 0 R >>"];
        var kids = string.Join(' ', Enumerable.Range(0, pages).Select(i => $"{3 + (2 * i)} 0 R"));
        objects.Add($"<< /Type /Pages /Kids [{kids}] /Count {pages} >>");
        for (var i = 0; i < pages; i++)
        {
            var content = $"% {marker}\n0 0.5 0 rg\n40 220 120 60 re\nf\n";
            objects.Add($"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 300] /Contents {4 + (2 * i)} 0 R /Resources << >> >>");
            objects.Add($"<< /Length {content.Length} >>\nstream\n{content}endstream");
        }

        var text = new StringBuilder("%PDF-1.4\n");
        var places = new List<int>();
        foreach (var (index, body) in objects.Index())
        {
            places.Add(text.Length);
            text.Append(CultureInfo.InvariantCulture, $"{index + 1} 0 obj\n{body}\nendobj\n");
        }

        var table = text.Length;
        text.Append(CultureInfo.InvariantCulture, $"xref\n0 {places.Count + 1}\n0000000000 65535 f \n");
        foreach (var place in places)
            text.Append(CultureInfo.InvariantCulture, $"{place:0000000000} 00000 n \n");
        text.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {places.Count + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return new FilePayload { Name = name, MimeType = "application/pdf", Buffer = Encoding.Latin1.GetBytes(text.ToString()) };
    }
}
