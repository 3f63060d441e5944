using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using SupportDesk.Masking.Rules;
using SupportDesk.Masking.Text;

namespace SupportDesk.Masking.Engine;

/// <summary>
/// Finds the few positions at which a rule has to be asked, 64 bytes at a time: starts of digit runs that may be long
/// numbers, runs of stars, and the first bytes of words and signs.
/// Whether a position is a trigger depends on the bytes around it only, never on how the input was cut.
/// </summary>
internal sealed class TriggerScanner(TriggerTable table)
{
    /// <summary>Bytes beyond the examined position that may be read.</summary>
    public const int Reach = 2 * Block + 8;

    private const int Block = 64;
    private const int Nowhere = -2 * Block;
    private const int ShortestNumber = 12;
    private const int LongestNumber = 40; // 19 digits with a one-byte separator after each
    private const ulong NumberSpan = (1UL << LongestNumber) - 1;

    private const byte Digit = 1, Separator = 2, LineFeed = 4, Star = 8, Cross = 16;
    private static readonly byte[] Classes = MakeClasses();
    private static readonly bool[] Parts = MakeParts();

    private int _blockAt = Nowhere;
    private int _aheadAt = Nowhere;
    private Bits _here, _ahead;
    private ulong _numbers, _stars, _words;

    /// <summary>To be called when positions have moved or bytes have changed.</summary>
    public void Forget() => _blockAt = _aheadAt = Nowhere;

    /// <summary>The first trigger in <c>[from, limit)</c>, or the limit.</summary>
    public int Next(ReadOnlySpan<byte> padded, int from, int limit, out Trigger trigger)
    {
        while (from < limit)
        {
            if (from < _blockAt || from >= _blockAt + Block)
                Classify(padded, from);
            var skip = from - _blockAt;
            var left = (_numbers | _stars | _words) >> skip;
            if (left != 0)
            {
                var bit = skip + BitOperations.TrailingZeroCount(left);
                trigger = new Trigger((_numbers >> bit & 1) != 0, (_stars >> bit & 1) != 0, (_words >> bit & 1) != 0);
                return Math.Min(_blockAt + bit, limit);
            }

            from = _blockAt + Block;
        }

        trigger = default;
        return limit;
    }

    private void Classify(ReadOnlySpan<byte> padded, int at)
    {
        _ = padded[at + Reach - 1];
        ref var start = ref Unsafe.Add(ref MemoryMarshal.GetReference(padded), at);
        if (at == _aheadAt)
            _here = _ahead;
        else
            Read(ref start, out _here);
        Read(ref Unsafe.Add(ref start, Block), out _ahead);
        (_blockAt, _aheadAt) = (at, at + Block);
        var before = at > 0 ? padded[at - 1] : (byte)0;
        var starts = _here.Digits & ~(_here.Digits << 1 | (Bytes.IsDigit(before) ? 1UL : 0));
        var few = (_here.Wide | _ahead.Wide) == 0 && BitOperations.PopCount(_here.Digits) + BitOperations.PopCount(_ahead.Digits) < ShortestNumber;
        _numbers = starts == 0 ? 0 : (few ? 0 : LongNumbers(padded, at, starts)) | Groups(padded, at, starts);
        _words = _here.Words == 0 ? 0 : Beginnings(ref start, _here.Words);
        _stars = _here.Stars == 0 ? 0 : RunsOfStars(_here.Stars, _ahead.Stars, before);
    }

    // Tables of nibbles let through much that only looks like a word.
    private ulong Beginnings(ref byte start, ulong candidates)
    {
        ulong kept = 0;
        for (; candidates != 0; candidates &= candidates - 1)
        {
            var i = BitOperations.TrailingZeroCount(candidates);
            if (table.MayBegin(ref Unsafe.Add(ref start, i)))
                kept |= 1UL << i;
        }

        return kept;
    }

    private void Read(ref byte start, out Bits bits)
    {
        var v = Vector512.LoadUnsafe(ref start);
        (bits.Words, bits.Wide) = table.Find(ref start, v);
        // A byte is of a class when both of its nibbles allow it; the classes are chosen so that this is exact.
        var low = FingerprintTable.Look(ref MemoryMarshal.GetArrayDataReference(Classes), 0, v & Vector512.Create((byte)15));
        var classes = low & FingerprintTable.Look(ref MemoryMarshal.GetArrayDataReference(Classes), 1, FingerprintTable.High(v));
        bits.Digits = Of(classes, Digit);
        bits.Separators = Of(classes, Separator | LineFeed);
        bits.Stars = Of(classes, Star | Cross);
    }

    // Numbers go on over digits and over single separators between two digits. Those with twelve digits are kept, and
    // those that end before a separator of several bytes: only the rule can tell how far they go on behind it.
    private ulong LongNumbers(ReadOnlySpan<byte> padded, int at, ulong starts)
    {
        ref readonly var here = ref _here;
        ref readonly var next = ref _ahead;
        var run = here.Digits | (here.Separators & (here.Digits << 1) & Shifted(here.Digits, next.Digits, 1));
        var nextRun = next.Digits | (next.Separators & (next.Digits << 1 | here.Digits >> (Block - 1)) & (next.Digits >> 1));
        // A number starts only where twelve bytes in a row belong to one, or where one ends before a wide separator.
        ulong two = run & Shifted(run, nextRun, 1), nextTwo = nextRun & nextRun >> 1;
        ulong four = two & Shifted(two, nextTwo, 2), nextFour = nextTwo & nextTwo >> 2;
        var twelve = four & Shifted(four, nextFour, 4) & Shifted(four, nextFour, 8);
        var candidates = (here.Wide | next.Wide & NumberSpan) == 0 ? starts & twelve : starts;
        ulong kept = 0;
        for (; candidates != 0; candidates &= candidates - 1)
        {
            var i = BitOperations.TrailingZeroCount(candidates);
            var length = BitOperations.TrailingZeroCount(~Shifted(run, nextRun, i));
            var mask = length >= LongestNumber ? NumberSpan : (1UL << length) - 1;
            if ((BitOperations.PopCount(Shifted(here.Digits, next.Digits, i) & mask) >= ShortestNumber
                || (length < Block && (Shifted(here.Wide, next.Wide, i) >> (length - 1) & 1) != 0))
                && MayBeCard(padded, at + i))
                kept |= 1UL << i;
        }

        return kept;
    }

    // Groups of four or eight digits, with which a number may begin that goes on behind a gap of several characters.
    private ulong Groups(ReadOnlySpan<byte> padded, int at, ulong starts)
    {
        ulong digits = _here.Digits, next = _ahead.Digits;
        var four = starts & Shifted(digits, next, 1) & Shifted(digits, next, 2) & Shifted(digits, next, 3);
        if (four == 0)
            return 0;
        var eight = four & Shifted(digits, next, 4) & Shifted(digits, next, 5) & Shifted(digits, next, 6) & Shifted(digits, next, 7);
        ulong kept = 0;
        for (var candidates = (four & ~Shifted(digits, next, 4)) | (eight & ~Shifted(digits, next, 8)); candidates != 0; candidates &= candidates - 1)
        {
            var i = BitOperations.TrailingZeroCount(candidates);
            var size = (eight >> i & 1) != 0 ? 8 : 4;
            if (Parts[padded[at + i + size]] && MayBeCard(padded, at + i))
                kept |= 1UL << i;
        }

        return kept;
    }

    // No issuer has numbers with other first digits, which may be those of an escape, though: then the number begins behind.
    private static bool MayBeCard(ReadOnlySpan<byte> padded, int at)
    {
        byte first = padded[at], second = padded[at + 1], before = at > 0 ? padded[at - 1] : (byte)0;
        if (before == '%' || Bytes.IsAsciiLetter(before))
            return true;
        return Issuers.MayStart(first - '0', Bytes.IsDigit(second) ? second - '0' : -1) && !Address.StandsAt(padded, at) && !Address.FollowsLineEnd(padded, at);
    }

    private static ulong RunsOfStars(ulong stars, ulong next, byte before)
    {
        var four = stars & Shifted(stars, next, 1) & Shifted(stars, next, 2) & Shifted(stars, next, 3);
        return four & ~(stars << 1 | (before is (byte)'*' or (byte)'x' or (byte)'X' ? 1UL : 0));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Shifted(ulong bits, ulong next, int by) => by == 0 ? bits : bits >> by | next << (Block - by);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Of(Vector512<byte> classes, byte wanted) =>
        ~Vector512.Equals(classes & Vector512.Create(wanted), Vector512<byte>.Zero).ExtractMostSignificantBits();

    private static byte[] MakeClasses()
    {
        var tables = new byte[2 * Block];
        Add(Digit, "0123456789");
        Add(Separator, " -.+");
        Add(LineFeed, "\n");
        Add(Star, "*");
        Add(Cross, "xX");
        return tables;

        void Add(byte bit, string characters)
        {
            foreach (var c in characters)
                for (var lane = 0; lane < Block; lane += 16)
                {
                    tables[lane + (c & 15)] |= bit;
                    tables[Block + lane + (c >> 4)] |= bit;
                }
        }
    }

    // First bytes of gaps between groups.
    private static bool[] MakeParts()
    {
        var parts = new bool[256];
        foreach (var b in " \t\r\n-.+|_/,;:~\"'<&%=\\\u001b\u0096\u0097\u009a\u00a0\u00c2\u00e2\u00e3\u00ef")
            parts[b] = true;
        return parts;
    }

    // What stands at 64 places, one bit each.
    private struct Bits
    {
        public ulong Digits, Separators, Stars, Words, Wide;
    }
}

/// <summary>Why a position has to be looked at.</summary>
/// <param name="Number">A run of digits starts that may be a long number.</param>
/// <param name="Stars">Four or more characters start that stand for hidden digits.</param>
/// <param name="Word">A word or sign may start.</param>
internal readonly record struct Trigger(bool Number, bool Stars, bool Word);
