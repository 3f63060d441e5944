using System.IO.Compression;

namespace SupportDesk.Masking.Fuzz;

/// <summary>Puts an input into archives, whole and damaged: it comes out masked, or not at all.</summary>
internal static class ArchiveCheck
{
    private const int Every = 8; // packing takes longer than masking

    private static readonly ArchiveLimits Limits = new() { MaxUnpackedBytes = 1 << 24, MaxRatio = int.MaxValue };

    public static string? Complaint(byte[] input, int seed)
    {
        if (seed % Every != 0 || !TextSniffer.Sniff(input).CanMask || ArchiveMasker.CanMask(input))
            return null;
        var random = new Random(seed);
        var zipped = random.Next(2) == 0;
        var packed = zipped ? Zip(input) : Gzip(input);
        var expected = Run.Whole(input, new MaskingOptions());

        var (whole, output) = Mask(packed);
        if (whole.Fault is not null)
            return $"refused: {whole.Fault}";
        if (!Unpack(output, zipped).AsSpan().SequenceEqual(expected))
            return "masked otherwise inside the archive";

        for (var changes = random.Next(1, 4); changes > 0; changes--)
            packed[random.Next(2, packed.Length)] = (byte)random.Next(256);
        var (damaged, rest) = Mask(packed[..random.Next(packed.Length / 2, packed.Length + 1)]);
        return damaged.Fault is not null || Unpack(rest, zipped).AsSpan().SequenceEqual(expected) ? null : "a damaged archive gave another text";
    }

    private static (ArchiveResult Result, byte[] Output) Mask(byte[] packed)
    {
        var output = new MemoryStream();
        var result = new ArchiveMasker(null, Limits).MaskAsync(new MemoryStream(packed), output).GetAwaiter().GetResult();
        return (result, output.ToArray());
    }

    private static byte[] Gzip(byte[] input)
    {
        var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(input);
        return output.Length > 0 ? output.ToArray() : [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    }

    private static byte[] Zip(byte[] input)
    {
        var output = new MemoryStream();
        using (var zip = new ZipArchive(output, ZipArchiveMode.Create))
        {
            using var entry = zip.CreateEntry("журнал.log").Open();
            entry.Write(input);
        }

        return output.ToArray();
    }

    private static byte[] Unpack(byte[] packed, bool zipped)
    {
        var output = new MemoryStream();
        if (!zipped)
        {
            using var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
            gzip.CopyTo(output);
            return output.ToArray();
        }

        using var zip = new ZipArchive(new MemoryStream(packed));
        foreach (var entry in zip.Entries)
        {
            using var stream = entry.Open();
            stream.CopyTo(output);
        }

        return output.ToArray();
    }
}
