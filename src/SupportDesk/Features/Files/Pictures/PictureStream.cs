using System.Diagnostics;
using System.Runtime.InteropServices;
using SkiaSharp;

namespace SupportDesk.Features.Files.Pictures;

/// <summary>
/// What the decoder reads from. Native code can be neither cancelled nor given a time limit, and a JPEG of a few megabytes can keep it
/// busy for an hour (each of a hundred thousand scans passes over all pixels, T-28). So the bytes end when the time is over; the decoder,
/// which asks for a kilobyte at a time, takes that for a file that was cut off.
/// </summary>
/// <remarks>
/// No member throws, whatever it is asked for: an exception that crosses native code ends the process. SkiaSharp's own stream throws at
/// a length above two gigabytes, and some damaged files make the decoder ask for one.
/// </remarks>
internal sealed class PictureStream(ArraySegment<byte> file, TimeSpan timeout, CancellationToken ct) : SKAbstractManagedStream
{
    private readonly long start = Stopwatch.GetTimestamp();
    private int position;

    /// <summary>The decoder wanted more than there is, or than it had time for.</summary>
    public bool IsCutOff { get; private set; }

    private int Left => file.Count - position;

    protected override IntPtr OnRead(IntPtr buffer, IntPtr size)
    {
        var isOver = ct.IsCancellationRequested || Stopwatch.GetElapsedTime(start) > timeout;
        var count = isOver ? 0 : Copy(buffer, size);
        IsCutOff |= count == 0 && size != 0;
        position += count;
        return count;
    }

    protected override IntPtr OnPeek(IntPtr buffer, IntPtr size) => Copy(buffer, size);

    protected override bool OnIsAtEnd() => Left == 0;

    protected override bool OnHasPosition() => true;

    protected override bool OnHasLength() => true;

    protected override IntPtr OnGetPosition() => position;

    protected override IntPtr OnGetLength() => file.Count;

    protected override bool OnRewind() => OnSeek(0);

    protected override bool OnSeek(IntPtr position)
    {
        this.position = (int)Math.Min((ulong)position, (ulong)file.Count);
        return true;
    }

    protected override bool OnMove(int offset)
    {
        position = (int)Math.Clamp((long)position + offset, 0, file.Count);
        return true;
    }

    // Nobody may read the bytes past the time limit from a second stream.
    protected override IntPtr OnCreateNew() => IntPtr.Zero;

    // Sizes are unsigned; no buffer means that so many bytes are skipped.
    private int Copy(IntPtr buffer, IntPtr size)
    {
        var count = (int)Math.Min((ulong)size, (ulong)Left);
        if (buffer != IntPtr.Zero && count > 0)
            Marshal.Copy(file.Array!, file.Offset + position, buffer, count);
        return count;
    }
}
