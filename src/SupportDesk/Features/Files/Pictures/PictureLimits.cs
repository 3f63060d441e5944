namespace SupportDesk.Features.Files.Pictures;

/// <summary>What the browser may send as a picture; its dialog is told the same numbers.</summary>
internal static class PictureLimits
{
    public const long MaxBytes = 20L << 20;
    public const long MaxPixels = 40_000_000;

    /// <summary>The longest side: browsers draw no longer canvas.</summary>
    public const int MaxSide = 32_767;

    public static bool Allow(long width, long height) => width <= MaxSide && height <= MaxSide && width * height <= MaxPixels;
}
