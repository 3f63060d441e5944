using System.Globalization;

namespace SupportDesk.Benchmarks;

/// <summary>Prints results as a table that is also Markdown.</summary>
internal static class Table
{
    public static void Header()
    {
        Console.WriteLine("| scenario | ours | best | baseline | | ratio | spread |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
    }

    public static void Row(Result result) =>
        Console.WriteLine(
            $"| {result.Scenario} | {Number(result.Ours)} {result.Unit} | {Number(result.Best)} | "
                + $"{Number(result.Baseline)} | {result.BaselineName} | {Number(result.Ratio)} | {result.Spread} |"
        );

    private static string Number(double? value) => value?.ToString("0.00", CultureInfo.InvariantCulture) ?? "";
}
