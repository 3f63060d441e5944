using System.Globalization;
using System.Text.Json;
using SupportDesk.Benchmarks;
using SupportDesk.Benchmarks.Diagnostics;
using SupportDesk.Benchmarks.Email;
using SupportDesk.Benchmarks.Masking;
using SupportDesk.Benchmarks.Payments;
using SupportDesk.Benchmarks.Shell;

switch (args)
{
    case [PageOpener.Hold, var page, var pages]:
        return await OpenPages.HoldAsync(new Uri(page), int.Parse(pages, CultureInfo.InvariantCulture));
    case [PageOpener.Time, var page, var between, var visits]:
        return await OpenPages.TimeAsync(new Uri(page), new Uri(between), int.Parse(visits, CultureInfo.InvariantCulture));
}

Scenario[] scenarios =
[
    new MaskSparse(),
    new MaskDense(),
    new MaskMemory(),
    new MimeRead(),
    new OutboxSending(),
    new MailIntake(),
    new Explain(),
    new Recorder(),
    new Circuits(),
    new Pages(),
];
var json = new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

var names = new List<string>();
string? file = null;
var quick = false;
for (var i = 0; i < args.Length; i++)
    switch (args[i])
    {
        case "--quick":
            quick = true;
            break;
        case "--json" when i + 1 < args.Length:
            file = args[++i];
            break;
        default:
            names.Add(args[i]);
            break;
    }

var wanted = names is ["all"] ? scenarios : [.. scenarios.Where(scenario => names.Contains(scenario.Name))];
if (wanted.Length == 0 || (names is not ["all"] && wanted.Length < names.Count))
{
    Console.Error.WriteLine($"Usage: SCENARIO… | all [--json FILE] [--quick]. Scenarios: {string.Join(", ", scenarios.Select(scenario => scenario.Name))}.");
    return 2;
}

Console.WriteLine($"{Machine.Describe()}; load {Machine.Load()}{(quick ? "; quick: too short to be quoted" : "")}");
Table.Header();
var results = new List<Result>();
foreach (var scenario in wanted)
    foreach (var result in scenario.Run(quick))
    {
        results.Add(result);
        Table.Row(result);
    }

Console.WriteLine($"load at the end {Machine.Load()}");
if (file is not null)
    await File.WriteAllTextAsync(file, JsonSerializer.Serialize(results, json));
return 0;
