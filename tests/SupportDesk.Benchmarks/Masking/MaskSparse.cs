using System.Diagnostics;
using System.Numerics;
using System.Runtime.InteropServices;
using SupportDesk.Benchmarks.Data;

namespace SupportDesk.Benchmarks.Masking;

/// <summary>An access log with hardly anything to hide, on one core: how near to the limit of the memory?</summary>
internal sealed class MaskSparse : Scenario
{
    private const string Pattern = "[0-9]{13,19}";

    private static long sink;

    public override string Name => "mask-sparse";

    public override IEnumerable<Result> Run(bool quick)
    {
        var log = Samples.AccessLog(quick ? 32 << 20 : 256 << 20);
        var room = new byte[Masks.Block];
        var copy = new byte[Masks.Block];
        var rounds = quick ? 3 : 9;
        var memory = Rounds.Run(rounds, () => Masks.Run(log, room), () => sink += CountDigits(log), () => Copy(log, copy));
        yield return Compare(memory[0], memory[1], "Vector<byte> search for digits, same buffer", log.Length);
        yield return Compare(memory[0], memory[2], "memory copy in blocks, same buffer", log.Length);

        if (Find("rg") is not { } ripgrep)
        {
            yield return NotMeasured("ripgrep -c -j1 " + Pattern, "rg is not installed (apt-get install ripgrep)");
            yield break;
        }

        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, log);
            var block = new byte[Masks.Block];
            var both = Rounds.Run(rounds, () => Masks.RunFile(file, block, room), () => Search(ripgrep, file));
            yield return Compare(both[0], both[1], "ripgrep -c -j1 " + Pattern + ", same file", log.Length);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static long CountDigits(ReadOnlySpan<byte> bytes)
    {
        var (zero, nine, one) = (new Vector<byte>((byte)'0'), new Vector<byte>(9), Vector<byte>.One);
        long count = 0;
        var vectors = MemoryMarshal.Cast<byte, Vector<byte>>(bytes);
        while (!vectors.IsEmpty)
        {
            // A lane counts to 255 before it overflows.
            var part = vectors[..Math.Min(255, vectors.Length)];
            var sums = Vector<byte>.Zero;
            foreach (ref readonly var vector in part)
                sums += Vector.LessThanOrEqual(vector - zero, nine) & one;
            Vector.Widen(sums, out var low, out var high);
            count += Vector.Sum(low) + Vector.Sum(high);
            vectors = vectors[part.Length..];
        }

        return count;
    }

    private static void Copy(ReadOnlySpan<byte> bytes, byte[] target)
    {
        for (var at = 0; at < bytes.Length; at += target.Length)
            bytes.Slice(at, Math.Min(target.Length, bytes.Length - at)).CopyTo(target);
    }

    private static void Search(string ripgrep, string file)
    {
        using var process = Process.Start(new ProcessStartInfo(ripgrep, ["--no-config", "-a", "-c", "-j1", Pattern, file]) { RedirectStandardOutput = true })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"rg ended with {process.ExitCode}.");
    }

    private static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);
}
