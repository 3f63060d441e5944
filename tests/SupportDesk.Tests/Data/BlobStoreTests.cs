using SupportDesk.Data.Blobs;
using SupportDesk.Kernel;

namespace SupportDesk.Tests.Data;

public sealed class BlobStoreTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("blobs-").FullName;

    [Fact]
    public async Task WriteAsync_WholeStream_IsReadBackWithSizeAndHash()
    {
        var store = new BlobStore(new DataPaths(folder));
        var stored = await store.WriteAsync(new MemoryStream("abc"u8.ToArray()), CancellationToken.None);
        await using var read = store.OpenRead(stored.Key);
        Assert.Equal("abc", await new StreamReader(read).ReadToEndAsync());
        Assert.Equal((3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"), (stored.Size, stored.Sha256));
    }

    [Fact]
    public async Task WriteAsync_StreamBreaksOff_LeavesNothing()
    {
        var store = new BlobStore(new DataPaths(folder));
        await Assert.ThrowsAsync<IOException>(() => store.WriteAsync(new BreakingStream(), CancellationToken.None));
        Assert.Empty(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void T44_OpenRead_PathInsteadOfKey_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new BlobStore(new DataPaths(folder)).OpenRead("../keys/letters.json"));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private sealed class BreakingStream : MemoryStream
    {
        private bool begun;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (begun)
                throw new IOException("The connection was lost.");
            begun = true;
            buffer.Span[..10].Fill((byte)'x');
            return ValueTask.FromResult(10);
        }
    }
}
