using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Data.Blobs;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Diagnostics.Logs;
using SupportDesk.Features.Files;
using SupportDesk.Features.NewCase.Logs;
using SupportDesk.Kernel;
using SupportDesk.Tests.Features.Tickets;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Files.Archives;

public sealed class StoreArchiveTests
{
    private static readonly byte[] Log = Encoding.UTF8.GetBytes($"10:00 start\n10:01 pan={Cases.Card} InvId=12345\n10:02 password=Qwerty-2468\n");
    private static readonly byte[] Picture = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0, 0, 13];

    [Fact]
    public async Task T84_RunAsync_GzipLog_IsMaskedInsideAndStaysGzip()
    {
        await using var desk = await DeskFixture.StartAsync();
        var file = (await desk.StoreAsync(Packed.Gzip(Log), "access.log.gz", desk.Merchant.UserId)).Value;
        Assert.Equal(
            ("10:00 start\n10:01 pan=**** **** **** 1111 InvId=12345\n10:02 password=[masked:password]\n", false),
            (await TextAsync(desk, file), file.PendingReview)
        );
        Assert.Equal(("application/gzip", 3, 2), (file.ContentType, file.Lines, file.HiddenCount));
        Assert.Equal([("Pan", 2L, ""), ("Password", 3L, "")], MaskedSpan.FromJson(file.MaskReport).Select(place => (place.Kind, place.Line, place.Entry!)));
        Assert.All(MaskedSpan.FromJson(file.MaskReport), place => Assert.False(place.MayBeShown()));
    }

    [Fact]
    public async Task T84_RunAsync_ZipWithLogsAndAPackedLog_IsMaskedInside()
    {
        await using var desk = await DeskFixture.StartAsync();
        var zip = Packed.Zip(("a.log", Log), ("old/b.log.gz", Packed.Gzip(Log)));
        var file = (await desk.StoreAsync(zip, "logs.zip", desk.Merchant.UserId)).Value;
        var text = await TextAsync(desk, file);
        Assert.DoesNotContain("4111", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Qwerty", text, StringComparison.Ordinal);
        Assert.Equal(("application/zip", 0, 4), (file.ContentType, file.Lines, file.HiddenCount));
        Assert.Equal(["a.log", "a.log", "old/b.log.gz", "old/b.log.gz"], MaskedSpan.FromJson(file.MaskReport).Select(place => place.Entry));
    }

    public static TheoryData<string, string> Refused =>
        new()
        {
            { "many", "ArchiveMany" },
            { "deep", "ArchiveDeep" },
            { "bomb", "ArchiveBomb" },
            { "large", "ArchiveLarge" },
            { "locked", "ArchiveLocked" },
            { "picture", "ArchiveBinary" },
            { "packed picture", "ArchiveBinaryOnly" },
            { "cut", "ArchiveBroken" },
            { "7z", "FileOtherArchive" },
            { "pdf", "FilePdf" },
            { "program", "FileNotText" },
        };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task T28_RunAsync_WhatCannotBeLookedInto_IsRefusedInBothLanguagesAndNothingStays(string what, string problem)
    {
        await using var desk = await DeskFixture.StartAsync(
            settings:
            [
                ("Upload:Archives:MaxEntries", "5"),
                ("Upload:Archives:MaxDepth", "2"),
                ("Upload:Archives:MaxRatio", "100"),
                ("Upload:Archives:MaxUnpackedBytes", "3000000"),
            ]
        );
        var result = await desk.StoreAsync(Make(what), "logs.zip", desk.Merchant.UserId);
        Assert.Equal([problem], result.Problems.Select(found => found.Code));
        Assert.Empty(Directory.EnumerateFiles(desk.Services.GetRequiredService<DataPaths>().Blobs, "*", SearchOption.AllDirectories));
        Assert.Equal(0, await desk.ReadAsync(db => db.Attachments.CountAsync()));
    }

    [Fact]
    public async Task RunAsync_ArchiveLargerThanAnUpload_IsTooLarge()
    {
        await using var desk = await DeskFixture.StartAsync(settings: ("Upload:MaxBytes", "200"));
        var result = await desk.StoreAsync(Packed.Gzip(Convert.ToHexString(Noise(600))), "a.gz", desk.Merchant.UserId);
        Assert.Equal("FileTooLarge", result.Problems[0].Code);
        Assert.Empty(Directory.EnumerateFiles(desk.Services.GetRequiredService<DataPaths>().Blobs, "*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Read_GzipLog_FindsTheLinesOfTheInvoice(bool wide)
    {
        await using var desk = await DeskFixture.StartAsync();
        var text = "1.1.1.1 - - [20/Nov/2026:10:02:41 +0300] \"POST /pay?InvId=12345 HTTP/1.1\" 302 1\n";
        var bytes = wide ? [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)] : Encoding.UTF8.GetBytes(text);
        var file = (await desk.StoreAsync(Packed.Gzip(Packed.Gzip(bytes)), "access.log.gz", desk.Merchant.UserId)).Value;
        var reading = await desk.UseAsync<ReadStoredLogs, LogReading>(logs => logs.RunAsync([file.BlobKey], "12345", default));
        Assert.Equal((1, 1, 302), (reading.Lines, reading.Mentions, reading.Statuses[0].Status));
        Assert.Equal(1, file.Lines);
    }

    private static byte[] Make(string what) => what switch
    {
        "many" => Packed.Zip([.. Enumerable.Range(0, 6).Select(i => ($"{i}.log", Log))]),
        "deep" => Packed.Gzip(Packed.Gzip(Packed.Gzip(Log))),
        "bomb" => Packed.Gzip(new string('a', 2_500_000)),
        "large" => Packed.Gzip(Convert.ToHexString(Noise(2_000_000))),
        "locked" => Packed.Locked(Packed.Zip(("a.log", Log))),
        "picture" => Packed.Zip(("a.log", Log), ("screen.png", Picture)),
        "packed picture" => Packed.Gzip(Picture),
        "cut" => Packed.Gzip(Convert.ToHexString(Noise(9000)))[..^100],
        "7z" => [(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C, 0, 4, 0, 0],
        "pdf" => Encoding.Latin1.GetBytes("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n"),
        _ => [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0, 0, 0, 0, 0],
    };

    private static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        new Random(7).NextBytes(bytes);
        return bytes;
    }

    private static async Task<string> TextAsync(DeskFixture desk, Attachment file)
    {
        var all = new MemoryStream();
        await using var blob = desk.Services.GetRequiredService<BlobStore>().OpenRead(file.BlobKey);
        await blob.CopyToAsync(all);
        return Packed.Text(all.ToArray());
    }
}
