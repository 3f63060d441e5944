using static SupportDesk.Masking.Tests.Archives.Packing;

namespace SupportDesk.Masking.Tests.Archives;

public sealed class ArchiveMaskerTests
{
    [Fact]
    public async Task MaskAsync_Text_IsNoArchive() => Assert.Equal(ArchiveProblem.NotAnArchive, (await FaultAsync("text"u8.ToArray())).Problem);

    [Fact]
    public void CanMask_FirstBytes_TellsGzipAndZip()
    {
        Assert.True(ArchiveMasker.CanMask(Gzip("a")));
        Assert.True(ArchiveMasker.CanMask(Zip(("a", "b"))));
        Assert.False(ArchiveMasker.CanMask([(byte)'7', (byte)'z', 0xBC, 0xAF]));
        Assert.False(ArchiveMasker.CanMask([]));
    }

    [Fact]
    public async Task MaskAsync_Cancelled_Stops()
    {
        using var stop = new CancellationTokenSource();
        var reads = 0;
        var input = new AsyncOnlyStream(Gzip(new string('a', 1000)), 1);
        input.Reading = () =>
        {
            if (++reads == 5)
                stop.Cancel();
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new ArchiveMasker().MaskAsync(input, new MemoryStream(), stop.Token));
        Assert.Equal(5, reads);
    }

    [Fact]
    public async Task MaskAsync_InputFails_PassesTheFailureOn()
    {
        var input = new AsyncOnlyStream(Zip(("a", "b")), 1) { Reading = () => throw new IOException("cut off") };
        await Assert.ThrowsAsync<IOException>(() => new ArchiveMasker().MaskAsync(input, new MemoryStream()));
    }

    [Fact]
    public void Create_WithReleases_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new ArchiveMasker(new MaskingOptions { Releases = [new Release(SecretKind.Cvv, 0, 3)] }));

    [Fact]
    public async Task MaskAsync_Options_HoldInside()
    {
        var (result, _) = await MaskAsync(Zip(("a.log", "password=Qwe12345")), options: new MaskingOptions { Encoding = TextEncoding.Utf16LittleEndian });
        Assert.Equal(0, result.Total);
        // Every option is carried into the entries; a new one has to be added in ArchiveRun.Settings.
        Assert.Equal(
            ["Encoding", "MaxFindings", "Personal", "Releases"],
            typeof(MaskingOptions).GetProperties().Select(property => property.Name).Order(StringComparer.Ordinal)
        );
    }
}
