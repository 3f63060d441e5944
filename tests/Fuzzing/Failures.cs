using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace SupportDesk.Fuzzing;

/// <summary>Makes failing inputs small and keeps one of each shape.</summary>
internal sealed class Failures(string folder)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    private readonly HashSet<string> _shapes = [];

    public int Count => _shapes.Count;

    public void Report(Check check, byte[] input, int seed, string complaint)
    {
        var small = Minimize(input, candidate => check.Run(candidate, seed) is not null);
        if (!_shapes.Add(check.Name + Shape(small)))
            return;
        complaint = check.Run(small, seed) ?? complaint;
        Directory.CreateDirectory(folder);
        var name = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{check.Name}-{seed}"));
        File.WriteAllBytes(name + ".bin", small);
        File.WriteAllText(
            name + ".txt",
            $"{check.Name}, seed {seed}, {small.Length} bytes of {input.Length}\n"
                + $"base64: {Convert.ToBase64String(small)}\n"
                + $"text: {Check.Escape(small)}\n"
                + $"{complaint}\n"
        );
        Console.WriteLine($"FAIL {check.Name} seed {seed}: {Check.Escape(small)}");
    }

    // Takes out halves, quarters and so on, for as long as it still fails.
    private static byte[] Minimize(byte[] input, Func<byte[], bool> fails)
    {
        var clock = Stopwatch.StartNew();
        var best = input;
        for (var size = best.Length / 2; size > 0 && clock.Elapsed < Timeout;)
        {
            var taken = false;
            for (var at = 0; at + size <= best.Length && clock.Elapsed < Timeout;)
            {
                byte[] candidate = [.. best.AsSpan(0, at), .. best.AsSpan(at + size)];
                if (fails(candidate))
                    (best, taken) = (candidate, true);
                else
                    at += size;
            }

            size = taken ? Math.Min(size, best.Length / 2) : size / 2;
        }

        return best;
    }

    // Inputs that differ in their digits, letters and the lengths of their runs fail for one reason.
    private static string Shape(byte[] input)
    {
        var shape = new StringBuilder();
        foreach (var b in input)
        {
            var c = b switch
            {
                >= (byte)'0' and <= (byte)'9' => '0',
                >= 0x80 => 'я',
                (byte)' ' or (byte)'-' or (byte)'.' or (byte)'+' or (byte)'\n' or (byte)'\r' => ' ',
                _ => char.ToLowerInvariant((char)b),
            };
            if (shape.Length == 0 || shape[^1] != c)
                shape.Append(c);
        }

        return shape.ToString();
    }
}
