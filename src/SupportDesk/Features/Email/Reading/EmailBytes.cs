namespace SupportDesk.Features.Email.Reading;

/// <summary>Brings a stream into one array, so that every content of an e-mail can be a view of it.</summary>
internal static class EmailBytes
{
    private const int Block = 64 * 1024;

    /// <summary>Reads at most <paramref name="max"/> bytes. A stream that is memory already is not copied.</summary>
    public static async Task<(ArraySegment<byte> Bytes, bool IsCut)> ReadAsync(Stream stream, long max, CancellationToken ct)
    {
        max = Math.Clamp(max, 0, Array.MaxLength - 1);
        if (stream is MemoryStream memory && memory.TryGetBuffer(out var buffer))
            return Cut(buffer[(int)Math.Min(memory.Position, buffer.Count)..], max);
        var copy = new MemoryStream();
        var block = new byte[Block];
        int read;
        // One byte more than allowed tells whether there is more.
        while (copy.Length <= max && (read = await stream.ReadAsync(block, ct)) > 0)
            copy.Write(block, 0, read);
        return Cut(new ArraySegment<byte>(copy.GetBuffer(), 0, (int)copy.Length), max);
    }

    private static (ArraySegment<byte> Bytes, bool IsCut) Cut(ArraySegment<byte> bytes, long max) =>
        bytes.Count > max ? (bytes[..(int)max], true) : (bytes, false);
}
