using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using SupportDesk.Masking.Text;

namespace SupportDesk.Masking.Engine;

/// <summary>
/// All words and signs that a set of rules waits for. The scanner asks for places where one may begin; what really
/// stands there is found by the first three bytes.
/// </summary>
internal sealed class TriggerTable
{
    private const int SeparatorBuckets = 8;
    private const int HashBits = 12;
    private const uint SmallLetters = 0x20202020; // capitals become small, and other bytes no more than alike
    private const uint Multiplier = 0x9E3779B1;
    private const uint OtherMultiplier = 0x85EBCA77;
    private const int BeginBits = 17;

    private static readonly string Digits = "0123456789";

    private readonly FingerprintTable _fingerprints = new();
    private readonly Stem[][] _byHash = new Stem[1 << HashBits][];
    // Hashes of four bytes with which a word or sign may begin, or of three where any fourth one may follow.
    private readonly ulong[] _begins = new ulong[1 << (BeginBits - 6)];
    private readonly bool[] _rare = new bool[256]; // bytes that are looked at whatever follows
    private readonly (int Rule, TriggerPattern TriggerPattern)[][] _signsByFirst = new (int, TriggerPattern)[256][];

    public TriggerTable(Rule[] rules)
    {
        // A digit and the start of a separator of more than one byte; few enough in a bucket to be exact.
        _fingerprints.AddTo(0, TriggerPattern.Of(Digits, "%", "20", "0ABDEabde9"));
        _fingerprints.AddTo(1, TriggerPattern.Of(Digits, "%", "ACEace", "02Ff"), TriggerPattern.Of(Digits, "&", "#"));
        _fingerprints.AddTo(2, TriggerPattern.Of(Digits, "&", "nNtTeEsSzZlLrRmMhH"));
        _fingerprints.AddTo(3, TriggerPattern.Of(Digits, "\\", "uUxXrnt0"));
        _fingerprints.AddTo(
            4,
            TriggerPattern.Of(Digits, "\u001b", "["),
            TriggerPattern.Of(Digits, "\r", "\n"),
            TriggerPattern.Of(Digits, "=-", "\r\n"),
            TriggerPattern.Of(Digits, "\n", ">")
        );
        _fingerprints.AddTo(5, TriggerPattern.Of(Digits, "\u00c2\u00e2\u00e3\u00ef\u00a0\u009a\u0096\u0097"));

        _fingerprints.AddTo(6, TriggerPattern.Of(Digits, " -.+\n", "\u001b", "["));
        _fingerprints.AddTo(7, TriggerPattern.Of(Digits, " -.+\n", "\\", "uUxX0eE"));

        List<(int, TriggerPattern)> signs = [];
        List<Stem> stems = [];
        for (var rule = 0; rule < rules.Length; rule++)
        {
            foreach (var sign in rules[rule].TriggerPatterns)
                signs.Add((rule, sign));
            foreach (var word in rules[rule].Stems)
                foreach (var spelling in word.Spellings)
                    stems.Add(new Stem(rule, spelling, SkipOf(spelling)));
        }

        for (var b = 0; b < _signsByFirst.Length; b++)
            _signsByFirst[b] = [.. signs.Where(sign => sign.Item2.Places[0].Contains((byte)b))];
        foreach (var (_, sign) in signs)
        {
            _fingerprints.Add(SeparatorBuckets, sign.Places);
            AddBeginnings(sign.Places);
        }

        foreach (var stem in stems.OrderBy(stem => stem.Spelling.Lower.Length - stem.Skip))
        {
            _fingerprints.Add(SeparatorBuckets, Fingerprint(stem));
            AddBeginnings(Fingerprint(stem));
        }

        FillHashes(stems);
    }

    /// <summary>Where words or signs may begin, and where a digit stands before a separator of several bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (ulong Words, ulong Separators) Find(ref byte start, Vector512<byte> first)
    {
        var (separators, words) = _fingerprints.Find(ref start, first);
        return (
            ~Vector512.Equals(words, Vector512<byte>.Zero).ExtractMostSignificantBits(),
            ~Vector512.Equals(separators, Vector512<byte>.Zero).ExtractMostSignificantBits()
        );
    }

    /// <summary>Words whose fingerprint has these first bytes, and a few others.</summary>
    public ReadOnlySpan<Stem> StemsAt(ReadOnlySpan<byte> padded, int at) => _byHash[Hash(padded[at], padded[at + 1], padded[at + 2]) >> (32 - HashBits)];

    /// <summary>Signs that may begin with a byte, with the place of their rule.</summary>
    public ReadOnlySpan<(int Rule, TriggerPattern TriggerPattern)> SignsAt(byte first) => _signsByFirst[first];

    /// <summary>False when nothing that is waited for begins with the four bytes at a position.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MayBegin(ref byte at)
    {
        var bytes = BinaryPrimitives.ReadUInt32LittleEndian(MemoryMarshal.CreateReadOnlySpan(ref at, sizeof(uint)));
        bytes |= SmallLetters;
        return Has(bytes) || Has(bytes & 0xFFFFFF) || _rare[at];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Has(uint bytes)
    {
        var mask = Mask(bytes, out var index);
        return (_begins[index] & mask) == mask;
    }

    // Two bits of one word, as in a blocked Bloom filter: chance agreements are rare.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mask(uint bytes, out uint index)
    {
        var other = bytes * OtherMultiplier;
        index = bytes * Multiplier >> (32 - BeginBits + 6);
        return 1UL << (int)(other >> 26) | 1UL << (int)(other >> 20 & 63);
    }

    // In UTF-8 the first byte of a Russian letter says little: the fingerprint begins with the second one.
    private static int SkipOf(Word.Spelling spelling) =>
        spelling.Lower[0] is 0xD0 or 0xD1 && spelling.Lower.Length > FingerprintTable.Length && spelling.Lower[1] is >= 0x80 and < 0xC0 ? 1 : 0;

    private static ByteSet[] Fingerprint(Stem stem)
    {
        var places = new ByteSet[FingerprintTable.Length];
        for (var i = 0; i < places.Length; i++)
            places[i] = stem.Skip + i < stem.Spelling.Lower.Length
                ? ByteSet.Of([stem.Spelling.Lower[stem.Skip + i], stem.Spelling.Upper[stem.Skip + i]])
                : ByteSet.All;
        return places;
    }

    private static uint Hash(byte first, byte second, byte third) => (uint)(first | second << 8 | third << 16) * Multiplier;

    private void AddBeginnings(IReadOnlyList<ByteSet> places)
    {
        if (places[2].IsAll)
        {
            for (var b = 0; b < 256; b++)
                _rare[b] |= places[0].Contains((byte)b);
            return;
        }

        var length = places[3].IsAll ? 3 : 4;
        Add(0, 0);

        void Add(int place, uint bytes)
        {
            if (place == length)
            {
                var mask = Mask(bytes | (length == 3 ? SmallLetters & 0xFFFFFF : SmallLetters), out var index);
                _begins[index] |= mask;
                return;
            }

            for (var b = 0u; b < 256; b++)
                if (places[place].Contains((byte)b))
                    Add(place + 1, bytes | b << (8 * place));
        }
    }

    private void FillHashes(List<Stem> stems)
    {
        var lists = new Dictionary<uint, HashSet<Stem>>();
        foreach (var stem in stems)
        {
            // Every mixture of small and capital letters has its own hash.
            for (var mix = 0; mix < 8; mix++)
            {
                byte At(int i) => (mix >> i & 1) == 0 ? stem.Spelling.Lower[stem.Skip + i] : stem.Spelling.Upper[stem.Skip + i];
                var hash = Hash(At(0), At(1), At(2)) >> (32 - HashBits);
                if (!lists.TryGetValue(hash, out var list))
                    lists[hash] = list = [];
                list.Add(stem);
            }
        }

        for (var i = 0u; i < _byHash.Length; i++)
            _byHash[i] = lists.TryGetValue(i, out var list) ? [.. list.OrderBy(stem => stem.Rule)] : [];
    }

    /// <param name="Rule">Place of the rule to ask among the rules.</param>
    /// <param name="Spelling">The bytes to compare.</param>
    /// <param name="Skip">Where in them the fingerprint begins.</param>
    internal sealed record Stem(int Rule, Word.Spelling Spelling, int Skip);
}
