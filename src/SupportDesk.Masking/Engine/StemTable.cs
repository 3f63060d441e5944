using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using SupportDesk.Masking.Text;

namespace SupportDesk.Masking.Engine;

/// <summary>
/// All words that rules wait for. Three bytes of each are its fingerprint, which is searched for sixteen positions
/// at a time by tables of nibbles (as Hyperscan's Teddy does); only then is the word compared.
/// </summary>
internal sealed class StemTable
{
    /// <summary>Bytes after a position that its fingerprint covers.</summary>
    public const int FingerprintLength = 3;

    private const int Buckets = 8;

    private readonly Vector128<byte> _low0, _low1, _low2, _high0, _high1, _high2;
    private readonly Stem[][] _byFirst = new Stem[256][];

    public StemTable(Rule[] rules)
    {
        var stems = new List<Stem>();
        for (var rule = 0; rule < rules.Length; rule++)
            foreach (var word in rules[rule].Stems)
                foreach (var spelling in word.Spellings)
                    stems.Add(new Stem(rule, spelling, SkipOf(spelling)));

        var low = new byte[FingerprintLength * 16];
        var high = new byte[FingerprintLength * 16];
        foreach (var stem in stems)
            for (var i = 0; i < FingerprintLength; i++)
                foreach (var b in (ReadOnlySpan<byte>)[stem.Spelling.Lower[stem.Skip + i], stem.Spelling.Upper[stem.Skip + i]])
                {
                    low[i * 16 + (b & 15)] |= BucketOf(stem);
                    high[i * 16 + (b >> 4)] |= BucketOf(stem);
                }

        (_low0, _low1, _low2) = (Vector128.Create(low, 0), Vector128.Create(low, 16), Vector128.Create(low, 32));
        (_high0, _high1, _high2) = (Vector128.Create(high, 0), Vector128.Create(high, 16), Vector128.Create(high, 32));
        for (var b = 0; b < 256; b++)
            _byFirst[b] = [.. stems.Where(stem => stem.Spelling.Lower[stem.Skip] == b || stem.Spelling.Upper[stem.Skip] == b)];
    }

    /// <summary>Stems whose fingerprint may begin with a byte.</summary>
    public ReadOnlySpan<Stem> StartingWith(byte b) => _byFirst[b];

    /// <summary>Nonzero bytes where the fingerprint of some stem may begin.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<byte> Find(ref byte start, int i, Vector128<byte> first)
    {
        var nibble = Vector128.Create((byte)15);
        var second = Vector128.LoadUnsafe(ref start, (nuint)i + 1);
        var third = Vector128.LoadUnsafe(ref start, (nuint)i + 2);
        return Vector128.ShuffleNative(_low0, first & nibble) & Vector128.ShuffleNative(_high0, first >>> 4)
            & Vector128.ShuffleNative(_low1, second & nibble) & Vector128.ShuffleNative(_high1, second >>> 4)
            & Vector128.ShuffleNative(_low2, third & nibble) & Vector128.ShuffleNative(_high2, third >>> 4);
    }

    // In UTF-8 the first byte of a Russian letter says little: the fingerprint begins with the second one.
    private static int SkipOf(Word.Spelling spelling) => spelling.Lower[0] is 0xD0 or 0xD1 && spelling.Lower[1] is >= 0x80 and < 0xC0 ? 1 : 0;

    // Words with one first letter share a bucket, so that a bucket holds few combinations.
    private static byte BucketOf(Stem stem) => (byte)(1 << (stem.Spelling.Lower[stem.Skip] switch
    {
        < 0x80 and var b => b % 5,
        < 0xC0 => 5,
        var b => 6 + b % (Buckets - 6),
    }));

    /// <param name="Rule">Place of the rule to ask in the rule book.</param>
    /// <param name="Spelling">The bytes to compare.</param>
    /// <param name="Skip">Where in them the fingerprint begins.</param>
    internal sealed record Stem(int Rule, Word.Spelling Spelling, int Skip);
}
