using SupportDesk.Benchmarks.Data;
using SupportDesk.Masking;

namespace SupportDesk.Benchmarks.Masking;

/// <summary>A long stream: how much managed memory does it take above what was there before, and does that follow its length?</summary>
internal sealed class MaskMemory : Scenario
{
    private const double Megabyte = 1 << 20;

    public override string Name => "mask-memory";

    public override IEnumerable<Result> Run(bool quick)
    {
        var sample = Samples.AccessLog(8 << 20);
        var length = quick ? 64L << 20 : 4L << 30;
        Peak(sample, length / 64); // compiled
        var small = Peak(sample, length / 16);
        var whole = Peak(sample, length);
        yield return new Result(
            Name, whole / Megabyte, $"MB for {length >> 20} MB", small / Megabyte, "the same for a sixteenth of it", whole / Math.Max(1, small),
            "peak above idle, garbage included", null, Machine.Describe());
    }

    private static double Peak(byte[] sample, long length)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var idle = GC.GetTotalMemory(forceFullCollection: true);
        var source = new RepeatingStream(sample, length);
        double peak = 0;
        source.Advanced = () => peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: false) - idle);
        using var masked = new MaskingStream(source, new Masker());
        masked.CopyTo(Stream.Null);
        return peak;
    }

    private sealed class RepeatingStream(byte[] sample, long length) : Stream
    {
        private long position;

        public Action? Advanced { get; set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => position; set => throw new NotSupportedException(); }

        public override int Read(Span<byte> buffer)
        {
            Advanced?.Invoke();
            var at = (int)(position % sample.Length);
            var count = (int)Math.Min(Math.Min(buffer.Length, sample.Length - at), length - position);
            sample.AsSpan(at, count).CopyTo(buffer);
            position += count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
