using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace SupportDesk.Mail.Tests.Encodings;

public sealed class TransformTests
{
    private static readonly int[] ChunkSizes = [4096, 16, 3, 1];

    [Fact]
    public void Base64_RandomBytes_SurviveInAnyChunks() => Check.One(Config.QuickThrowOnFailure.WithReplay(20261127, 7), Prop.ForAll<byte[]>(bytes =>
    {
        foreach (var size in ChunkSizes)
        {
            var encoded = Run(new Base64Encoder(), bytes, size);
            Assert.All(Encoding.ASCII.GetString(encoded).Split("\r\n"), line => Assert.True(line.Length <= 76));
            Assert.Equal(bytes, Run(new Base64Decoder(), encoded, size));
        }
    }));

    [Fact]
    public void QuotedPrintable_RandomText_SurvivesInAnyChunks() => Check.One(Config.QuickThrowOnFailure.WithReplay(20261127, 7), Prop.ForAll<NonNull<string>>(text =>
    {
        var bytes = Encoding.UTF8.GetBytes(text.Get.ReplaceLineEndings("\r\n").Replace("\r", "\r\n", StringComparison.Ordinal).Replace("\r\n\n", "\r\n", StringComparison.Ordinal));
        foreach (var size in ChunkSizes)
        {
            var encoded = Run(new QuotedPrintableEncoder(), bytes, size);
            Assert.All(Encoding.ASCII.GetString(encoded).Split("\r\n"), line => Assert.True(line.Length <= 76 && !line.EndsWith(' ')));
            Assert.Equal(bytes, Run(new QuotedPrintableDecoder(), encoded, size));
        }
    }));

    // Looking ahead through all of them for each block, the decoder would be at it for minutes.
    [Fact]
    public void Base64_MegabytesOfLineEnds_AreReadOnce()
    {
        var encoded = new byte[16 << 20];
        Array.Fill(encoded, (byte)'\n');
        "QUJD"u8.CopyTo(encoded.AsSpan(^4..));
        var decoded = new byte[16];
        new Base64Decoder().Transform(encoded, decoded, out var consumed, out var written, isFinalBlock: true);
        Assert.Equal((encoded.Length, "ABC"), (consumed, Encoding.ASCII.GetString(decoded, 0, written)));
    }

    [Theory]
    [InlineData("=D0=9E=\r\n=D0=B4", "Од")]
    [InlineData("a=  \r\nb", "ab")]
    [InlineData("a=\nb", "ab")]
    [InlineData("a = b =zz =4 =", "a = b =zz =4 =")]
    [InlineData("a= b", "a= b")]
    public void QuotedPrintable_UsualBreaches_AreRead(string encoded, string text)
    {
        foreach (var size in ChunkSizes) Assert.Equal(text, Encoding.UTF8.GetString(Run(new QuotedPrintableDecoder(), Encoding.UTF8.GetBytes(encoded), size)));
    }

    [Theory]
    [InlineData("0J/QsA", "Па")]
    [InlineData("0J/ Q s A = =", "Па")]
    [InlineData("0J8=0LA=", "Па")]
    [InlineData("\u0001*0J/\r\n\r\nQsA==\r\n--", "Па")]
    public void Base64_Junk_IsSkipped(string encoded, string text)
    {
        foreach (var size in ChunkSizes) Assert.Equal(text, Encoding.UTF8.GetString(Run(new Base64Decoder(), Encoding.Latin1.GetBytes(encoded), size)));
    }

    [Theory]
    [InlineData("a\nb\rc\r\nd", "a\r\nb\r\nc\r\nd")]
    [InlineData(".\n..x\r.y", "..\r\n...x\r\n..y")]
    [InlineData("a\r", "a\r\n")]
    [InlineData("\n.\n", "\r\n..\r\n")]
    public void LineEndings_AnyMix_BecomeCrLfWithStuffedDots(string text, string expected)
    {
        foreach (var size in ChunkSizes) Assert.Equal(expected, Encoding.UTF8.GetString(Run(new LineEndings(dotStuffing: true), Encoding.UTF8.GetBytes(text), size)));
    }

    [Fact]
    public void TransformStream_AnyReadSize_GivesTheSameBytes()
    {
        var bytes = Enumerable.Range(0, 20_000).Select(i => (byte)(i * 31)).ToArray();
        var encoded = Run(new Base64Encoder(), bytes, 4096);
        foreach (var size in ChunkSizes)
        {
            using var stream = new TransformStream(new ChunkedStream(encoded, size), new Base64Decoder());
            var read = new List<byte>();
            var buffer = new byte[size];
            int count;
            while ((count = stream.Read(buffer)) > 0) read.AddRange(buffer.AsSpan(0, count));
            Assert.Equal(bytes, read);
        }
    }

    private static byte[] Run(ByteTransform transform, byte[] input, int size)
    {
        using var output = new MemoryStream();
        transform.PumpAsync(new ChunkedStream(input, size), output, CancellationToken.None).GetAwaiter().GetResult();
        return output.ToArray();
    }
}
