using System.Diagnostics;
using SupportDesk.Masking.Fuzz;

if (Arguments.Parse(args) is not { } asked)
{
    Console.Error.WriteLine(Arguments.Usage);
    return 2;
}

var corpus = Corpus.Load();
var checks = Checks.All.Where(check => asked.Check is null || check.Name == asked.Check).ToArray();
var failures = new Failures(asked.Output);
var clock = Stopwatch.StartNew();
var next = TimeSpan.Zero;
long inputs = 0, bytes = 0;
var seed = asked.Seed;
do
{
    var random = new Random(seed);
    var input = Maker.Make(random, corpus);
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
    Pace.Report();
return failures.Count == 0 ? 0 : 1;
