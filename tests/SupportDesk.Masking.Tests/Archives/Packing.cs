using System.IO.Compression;
using System.Text;

namespace SupportDesk.Masking.Tests.Archives;

/// <summary>Makes archives, masks them, and looks into the result.</summary>
internal static class Packing
{
    public const string Card = "4111111111111111";
    public const string Hidden = "************1111";

    public static byte[] Gzip(string text) => Gzip(Encoding.UTF8.GetBytes(text));

    public static byte[] Gzip(byte[] bytes)
    {
        var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Optimal))
            gzip.Write(bytes);
        return output.ToArray();
    }

    public static byte[] Gunzip(byte[] bytes)
    {
        var output = new MemoryStream();
        using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        gzip.CopyTo(output);
        return output.ToArray();
    }

    public static byte[] Zip(params (string Name, string Text)[] entries) =>
        Zip([.. entries.Select(entry => (entry.Name, Encoding.UTF8.GetBytes(entry.Text)))]);

    public static byte[] Zip(params (string Name, byte[] Bytes)[] entries)
    {
        var output = new MemoryStream();
        using (var zip = new ZipArchive(output, ZipArchiveMode.Create))
            foreach (var (name, bytes) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(bytes);
            }

        return output.ToArray();
    }

    public static List<(string Name, byte[] Bytes)> Unzip(byte[] bytes)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes));
        return [.. zip.Entries.Select(entry =>
        {
            var content = new MemoryStream();
            using var stream = entry.Open();
            stream.CopyTo(content);
            return (entry.FullName, content.ToArray());
        })];
    }

    public static List<(string Name, string Text)> UnzipText(byte[] bytes) =>
        [.. Unzip(bytes).Select(entry => (entry.Name, Encoding.UTF8.GetString(entry.Bytes)))];

    public static async Task<(ArchiveResult Result, byte[] Output)> MaskAsync(
        byte[] input,
        ArchiveLimits? limits = null,
        int piece = int.MaxValue,
        MaskingOptions? options = null
    )
    {
        var output = new AsyncOnlyStream([], int.MaxValue);
        var result = await new ArchiveMasker(options, limits).MaskAsync(new AsyncOnlyStream(input, piece), output);
        return (result, output.ToArray());
    }

    public static async Task<ArchiveFault> FaultAsync(byte[] input, ArchiveLimits? limits = null)
    {
        var (result, output) = await MaskAsync(input, limits);
        Assert.NotNull(result.Fault);
        Assert.Empty(result.Entries);
        Assert.DoesNotContain(Card, Encoding.Latin1.GetString(output), StringComparison.Ordinal);
        return result.Fault;
    }
}

/// <summary>A stream as a web server gives it: asynchronous, in pieces, without a length.</summary>
internal sealed class AsyncOnlyStream : Stream
{
    private readonly MemoryStream inner = new();
    private readonly int piece;

    public AsyncOnlyStream(byte[] bytes, int piece)
    {
        inner.Write(bytes);
        inner.Position = 0;
        this.piece = piece;
    }

    public Action? Reading { get; set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public byte[] ToArray() => inner.ToArray();

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Reading?.Invoke();
        return inner.ReadAsync(buffer[..Math.Min(piece, buffer.Length)], cancellationToken);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        inner.WriteAsync(buffer, cancellationToken);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        inner.WriteAsync(buffer, offset, count, cancellationToken);

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("synchronous");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("synchronous");

    public override void Flush() => throw new NotSupportedException("synchronous");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
