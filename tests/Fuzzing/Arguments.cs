using System.Globalization;

namespace SupportDesk.Fuzzing;

/// <summary>What the fuzzer was asked to do.</summary>
/// <param name="Minutes">How long inputs are made.</param>
/// <param name="Seed">The first input's; the next ones count on from it.</param>
/// <param name="One">True to make the seed's input only.</param>
/// <param name="Check">The only check to make; all of them without.</param>
/// <param name="Pace">True to measure hostile inputs too.</param>
/// <param name="Output">Folder for inputs that fail.</param>
internal sealed record Arguments(double Minutes, int Seed, bool One, string? Check, bool Pace, string Output)
{
    public const string Usage = "Usage: [--minutes N (1)] [--seed S (1)] [--one] [--check NAME] [--no-pace] [--output FOLDER (fuzz-failures)]";

    public static Arguments? Parse(string[] args, IReadOnlyList<Check> checks)
    {
        var parsed = new Arguments(1, 1, false, null, true, "fuzz-failures");
        for (var i = 0; i < args.Length; i++)
        {
            var value = i + 1 < args.Length ? args[i + 1] : "";
            switch (args[i])
            {
                case "--minutes" when double.TryParse(value, CultureInfo.InvariantCulture, out var minutes):
                    (parsed, i) = (parsed with { Minutes = minutes }, i + 1);
                    break;
                case "--seed" when int.TryParse(value, CultureInfo.InvariantCulture, out var seed):
                    (parsed, i) = (parsed with { Seed = seed }, i + 1);
                    break;
                case "--check" when checks.Any(check => check.Name == value):
                    (parsed, i) = (parsed with { Check = value }, i + 1);
                    break;
                case "--output" when value.Length > 0:
                    (parsed, i) = (parsed with { Output = value }, i + 1);
                    break;
                case "--one":
                    parsed = parsed with { One = true };
                    break;
                case "--no-pace":
                    parsed = parsed with { Pace = false };
                    break;
                default:
                    return null;
            }
        }

        return parsed;
    }
}
