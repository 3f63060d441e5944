namespace SupportDesk.Masking.Engine;

/// <summary>A set of byte values.</summary>
internal sealed class ByteSet
{
    private readonly bool[] _holds = new bool[256];

    public static ByteSet All { get; } = Of(Enumerable.Range(0, 256).Select(value => (byte)value));

    public static ByteSet Of(IEnumerable<byte> bytes)
    {
        var set = new ByteSet();
        foreach (var b in bytes)
            set._holds[b] = true;
        return set;
    }

    public bool IsAll => Array.TrueForAll(_holds, holds => holds);

    public bool Contains(byte b) => _holds[b];
}
