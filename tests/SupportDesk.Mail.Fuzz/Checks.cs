using System.Diagnostics;
using SupportDesk.Fuzzing;

namespace SupportDesk.Mail.Fuzz;

/// <summary>What must hold for every letter.</summary>
internal static class Checks
{
    // Generous: other programs run beside, and what is looked for grows without end.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private const long MemoryAtRest = 64L << 20;
    private const long MemoryPerByte = 400;

    public static IReadOnlyList<Check> All { get; } =
    [
        new("reads-in-bounds", Check.Guarded(ReadsInBounds)),
        new("same-from-any-stream", Check.Guarded(SameFromAnyStream)),
        new("limits-hold", Check.Guarded(LimitsHold)),
        new("written-and-read", Check.Guarded(WrittenAndRead)),
    ];

    private static string? ReadsInBounds(byte[] letter, int seed)
    {
        var clock = Stopwatch.StartNew();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Letters.Describe(Letters.Read(letter));
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        if (bytes > MemoryAtRest + MemoryPerByte * letter.Length)
            return $"{bytes >> 20} MB for a letter of {letter.Length} bytes";
        return clock.Elapsed > Patience ? $"{clock.Elapsed} for a letter of {letter.Length} bytes" : null;
    }

    private static string? SameFromAnyStream(byte[] letter, int seed)
    {
        var whole = Letters.Describe(Letters.Read(letter));
        var drops = Letters.Describe(Letters.Read(new DripStream(letter, 1 + seed % 700)));
        return whole == drops ? null : $"whole: {whole}\nin drops: {drops}";
    }

    private static string? LimitsHold(byte[] letter, int seed)
    {
        var random = new Random(seed);
        var limits = new MimeReaderLimits
        {
            MaxMessageBytes = random.Next(1, 20_000),
            MaxHeaderBytes = random.Next(10, 5000),
            MaxHeaders = random.Next(1, 30),
            MaxHeaderFieldBytes = random.Next(4, 500),
            MaxParts = random.Next(1, 10),
            MaxDepth = random.Next(1, 8),
            MaxLineBytes = random.Next(10, 2000),
        };
        var reading = Letters.Read(letter, limits);
        Letters.Describe(reading);
        var message = reading.Message;
        if (letter.Length > limits.MaxMessageBytes != reading.Cuts.Contains(MimeCut.Message))
            return "a letter that was cut is not said to be, or the other way round";
        if (message.Headers.Count > limits.MaxHeaders)
            return $"{message.Headers.Count} fields, {limits.MaxHeaders} allowed";
        if (Letters.Leaves(message.Body).Count() > limits.MaxParts + 1)
            return $"{Letters.Leaves(message.Body).Count()} parts, {limits.MaxParts} allowed";
        // What is unpacked lies one level deeper than the part that it was in, its two texts one more.
        return Letters.Depth(message.Body) > limits.MaxDepth + 2 ? $"{Letters.Depth(message.Body)} levels, {limits.MaxDepth} allowed" : null;
    }

    private static string? WrittenAndRead(byte[] letter, int seed)
    {
        var first = Letters.Read(letter);
        // A thousand fields leave no room for those of the writer, and a broken winmail.dat is unpacked once more.
        if (first.Cuts.Count > 0 || first.FindProblems().Contains(MimeProblem.TnefBroken))
            return null;
        var second = Letters.Read(Letters.Write(first.Message));
        var third = Letters.Read(Letters.Write(second.Message));
        var (before, after, again) = (Letters.Essence(first.Message), Letters.Essence(second.Message), Letters.Essence(third.Message));
        if (before != after)
            return $"read: {before}\nwritten: {after}";
        return after == again ? null : $"written: {after}\nwritten twice: {again}";
    }
}
