namespace SupportDesk.Masking.Archives;

/// <summary>The check sum of gzip and zip (RFC 1952, section 8), eight bytes at a time.</summary>
internal struct Crc32
{
    private const int Slices = 8;

    private static readonly uint[] Table = CreateTable();

    private uint _state;

    public readonly uint Value => _state;

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = new Crc32();
        crc.Add(bytes);
        return crc.Value;
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        var table = Table;
        var crc = ~_state;
        while (bytes.Length >= Slices)
        {
            crc ^= System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            crc = table[7 * 256 + (byte)crc] ^ table[6 * 256 + (byte)(crc >> 8)] ^ table[5 * 256 + (byte)(crc >> 16)] ^ table[4 * 256 + (byte)(crc >> 24)]
                ^ table[3 * 256 + bytes[4]] ^ table[2 * 256 + bytes[5]] ^ table[256 + bytes[6]] ^ table[bytes[7]];
            bytes = bytes[Slices..];
        }

        foreach (var b in bytes)
            crc = table[(byte)(crc ^ b)] ^ (crc >> 8);
        _state = ~crc;
    }

    private static uint[] CreateTable()
    {
        var table = new uint[Slices * 256];
        for (uint i = 0; i < 256; i++)
        {
            var crc = i;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
            table[i] = crc;
        }

        for (var i = 256; i < table.Length; i++)
            table[i] = table[(byte)table[i - 256]] ^ (table[i - 256] >> 8);
        return table;
    }
}
