using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SupportDesk.Benchmarks;

/// <summary>Where the figures come from.</summary>
internal static class Machine
{
    public static string Describe()
    {
        var model =
            Read("/proc/cpuinfo")?.Split('\n').FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim()
            ?? "unknown processor";
        var vectors =
            Vector512.IsHardwareAccelerated ? 512
            : Vector256.IsHardwareAccelerated ? 256
            : 128;
        return $"{model}, {Environment.ProcessorCount} cores, vectors of {vectors} bits, "
            + $"{RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}";
    }

    /// <summary>Processes that wanted to run in the last minute: above the number of cores, figures are worth little.</summary>
    public static string Load() => Read("/proc/loadavg")?.Split(' ')[0] ?? "unknown";

    private static string? Read(string file) => File.Exists(file) ? File.ReadAllText(file) : null;
}
