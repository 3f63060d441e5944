namespace SupportDesk.Masking.Engine;

/// <summary>
/// Four bytes in a row, each out of a set, at which a rule wants to be asked although no word stands there.
/// </summary>
internal sealed class TriggerPattern
{
    /// <summary>Any byte fits.</summary>
    public const string Any = "";

    private TriggerPattern(ByteSet[] places) => Places = places;

    /// <summary>The bytes that fit, place by place.</summary>
    public IReadOnlyList<ByteSet> Places { get; }

    /// <summary>Characters up to U+00FF stand for the byte of that value.</summary>
    public static TriggerPattern Of(string first, string second = Any, string third = Any, string fourth = Any) =>
        new([.. new[] { first, second, third, fourth }.Select(bytes => bytes.Length == 0 ? ByteSet.All : ByteSet.Of(bytes.Select(c => (byte)c)))]);

    public bool Matches(ReadOnlySpan<byte> text, int at)
    {
        for (var i = 0; i < Places.Count; i++)
            if (!Places[i].Contains(text[at + i]))
                return false;
        return true;
    }
}
