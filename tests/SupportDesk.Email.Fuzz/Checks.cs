using System.Diagnostics;
using SupportDesk.Features.Email.Reading;
using SupportDesk.Fuzzing;

namespace SupportDesk.Email.Fuzz;

/// <summary>What must hold for every e-mail.</summary>
internal static class Checks
{
    // Generous: other programs run beside, and what is looked for grows without end.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);
    private const long MemoryAtRest = 64L << 20;
    private const long MemoryPerByte = 600;

    public static IReadOnlyList<Check> All { get; } =
    [
        new("reads-in-bounds", Check.Guarded(ReadsInBounds)),
        new("same-from-any-stream", Check.Guarded(SameFromAnyStream)),
        new("limits-hold", Check.Guarded(LimitsHold)),
        new("headers-are-lines", Check.Guarded(HeadersAreLines)),
    ];

    private static string? ReadsInBounds(byte[] email, int seed)
    {
        var clock = Stopwatch.StartNew();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Reads.Describe(Reads.Read(email));
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        if (bytes > MemoryAtRest + MemoryPerByte * email.Length)
            return $"{bytes >> 20} MB for an e-mail of {email.Length} bytes";
        return clock.Elapsed > Timeout ? $"{clock.Elapsed} for an e-mail of {email.Length} bytes" : null;
    }

    private static string? SameFromAnyStream(byte[] email, int seed)
    {
        var whole = Reads.Describe(Reads.Read(email));
        var drops = Reads.Describe(Reads.Read(new DripStream(email, 1 + seed % 700)));
        return whole == drops ? null : $"whole: {whole}\nin drops: {drops}";
    }

    private static string? LimitsHold(byte[] email, int seed)
    {
        var random = new Random(seed);
        var limits = new EmailLimits
        {
            MaxEmailBytes = random.Next(1, 20_000),
            MaxHeaderBytes = random.Next(10, 5000),
            MaxHeaders = random.Next(1, 30),
            MaxHeaderFieldBytes = random.Next(4, 500),
            MaxLongFieldBytes = random.Next(100, 10_000),
            MaxParts = random.Next(1, 10),
            MaxDepth = random.Next(2, 8),
            MaxAddresses = random.Next(1, 5),
        };
        var reading = Reads.Read(email, limits);
        Reads.Describe(reading);
        var message = reading.Message;
        if (email.Length > limits.MaxEmailBytes != reading.Problems.Contains(EmailProblem.EmailCut))
            return "an e-mail that was cut is not said to be, or the other way round";
        if (message.Headers.Count > limits.MaxHeaders)
            return $"{message.Headers.Count} fields, {limits.MaxHeaders} allowed";
        // The first part is the body itself.
        if (BodyTexts.Leaves(message.Body).Count() is var parts && parts > limits.MaxParts + 1)
            return $"{parts} parts, {limits.MaxParts} allowed";
        // What is unpacked lies one level deeper than the part that it was in, its two texts one more.
        return Reads.Depth(message.Body) is var depth && depth > limits.MaxDepth + 2 ? $"{depth} levels, {limits.MaxDepth} allowed" : null;
    }

    /// <summary>Nothing that somebody sent can become a second field or steer a terminal.</summary>
    private static string? HeadersAreLines(byte[] email, int seed)
    {
        var fields = new EmailFields(Reads.Read(email));
        string?[] lines = [fields.Subject, .. fields.From.Select(one => one.Name), .. fields.To.Select(one => one.Name), .. fields.Cc.Select(one => one.Name)];
        return lines.FirstOrDefault(line => line?.Any(char.IsControl) == true);
    }
}
