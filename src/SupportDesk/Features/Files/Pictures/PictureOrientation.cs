using SkiaSharp;

namespace SupportDesk.Features.Files.Pictures;

/// <summary>Follows the camera's note on which side is up (EXIF 2.32, tag 0x0112), which Skia reads, so that it need not be kept.</summary>
internal static class PictureOrientation
{
    /// <summary>Hands back <paramref name="pixels"/> themselves if they stand upright; else they are disposed of.</summary>
    public static SKBitmap Turn(SKBitmap pixels, SKEncodedOrigin origin)
    {
        if (origin == SKEncodedOrigin.TopLeft)
            return pixels;
        using (pixels)
        {
            var (width, height) = (pixels.Width, pixels.Height);
            var isOnItsSide = origin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
            var turned = new SKBitmap(pixels.Info.WithSize(isOnItsSide ? height : width, isOnItsSide ? width : height));
            using var canvas = new SKCanvas(turned);
            canvas.Clear(SKColors.Transparent);
            canvas.SetMatrix(MatrixOf(origin, width, height));
            using var paint = new SKPaint { BlendMode = SKBlendMode.Src };
            using var image = SKImage.FromPixels(pixels.Info, pixels.GetPixels());
            canvas.DrawImage(image, 0, 0, new SKSamplingOptions(SKFilterMode.Nearest), paint);
            canvas.Flush();
            return turned;
        }
    }

    // Each point (x, y) of what was stored goes to (a·x + b·y + c, d·x + e·y + f) of what is seen.
    private static SKMatrix MatrixOf(SKEncodedOrigin origin, int width, int height) => origin switch
    {
        SKEncodedOrigin.TopRight => Matrix(-1, 0, width, 0, 1, 0),
        SKEncodedOrigin.BottomRight => Matrix(-1, 0, width, 0, -1, height),
        SKEncodedOrigin.BottomLeft => Matrix(1, 0, 0, 0, -1, height),
        SKEncodedOrigin.LeftTop => Matrix(0, 1, 0, 1, 0, 0),
        SKEncodedOrigin.RightTop => Matrix(0, -1, height, 1, 0, 0),
        SKEncodedOrigin.RightBottom => Matrix(0, -1, height, -1, 0, width),
        SKEncodedOrigin.LeftBottom => Matrix(0, 1, 0, -1, 0, width),
        _ => SKMatrix.Identity,
    };

    private static SKMatrix Matrix(float a, float b, float c, float d, float e, float f) => new(a, b, c, d, e, f, 0, 0, 1);
}
