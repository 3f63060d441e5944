using System.CommandLine;
using SupportDesk.Cli.Demo;
using SupportDesk.Kernel;

namespace SupportDesk.Cli;

/// <summary><c>supportdesk demo</c>: an empty desk becomes one that has been worked in for a month.</summary>
internal static class DemoCommand
{
    private const int ShortestPassword = 10;
    private const int FewestTickets = 20;
    private const int MostTickets = 5000;

    public static Command Create()
    {
        var data = new Option<string?>("--data") { Description = "Folder of the data; without it, the one of the settings. It must be empty." };
        var password = new Option<string?>("--password") { Description = "Password of all its people; without it, one is made and printed." };
        var seed = new Option<int>("--seed") { Description = "The same number makes the same tickets.", DefaultValueFactory = _ => 1 };
        var tickets = new Option<int>("--tickets") { Description = "How many of them come by themselves.", DefaultValueFactory = _ => MakeDemo.Tickets };
        var command = new Command("demo", "Fills an empty desk with three shops, six people and a month of invented tickets. No e-mail leaves.")
        {
            data, password, seed, tickets,
        };
        command.SetAction((parsed, ct) =>
            RunAsync(parsed.GetValue(data), parsed.GetValue(password), parsed.GetValue(seed), parsed.GetValue(tickets), ct));
        return command;
    }

    private static async Task<int> RunAsync(string? data, string? chosen, int seed, int tickets, CancellationToken ct)
    {
        if (chosen is { Length: < ShortestPassword })
        {
            await Console.Error.WriteLineAsync($"The password needs {ShortestPassword} letters at least.");
            return Commands.BadInput;
        }

        if (tickets is < FewestTickets or > MostTickets)
        {
            await Console.Error.WriteLineAsync($"The number of tickets is {FewestTickets} to {MostTickets}.");
            return Commands.BadInput;
        }

        var password = chosen ?? Ids.Code(16);
        try
        {
            var input = new MakeDemo.Input(seed, password, TimeProvider.System.GetUtcNow(), data is null ? null : Path.GetFullPath(data))
            {
                Tickets = tickets,
            };
            await new MakeDemo(Console.Out).RunAsync(input, ct);
        }
        catch (ConfigurationException error)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return Commands.BadInput;
        }

        await Console.Out.WriteLineAsync("\nSign in as one of them:");
        foreach (var account in DemoPeople.Accounts)
            await Console.Out.WriteLineAsync("  " + account);
        await Console.Out.WriteLineAsync(chosen is null ? $"Password of all: {password}" : "with the password that you chose.");
        return 0;
    }
}
