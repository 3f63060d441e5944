using System.Globalization;

namespace SupportDesk.Browser.Tests.Support;

/// <summary>What a test that stands still says about the machine: memory and disk that ran out look like faults of the desk.</summary>
internal static class Machine
{
    private const long Megabyte = 1 << 20;

    public static string Describe()
    {
        var disk = new DriveInfo(Path.GetTempPath());
        return string.Create(
            CultureInfo.InvariantCulture, $"{Available()}; {disk.AvailableFreeSpace / Megabyte} MB of the disk are free; load {Read("/proc/loadavg")}");
    }

    private static string Available() =>
        Read("/proc/meminfo").Split('\n').FirstOrDefault(line => line.StartsWith("MemAvailable", StringComparison.Ordinal)) ?? "memory unknown";

    private static string Read(string file) => File.Exists(file) ? File.ReadAllText(file).Trim() : "unknown";
}
