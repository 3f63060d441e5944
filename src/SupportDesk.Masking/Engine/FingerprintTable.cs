using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SupportDesk.Masking.Engine;

/// <summary>
/// Finds places where one of many four-byte fingerprints may begin, 64 places at a time, by tables of nibbles (as
/// Hyperscan's Teddy does). Fingerprints share 40 buckets: a hit says that each byte fits some fingerprint of a
/// bucket, so it has to be looked at, and a miss is certain.
/// </summary>
internal sealed class FingerprintTable
{
    /// <summary>Bytes of a fingerprint.</summary>
    public const int Length = 4;

    private const int Buckets = 40;

    // By eight buckets, place, low or high nibble; each table of 16 bytes stands four times, once for each lane.
    private readonly byte[] _tables = new byte[Buckets / 8 * Length * 2 * 64];
    private readonly bool[,,] _fits = new bool[Buckets, Length, 256];

    /// <summary>Puts fingerprints into a bucket of their own.</summary>
    public void AddTo(int bucket, params ReadOnlySpan<TriggerPattern> signs)
    {
        foreach (var sign in signs)
            Put(bucket, sign.Places);
    }

    /// <summary>Puts a fingerprint where it adds the fewest false hits, from a bucket on.</summary>
    public void Add(int firstBucket, IReadOnlyList<ByteSet> places)
    {
        var best = firstBucket;
        var cost = double.MaxValue;
        for (var bucket = firstBucket; bucket < Buckets; bucket++)
        {
            var added = Mass(bucket, places) - Mass(bucket, null);
            if (added < cost)
                (best, cost) = (bucket, added);
        }

        Put(best, places);
    }

    /// <summary>Buckets 0 to 7, and those of 8 to 39 together, that fit at 64 places; reads three bytes beyond them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (Vector512<byte> First, Vector512<byte> Others) Find(ref byte start, Vector512<byte> first)
    {
        ref var tables = ref MemoryMarshal.GetArrayDataReference(_tables);
        var nibble = Vector512.Create((byte)15);
        var second = Vector512.LoadUnsafe(ref start, 1);
        var third = Vector512.LoadUnsafe(ref start, 2);
        var fourth = Vector512.LoadUnsafe(ref start, 3);
        Vector512<byte> low1 = first & nibble, low2 = second & nibble, low3 = third & nibble, low4 = fourth & nibble;
        Vector512<byte> high1 = High(first), high2 = High(second), high3 = High(third), high4 = High(fourth);
        return (Eight(ref tables, 0), Eight(ref tables, 1) | Eight(ref tables, 2) | Eight(ref tables, 3) | Eight(ref tables, 4));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        Vector512<byte> Eight(ref byte tables, int number)
        {
            var at = number * 2 * Length;
            return Look(ref tables, at, low1) & Look(ref tables, at + 1, high1) & Look(ref tables, at + 2, low2) & Look(ref tables, at + 3, high2)
                & Look(ref tables, at + 4, low3) & Look(ref tables, at + 5, high3) & Look(ref tables, at + 6, low4) & Look(ref tables, at + 7, high4);
        }
    }

    /// <summary>The high nibble of each byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> High(Vector512<byte> v) => (v.AsUInt16() >>> 4).AsByte() & Vector512.Create((byte)15);

    /// <summary>Looks nibbles up in one of several tables of 16 bytes, each of which stands four times in 64.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Look(ref byte tables, int table, Vector512<byte> nibbles)
    {
        var at = (nuint)(table * Vector512<byte>.Count);
        if (Avx512BW.IsSupported)
            return Avx512BW.Shuffle(Vector512.LoadUnsafe(ref tables, at), nibbles);
        if (Avx2.IsSupported)
        {
            var wide = Vector256.LoadUnsafe(ref tables, at);
            return Vector512.Create(Avx2.Shuffle(wide, nibbles.GetLower()), Avx2.Shuffle(wide, nibbles.GetUpper()));
        }

        var narrow = Vector128.LoadUnsafe(ref tables, at);
        return Vector512.Create(
            Vector256.Create(Vector128.ShuffleNative(narrow, nibbles.GetLower().GetLower()), Vector128.ShuffleNative(narrow, nibbles.GetLower().GetUpper())),
            Vector256.Create(Vector128.ShuffleNative(narrow, nibbles.GetUpper().GetLower()), Vector128.ShuffleNative(narrow, nibbles.GetUpper().GetUpper())));
    }

    private void Put(int bucket, IReadOnlyList<ByteSet> places)
    {
        var eight = bucket / 8 * Length * 2;
        var bit = (byte)(1 << (bucket % 8));
        for (var place = 0; place < Length; place++)
            for (var b = 0; b < 256; b++)
                if (places[place].Contains((byte)b))
                {
                    _fits[bucket, place, b] = true;
                    for (var lane = 0; lane < 64; lane += 16)
                    {
                        _tables[(eight + 2 * place) * 64 + lane + (b & 15)] |= bit;
                        _tables[(eight + 2 * place + 1) * 64 + lane + (b >> 4)] |= bit;
                    }
                }
    }

    // How often a bucket hits in ordinary text: nibbles of different bytes combine, so what counts is their product.
    private double Mass(int bucket, IReadOnlyList<ByteSet>? added)
    {
        var mass = 1.0;
        for (var place = 0; place < Length; place++)
        {
            int lows = 0, highs = 0;
            for (var b = 0; b < 256; b++)
                if (_fits[bucket, place, b] || added?[place].Contains((byte)b) == true)
                {
                    lows |= 1 << (b & 15);
                    highs |= 1 << (b >> 4);
                }

            var sum = 0.0;
            for (var b = 0; b < 256; b++)
                if ((lows >> (b & 15) & highs >> (b >> 4) & 1) != 0)
                    sum += Weight((byte)b);
            mass *= sum;
        }

        return mass;
    }

    private static double Weight(byte b) => b switch
    {
        (byte)' ' or (byte)'e' or (byte)'t' or (byte)'a' or (byte)'o' or (byte)'i' or (byte)'n' or (byte)'s' or (byte)'r' => 4,
        0xD0 or 0xD1 => 10,
        >= (byte)'a' and <= (byte)'z' => 2,
        >= (byte)'0' and <= (byte)'9' => 3,
        >= 0x80 and < 0xC0 => 1,
        < 0x80 => 0.7,
        _ => 0.5,
    };
}
