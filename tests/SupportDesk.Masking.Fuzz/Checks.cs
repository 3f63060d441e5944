using System.Buffers.Binary;
using System.Text;
using SupportDesk.Fuzzing;

namespace SupportDesk.Masking.Fuzz;

/// <summary>What must hold.</summary>
internal static class Checks
{
    public static IReadOnlyList<Check> All { get; } =
    [
        new("same-at-any-cut", Check.Guarded(SameAtAnyCut)),
        new("twice-is-once", Check.Guarded(TwiceIsOnce)),
        new("nothing-else-changes", Check.Guarded(NothingElseChanges)),
        new("no-card-survives", Check.Guarded(NoCardSurvives)),
        new("utf16-as-ascii", Check.Guarded(Utf16AsAscii)),
        new("archives-hold", Check.Guarded(ArchiveCheck.Complaint)),
    ];

    // Personal data in every third input: most of it runs with the settings of the desk.
    private static PersonalData Personal(int seed) => (seed % 6) switch { 1 => PersonalData.All, 4 => PersonalData.Identity, _ => PersonalData.None };

    private static string? SameAtAnyCut(byte[] input, int seed)
    {
        var options = new MaskingOptions { Personal = Personal(seed) };
        var random = new Random(seed);
        var whole = Run.Whole(input, options, out var report);
        (string Name, Func<int, int> Cut, int Room, int Window)[] ways =
        [
            ("one by one", _ => 1, 1 + random.Next(64), Masker.StreamWindow),
            ("at random", _ => 1 + random.Next(200), 1 + random.Next(500), Masker.SmallestWindow),
            ("in threes", _ => 3, 4096, Masker.SmallestWindow),
        ];
        foreach (var (name, cut, room, window) in ways)
        {
            var masker = new Masker(options, window, TextEncoding.Detect);
            var cutUp = Run.Through(masker, input, cut, room);
            if (!whole.AsSpan().SequenceEqual(cutUp))
                return Differ("whole", whole, name, cutUp);
            if (!report.Findings.SequenceEqual(masker.Report.Findings))
                return $"findings whole: {string.Join("; ", report.Findings)}\nfindings {name}: {string.Join("; ", masker.Report.Findings)}";
        }

        return null;
    }

    private static string? TwiceIsOnce(byte[] input, int seed)
    {
        var options = new MaskingOptions { Personal = Personal(seed) };
        var once = Run.Whole(input, options);
        var twice = Run.Whole(once, options);
        return once.AsSpan().SequenceEqual(twice) ? null : Differ("once", once, "twice", twice);
    }

    private static string? NothingElseChanges(byte[] input, int seed)
    {
        var options = new MaskingOptions { Encoding = TextEncoding.EightBit };
        var output = Run.Whole(input, options, out var report);
        if (report.Bytes != input.Length)
            return $"{input.Length} bytes, reported {report.Bytes}";
        return Alignment.Complaint(input, output, report.Findings) is { } complaint ? complaint + "\n" + Differ("input", input, "output", output) : null;
    }

    // Only what nobody could take for anything else: digits in a row, alone, of an issuer that everybody knows.
    private static string? NoCardSurvives(byte[] input, int seed)
    {
        var output = Run.Whole(input, new MaskingOptions { Encoding = TextEncoding.EightBit });
        for (var at = 0; at < output.Length; at++)
        {
            var end = at;
            while (end < output.Length && char.IsAsciiDigit((char)output[end]))
                end++;
            if (end - at == 16 && PlainCard.Is(output.AsSpan(at, end - at)) && StandsAlone(output, at, end))
                return $"{Encoding.ASCII.GetString(output, at, end - at)} is left\n{Differ("input", input, "output", output)}";
            at = end;
        }

        return null;
    }

    private static bool StandsAlone(byte[] text, int start, int end)
    {
        const int Distance = 12;
        foreach (var b in text.AsSpan(Math.Max(0, start - Distance)..start))
            if (char.IsAsciiDigit((char)b) || b is (byte)'*' or >= 0x80)
                return false;
        foreach (var b in text.AsSpan(end..Math.Min(text.Length, end + Distance)))
            if (char.IsAsciiDigit((char)b) || b is (byte)'*' or >= 0x80)
                return false;
        return (start == 0 || (text[start - 1] != '%' && !char.IsAsciiLetterOrDigit((char)text[start - 1])))
            && (end == text.Length || !char.IsAsciiLetterOrDigit((char)text[end]));
    }

    private static string? Utf16AsAscii(byte[] input, int seed)
    {
        if (input.AsSpan().ContainsAnyExceptInRange((byte)1, (byte)126))
            return null;
        var options = new MaskingOptions { Personal = Personal(seed), Encoding = TextEncoding.EightBit };
        var narrow = Run.Whole(input, options);
        var big = seed % 2 == 0;
        var wide = Run.Whole(
            Widen(input, big),
            new MaskingOptions { Personal = options.Personal, Encoding = big ? TextEncoding.Utf16BigEndian : TextEncoding.Utf16LittleEndian }
        );
        return Widen(narrow, big).AsSpan().SequenceEqual(wide) ? null : Differ("ascii", narrow, "utf-16", [.. wide.Where((_, i) => i % 2 == (big ? 1 : 0))]);
    }

    private static byte[] Widen(byte[] text, bool big)
    {
        var wide = new byte[2 * text.Length];
        for (var i = 0; i < text.Length; i++)
            if (big)
                BinaryPrimitives.WriteUInt16BigEndian(wide.AsSpan(2 * i), text[i]);
            else
                BinaryPrimitives.WriteUInt16LittleEndian(wide.AsSpan(2 * i), text[i]);
        return wide;
    }

    private static string Differ(string firstName, byte[] first, string secondName, byte[] second) =>
        $"{firstName}: {Check.Escape(first)}\n{secondName}: {Check.Escape(second)}";
}
