using System.Globalization;
using CsvHelper;
using Microsoft.Extensions.Localization;

namespace SupportDesk.Features.Tickets.Export;

/// <summary>
/// Tickets as comma-separated values (RFC 4180) that a spreadsheet of the reader's language opens as a table. What a
/// spreadsheet would take for a formula gets an apostrophe before it (T-36): a title may come from anybody.
/// </summary>
internal sealed class TicketCsv(IStringLocalizer<TicketsText> texts, CultureInfo culture)
{
    private static readonly string[] Columns =
    [
        "Number",
        "Title",
        "Kind",
        "Status",
        "Priority",
        "Shop",
        "Name",
        "Email",
        "Invoice",
        "Order",
        "Amount",
        "Currency",
        "Provider",
        "Assignee",
        "Created",
        "Changed",
        "Closed",
    ];

    // Where the comma parts whole rubles from kopecks, spreadsheets part the cells by semicolons.
    private readonly CsvWriterOptions options = new()
    {
        FormatProvider = culture,
        Separator = culture.NumberFormat.NumberDecimalSeparator == "," ? ';' : ',',
        NewLine = "\r\n",
    };

    public string Head() => Write(csv =>
    {
        foreach (var column in Columns)
            csv.WriteField(texts["Export" + column].Value);
        csv.EndRecord();
    });

    public string Lines(IReadOnlyList<ExportTickets.Row> rows) => Write(csv =>
    {
        foreach (var row in rows)
            WriteRow(csv, row);
    });

    private void WriteRow(CsvWriter csv, ExportTickets.Row row)
    {
        foreach (
            var text in (string?[])
                [
                    Kernel.TicketNumber.Format(row.Number),
                    row.Title,
                    texts["ExportKind" + row.Kind],
                    texts["ExportStatus" + row.Status],
                    row.Priority.ToString(),
                    row.Shop,
                    row.RequesterName,
                    row.RequesterEmail,
                    row.InvoiceId,
                    row.OrderNumber,
                ]
        )
            csv.WriteField(CsvCell.Text(text));
        csv.WriteField(row.Amount?.ToString("0.00", culture));
        foreach (
            var text in (string?[])
                [
                    row.Amount is null ? null : row.Currency,
                    row.ProviderNumber,
                    row.Assignee,
                    Iso(row.CreatedAt),
                    Iso(row.ChangedAt),
                    row.ClosedAt is { } closed ? Iso(closed) : null,
                ]
        )
            csv.WriteField(CsvCell.Text(text));
        csv.EndRecord();
    }

    private string Write(Action<CsvWriter> write)
    {
        using var text = new StringWriter(culture);
        using (var csv = CsvWriter.Create(text, options, leaveOpen: true))
            write(csv);
        return text.ToString();
    }

    private static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
