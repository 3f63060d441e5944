using System.Diagnostics;

namespace SupportDesk.Fuzzing;

/// <summary>Makes inputs for as long as was asked and lets every check look at them.</summary>
internal static class Fuzzer
{
    /// <param name="args">Of the program.</param>
    /// <param name="all">What must hold.</param>
    /// <param name="make">Makes an input.</param>
    /// <param name="pace">Reports how long hostile inputs take.</param>
    /// <returns>The exit code.</returns>
    public static int Run(string[] args, IReadOnlyList<Check> all, Func<Random, byte[]> make, Action pace)
    {
        if (Arguments.Parse(args, all) is not { } asked)
        {
            Console.Error.WriteLine(Arguments.Usage);
            return 2;
        }

        var checks = all.Where(check => asked.Check is null || check.Name == asked.Check).ToArray();
        var failures = new Failures(asked.Output);
        var clock = Stopwatch.StartNew();
        var next = TimeSpan.Zero;
        long inputs = 0, bytes = 0;
        var seed = asked.Seed;
        do
        {
            var input = make(new Random(seed));
            foreach (var check in checks)
                if (check.Run(input, seed) is { } complaint)
                    failures.Report(check, input, seed, complaint);
            inputs++;
            bytes += input.Length;
            seed++;
            if (clock.Elapsed < next)
                continue;
            Console.WriteLine($"{clock.Elapsed:mm\\:ss} {inputs} inputs, {bytes >> 20} MB, {failures.Count} failures");
            next = clock.Elapsed + TimeSpan.FromSeconds(30);
        }
        while (!asked.One && clock.Elapsed.TotalMinutes < asked.Minutes);

        Console.WriteLine($"{inputs} inputs from seed {asked.Seed}, {bytes >> 10} KB, {failures.Count} failures");
        if (asked.Pace && !asked.One)
            pace();
        return failures.Count == 0 ? 0 : 1;
    }
}
