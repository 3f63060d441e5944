using System.IO.Compression;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using SupportDesk.Features.Diagnostics.Logs;

namespace SupportDesk.Tests.Features.Diagnostics.Logs;

/// <summary>Lines out of a stream, however its bytes arrive.</summary>
public sealed class LogLinesTests
{
    private const string Text = "first é\nsecond\r\n\nlast";
    private static readonly string[] Lines = ["first é", "second", "", "last"];

    public static TheoryData<string, byte[]> Marked => new()
    {
        { "no mark", Encoding.UTF8.GetBytes(Text) },
        { "utf-8", WithMark(Encoding.UTF8) },
        { "utf-16le", WithMark(Encoding.Unicode) },
        { "utf-16be", WithMark(Encoding.BigEndianUnicode) },
        { "gzip", Packed(Encoding.UTF8.GetBytes(Text)) },
        { "gzip of utf-8", Packed(WithMark(Encoding.UTF8)) },
        { "gzip of utf-16le", Packed(WithMark(Encoding.Unicode)) },
        { "two gzip files in one", [.. Packed(Encoding.UTF8.GetBytes(Text[..9])), .. Packed(Encoding.UTF8.GetBytes(Text[9..]))] },
    };

    [Theory]
    [MemberData(nameof(Marked))]
    public async Task ReadAsync_AnyEncoding_GivesTheLinesWithoutMarks(string name, byte[] bytes)
    {
        var (lines, count, cut) = await ReadAsync(new MemoryStream(bytes));
        Assert.True(lines.SequenceEqual(Lines), name + ": " + string.Join('|', lines));
        Assert.Equal((4, 0), (count, cut));
    }

    [Theory]
    [InlineData(0, 0, "")]
    [InlineData(LogLines.MaxLine, 0, "")]
    [InlineData(LogLines.MaxLine, 0, "\r\n")]
    [InlineData(LogLines.MaxLine + 1, 1, "")]
    [InlineData(LogLines.MaxLine + 1, 1, "\r\n")]
    [InlineData(3 * LogLines.MaxLine, 1, "")]
    public async Task ReadAsync_LineOfAnyLength_IsCutOnlyWhenTooLong(int length, int expected, string end)
    {
        var (lines, count, cut) = await ReadAsync(new MemoryStream(Encoding.ASCII.GetBytes(new string('x', length) + end)));
        Assert.Equal((length > 0 ? 1 : 0, expected), (count, cut));
        Assert.Equal(Math.Min(length, LogLines.MaxLine), lines.Sum(line => line.Length));
    }

    [Fact]
    public void ReadAsync_AnySplitOfTheBytes_GivesTheSame()
    {
        byte[][] logs =
        [
            [
                .. Encoding.UTF8.Preamble,
                .. Encoding.UTF8.GetBytes(
                    new string('a', LogLines.MaxLine) + "\r\nb\r\r\n" + new string('c', LogLines.MaxLine + 1) + "\r\n\n" + new string('d', 200_000)
                ),
            ],
            WithMark(Encoding.Unicode),
            Packed(WithMark(Encoding.BigEndianUnicode)),
        ];
        foreach (var log in logs)
        {
            var whole = Told(new MemoryStream(log));
            Check.One(
                Config.QuickThrowOnFailure.WithMaxTest(100).WithReplay(20261126, 7),
                Prop.ForAll(Sizes().ToArbitrary(), sizes => Told(new PiecesStream(log, [.. sizes])) == whole));
        }

        // Around the limit of a line is where a split can matter.
        static Gen<List<int>> Sizes() =>
            Gen.OneOf(Gen.Choose(100, 100_000), Gen.Choose(LogLines.MaxLine - 8, LogLines.MaxLine + 8)).NonEmptyListOf().Select(sizes => sizes.ToList());

        static string Told(Stream stream)
        {
            var (lines, count, cut) = ReadAsync(stream).GetAwaiter().GetResult();
            return $"{count} {cut} {string.Join('|', lines)}";
        }
    }

    private static async Task<(List<string> Lines, long Count, long Cut)> ReadAsync(Stream stream)
    {
        var lines = new List<string>();
        var (count, cut, _) = await LogLines.ReadAsync(stream, (line, _) => lines.Add(Encoding.UTF8.GetString(line)), null, CancellationToken.None);
        return (lines, count, cut);
    }

    private static byte[] WithMark(Encoding encoding) => [.. encoding.GetPreamble(), .. encoding.GetBytes(Text)];

    private static byte[] Packed(byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    /// <summary>Gives its bytes in pieces of the sizes named, in turn.</summary>
    private sealed class PiecesStream(byte[] bytes, int[] sizes) : MemoryStream(bytes)
    {
        private int turn;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, sizes[turn++ % sizes.Length])], cancellationToken);
    }
}
