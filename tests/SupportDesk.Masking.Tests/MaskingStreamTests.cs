using System.Text;

namespace SupportDesk.Masking.Tests;

public sealed class MaskingStreamTests
{
    private const string Text = "card=4111111111111111&cvv=123\nCookie: a=b; c=d\nПароль #1: Qwe12345\n";
    private const string Masked = "card=************1111&cvv=[masked:cvv]\nCookie: [masked:cookie]\nПароль #1: [masked:password]\n";

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 64)]
    [InlineData(100_000, 100_000)]
    public async Task ReadAsync_SourceInPieces_GivesMaskedText(int piece, int room)
    {
        var masker = new Masker();
        await using var stream = new MaskingStream(new PiecewiseStream(Encoding.UTF8.GetBytes(Text), piece), masker);

        Assert.Equal(Masked, Encoding.UTF8.GetString(await ReadAll(stream, room)));
        Assert.Equal(4, masker.Report.Total);
        Assert.Empty(await ReadAll(stream, room));
    }

    [Fact]
    public void CopyTo_LongSource_GivesMaskedText()
    {
        var text = string.Concat(Enumerable.Repeat(Text, 5000));
        using var stream = new MaskingStream(new MemoryStream(Encoding.UTF8.GetBytes(text)), new Masker());
        var output = new MemoryStream();

        stream.CopyTo(output);

        Assert.Equal(string.Concat(Enumerable.Repeat(Masked, 5000)), Encoding.UTF8.GetString(output.ToArray()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Dispose_BeforeTheEnd_ForgetsAndClosesAsAsked(bool leaveOpen)
    {
        var source = new MemoryStream(Encoding.UTF8.GetBytes(Text));
        var masker = new Masker();
        var stream = new MaskingStream(source, masker, leaveOpen);
        Assert.Equal(1, await stream.ReadAsync(new byte[1]));

        await stream.DisposeAsync();

        Assert.Equal(leaveOpen, source.CanRead);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => stream.ReadExactlyAsync(new byte[1]).AsTask());
        Assert.Throws<InvalidOperationException>(() => masker.Mask("a"u8, new byte[10], out _, out _, true));
    }

    [Fact]
    public async Task ReadAsync_SourceFails_PassesTheFailureOn()
    {
        await using var stream = new MaskingStream(new PiecewiseStream("abc"u8.ToArray(), 1) { FailsAtEnd = true }, new Masker());
        await Assert.ThrowsAsync<IOException>(() => ReadAll(stream, 10));
    }

    private static async Task<byte[]> ReadAll(Stream stream, int room)
    {
        var output = new MemoryStream();
        var buffer = new byte[room];
        while (await stream.ReadAsync(buffer) is var read and > 0)
            output.Write(buffer, 0, read);
        return output.ToArray();
    }

    private sealed class PiecewiseStream(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public bool FailsAtEnd { get; init; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            FailsAtEnd && Position == Length
                ? throw new IOException("cut off")
                : base.ReadAsync(buffer[..Math.Min(piece, buffer.Length)], cancellationToken);
    }
}
