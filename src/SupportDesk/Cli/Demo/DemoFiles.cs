using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Files;

namespace SupportDesk.Cli.Demo;

/// <summary>Files that come with tickets: logs of a web server with secrets to be hidden, and drawn pictures of receipts.</summary>
internal static class DemoFiles
{
    private const int Width = 360;
    private const int Height = 520;

    /// <summary>Stores a file as an upload does: masked, hanging on nothing yet or on the draft.</summary>
    public static async Task<Guid> StoreAsync(DemoDesk desk, string name, string type, byte[] content, Guid? by, Guid? draft = null)
    {
        using var stream = new MemoryStream(content, writable: false);
        var stored = await desk.DoAsync<StoreMaskedFile, Attachment>(store =>
            store.RunAsync(new(stream, name, type, by, draft, Redacted: true), CancellationToken.None));
        return stored.Id;
    }

    public static byte[] Log(DemoDice dice, DateTimeOffset from, string invoice, decimal amount)
    {
        var text = new StringBuilder();
        var at = from.AddMinutes(-20);
        var sum = amount.ToString("0.00", CultureInfo.InvariantCulture);
        for (var i = 0; i < 46; i++)
        {
            at = at.AddSeconds(dice.Next(4, 55));
            var time = at.ToOffset(TimeSpan.FromHours(3)).ToString("dd/MMM/yyyy:HH:mm:ss '+0300'", CultureInfo.InvariantCulture);
            var visitor = $"203.0.113.{dice.Next(2, 250)} - - [{time}]";
            text.Append((i % 11) switch
            {
                4 => $"185.59.216.65 - - [{time}] \"POST /robokassa/result?OutSum={sum}&InvId={invoice}&SignatureValue={Hash(dice)} HTTP/1.1\""
                    + " 302 154 \"-\" \"-\"",
                7 => $"{visitor} \"GET /cart?card={dice.Card().Replace(" ", "", StringComparison.Ordinal)}&step=2 HTTP/1.1\" 200 8120 \"-\" \"Mozilla/5.0\"",
                9 => $"{visitor} \"POST /login?password=zima{dice.Digits(4)} HTTP/1.1\" 303 0 \"-\" \"Mozilla/5.0\"",
                _ => $"{visitor} \"GET /catalog/{dice.Next(100, 999)} HTTP/1.1\" 200 {dice.Next(2000, 30000)} \"-\" \"Mozilla/5.0\"",
            }).Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>A sheet with lines and a blacked-out bar, as a receipt looks whose secrets were covered.</summary>
    public static byte[] Picture(DemoDice dice)
    {
        var pixels = new byte[Height * ((Width * 3) + 1)];
        Fill(pixels, 0, 0, Width, Height, 0xE9ECEF);
        Fill(pixels, 40, 30, Width - 80, Height - 60, 0xFFFFFF);
        Fill(pixels, 64, 56, 120, 22, 0x2F6F8F);
        var y = 110;
        for (var i = 0; i < 9; i++, y += 34)
        {
            Fill(pixels, 64, y, dice.Next(60, 120), 10, 0x8A94A0);
            Fill(pixels, 220, y, dice.Next(30, 76), 10, 0x4A5560);
        }

        Fill(pixels, 64, 280, 180, 18, 0x000000);
        Fill(pixels, 64, y + 10, 232, 2, 0x8A94A0);
        Fill(pixels, 200, y + 28, 96, 18, 0x2E7D4F);
        return Png(pixels);
    }

    private static string Hash(DemoDice dice) => string.Concat(Enumerable.Range(0, 32).Select(_ => "0123456789ABCDEF"[dice.Next(0, 16)]));

    private static void Fill(byte[] pixels, int left, int top, int width, int height, int color)
    {
        for (var y = top; y < top + height; y++)
        {
            for (var x = left; x < left + width; x++)
            {
                var at = (y * ((Width * 3) + 1)) + 1 + (x * 3);
                (pixels[at], pixels[at + 1], pixels[at + 2]) = ((byte)(color >> 16), (byte)(color >> 8), (byte)color);
            }
        }
    }

    // The format in its simplest form (PNG, 11.2): a header, one block of pixels, an end.
    private static byte[] Png(byte[] pixels)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            zlib.Write(pixels);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), Height);
        (header[8], header[9]) = (8, 2);
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. Chunk("IHDR", header), .. Chunk("IDAT", packed.ToArray()), .. Chunk("IEND", [])];
    }

    private static byte[] Chunk(string name, byte[] content)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(name), .. content];
        var (length, check) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        BinaryPrimitives.WriteUInt32BigEndian(check, Checksum(named));
        return [.. length, .. named, .. check];
    }

    private static uint Checksum(byte[] content)
    {
        var sum = uint.MaxValue;
        foreach (var one in content)
        {
            sum ^= one;
            for (var bit = 0; bit < 8; bit++)
                sum = (sum & 1) == 0 ? sum >> 1 : (sum >> 1) ^ 0xEDB88320;
        }

        return ~sum;
    }
}
