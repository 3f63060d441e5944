using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using SupportDesk.Masking.Text;

namespace SupportDesk.Masking.Engine;

/// <summary>
/// Finds the few positions at which a rule has to be asked, 64 bytes at a time: starts of digit runs that may be long
/// numbers, runs of stars, and the first three bytes of keywords.
/// Whether a position is a trigger depends on the bytes around it only, never on how the input was cut.
/// </summary>
internal sealed class TriggerScanner
{
    /// <summary>Bytes beyond the examined position that may be read.</summary>
    public const int Reach = 160;

    private const int Block = 64;
    private const int ShortestNumber = 12;
    private const ulong NumberSpan = (1UL << 24) - 1; // twelve digits, each followed by a one-byte separator

    private readonly StemTable _stems;
    private int _blockAt;
    private ulong _bits;

    public TriggerScanner(StemTable stems)
    {
        _stems = stems;
        Forget();
    }

    /// <summary>To be called when positions have moved.</summary>
    public void Forget() => _blockAt = -Block;

    /// <summary>The first trigger in <c>[from, limit)</c>, or the limit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Next(ReadOnlySpan<byte> padded, int from, int limit)
    {
        while (from < limit)
        {
            if (from < _blockAt || from >= _blockAt + Block)
            {
                _bits = Classify(padded, from);
                _blockAt = from;
            }

            var left = _bits >> (from - _blockAt);
            if (left != 0)
                return Math.Min(from + BitOperations.TrailingZeroCount(left), limit);
            from = _blockAt + Block;
        }

        return limit;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ulong Classify(ReadOnlySpan<byte> padded, int at)
    {
        ref var start = ref Unsafe.Add(ref MemoryMarshal.GetReference(padded), at);
        _ = padded[at + Reach - 1];
        ulong digits = 0, exotic = 0, stars = 0, words = 0;
        for (var i = 0; i < Block; i += 16)
        {
            var v = Vector128.LoadUnsafe(ref start, (nuint)i);
            digits |= (ulong)Digits(v).ExtractMostSignificantBits() << i;
            exotic |= (ulong)Exotic(v).ExtractMostSignificantBits() << i;
            stars |= (ulong)Stars(v).ExtractMostSignificantBits() << i;
            words |= (ulong)(~Vector128.Equals(_stems.Find(ref start, i, v), Vector128<byte>.Zero)).ExtractMostSignificantBits() << i;
        }

        var next = Vector128.LoadUnsafe(ref start, Block);
        var nextDigits = Digits(next).ExtractMostSignificantBits() | (Digits(Vector128.LoadUnsafe(ref start, Block + 16)).ExtractMostSignificantBits() << 16);
        var nextStars = (ulong)Stars(next).ExtractMostSignificantBits();
        var nextExotic = (ulong)Exotic(next).ExtractMostSignificantBits() | ((ulong)Exotic(Vector128.LoadUnsafe(ref start, Block + 16)).ExtractMostSignificantBits() << 16);
        var before = at > 0 ? padded[at - 1] : (byte)0;

        return words | RunsOfStars(stars, nextStars, before) | LongNumbers(digits, nextDigits, exotic, nextExotic, before);
    }

    private static ulong RunsOfStars(ulong stars, ulong next, byte before)
    {
        var four = stars & Shifted(stars, next, 1) & Shifted(stars, next, 2) & Shifted(stars, next, 3);
        return four & ~(stars << 1 | (before is (byte)'*' or (byte)'x' or (byte)'X' ? 1UL : 0));
    }

    private static ulong LongNumbers(ulong digits, ulong next, ulong exotic, ulong nextExotic, byte before)
    {
        var starts = digits & ~(digits << 1 | (Bytes.IsDigit(before) ? 1UL : 0));
        // A digit followed by a separator of several bytes: only the rule can tell how far the number goes.
        var wide = digits & Shifted(exotic, nextExotic, 1);
        var nextWide = next & (nextExotic >> 1);
        ulong kept = 0;
        while (starts != 0)
        {
            var i = BitOperations.TrailingZeroCount(starts);
            if (BitOperations.PopCount(Shifted(digits, next, i) & NumberSpan) >= ShortestNumber
                || (Shifted(wide, nextWide, i) & NumberSpan) != 0)
                kept |= 1UL << i;
            starts &= starts - 1;
        }

        return kept;
    }

    private static ulong Shifted(ulong bits, ulong next, int by) => by == 0 ? bits : bits >> by | next << (Block - by);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Digits(Vector128<byte> v) =>
        Vector128.LessThan(v - Vector128.Create((byte)'0'), Vector128.Create((byte)10));

    // Bytes that begin a separator of more than one byte: not ASCII, or one of % & \ ESC CR.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Exotic(Vector128<byte> v) =>
        v | Vector128.Equals(v, Vector128.Create((byte)'%')) | Vector128.Equals(v, Vector128.Create((byte)'&'))
        | Vector128.Equals(v, Vector128.Create((byte)'\\')) | Vector128.Equals(v, Vector128.Create((byte)0x1B))
        | Vector128.Equals(v, Vector128.Create((byte)'\r'));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Stars(Vector128<byte> v) =>
        Vector128.Equals(v, Vector128.Create((byte)'*')) | Vector128.Equals(v | Vector128.Create((byte)0x20), Vector128.Create((byte)'x'));
}
