using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Data.Blobs;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Files;
using SupportDesk.Kernel;
using SupportDesk.Tests.Features.Tickets;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Files;

public sealed class StoreMaskedFileTests
{
    [Fact]
    public async Task T84_RunAsync_LogWithCard_StoresItMaskedAndSaysWhere()
    {
        await using var desk = await DeskFixture.StartAsync();
        var log = string.Concat(Enumerable.Range(1, 5000).Select(i => i == 4321 ? $"POST /pay pan={Cases.Card}\n" : $"10.0.0.1 GET /page 200\n"));
        var file = (await desk.StoreAsync(Encoding.UTF8.GetBytes(log), by: desk.Merchant.UserId)).Value;
        using var reader = new StreamReader(desk.Services.GetRequiredService<BlobStore>().OpenRead(file.BlobKey));
        var stored = await reader.ReadToEndAsync();
        Assert.DoesNotContain("4111", stored, StringComparison.Ordinal);
        Assert.Equal((5000, 1), (file.Lines, file.HiddenCount));
        Assert.Equal([("Pan", 4321L)], MaskedSpan.FromJson(file.MaskReport).Select(p => (p.Kind, p.Line)));
    }

    [Theory]
    [InlineData("FileEmpty", "")]
    [InlineData("FilePdf", "%PDF-1.7\u0000\u0001\u0002\u0000\u0000")]
    [InlineData("FileTooLarge", "0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789")]
    public async Task RunAsync_WrongFile_IsRefusedAndNothingStays(string problem, string latin1)
    {
        await using var desk = await DeskFixture.StartAsync(settings: ("Upload:MaxBytes", "64"));
        var result = await desk.StoreAsync(Encoding.Latin1.GetBytes(latin1));
        Assert.Equal((problem, "File"), (result.Problems[0].Code, result.Problems[0].Field));
        await AssertNothingStoredAsync(desk);
    }

    [Fact]
    public async Task RunAsync_SenderGoesAwayInTheMiddle_IsSaidAndNothingStays()
    {
        await using var desk = await DeskFixture.StartAsync();
        var result = await desk.UseAsync<StoreMaskedFile, Result<Attachment>>(u => u.RunAsync(new(new Broken(40_000), "a.log", null, null), default));
        Assert.Equal("FileCutOff", result.Problems[0].Code);
        await AssertNothingStoredAsync(desk);
    }

    [Fact]
    public async Task RunAsync_DiskThatTakesNothing_IsNotToldAsAFileThatWasCutOff()
    {
        await using var desk = await DeskFixture.StartAsync();
        var blobs = desk.Services.GetRequiredService<DataPaths>().Blobs;
        // A file stands where each folder for new files would be.
        var inTheWay = Enumerable.Range(0, 256).Select(i => Path.Combine(blobs, i.ToString("x2", CultureInfo.InvariantCulture))).ToList();
        inTheWay.ForEach(path => File.WriteAllText(path, ""));
        var result = await desk.StoreAsync("10.0.0.1 GET /page 200\n"u8.ToArray());
        Assert.Equal("StorageFailed", result.Problems[0].Code);
        Assert.Empty(await desk.ReadAsync(db => db.Attachments.ToListAsync()));
        inTheWay.ForEach(File.Delete);
        Assert.True((await desk.StoreAsync("10.0.0.1 GET /page 200\n"u8.ToArray())).Ok);
    }

    [Fact]
    public async Task RunAsync_LongFile_ReportsProgressOnTheWay()
    {
        await using var desk = await DeskFixture.StartAsync();
        var reports = new Reports();
        var content = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("10.0.0.1 GET /page 200\n", 50_000)));
        await desk.UseAsync<StoreMaskedFile, Result<Attachment>>(u =>
            u.RunAsync(new(new MemoryStream(content), "a.log", null, null, Progress: reports), default)
        );
        Assert.True(reports.Seen.Count >= 4);
        Assert.Equal(content.Length, reports.Seen[^1].Bytes);
        Assert.Equal(reports.Seen.Select(p => p.Bytes).Order(), reports.Seen.Select(p => p.Bytes));
    }

    [Fact]
    public async Task T52_RunAsync_IntoADraftOfSomebodyElse_IsNotFound()
    {
        await using var desk = await DeskFixture.StartAsync();
        var draft = new Draft { Id = Guid.NewGuid(), OwnerId = desk.Merchant.UserId!.Value };
        await desk.ReadAsync(db => { db.Add(draft); return db.SaveChangesAsync(); });
        var result = await desk.UseAsync<StoreMaskedFile, Result<Attachment>>(u =>
            u.RunAsync(new(new MemoryStream("text"u8.ToArray()), "a.log", null, desk.Stranger.UserId, draft.Id), default));
        Assert.Equal([Problem.NotFound], result.Problems);
    }

    private static async Task AssertNothingStoredAsync(DeskFixture desk)
    {
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(desk.Folder, "data", "blobs"), "*", SearchOption.AllDirectories));
        Assert.Equal(0, await desk.ReadAsync(db => db.Attachments.CountAsync()));
    }

    private sealed class Reports : IProgress<MaskProgress>
    {
        public List<MaskProgress> Seen { get; } = [];

        public void Report(MaskProgress value) => Seen.Add(value);
    }

    /// <summary>A browser that disappears after so many bytes.</summary>
    private sealed class Broken(int length) : MemoryStream(Encoding.ASCII.GetBytes(new string('a', length)))
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            await base.ReadAsync(buffer, cancellationToken) is var read and > 0 ? read : throw new IOException("Connection reset.");
    }
}
