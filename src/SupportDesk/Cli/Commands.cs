using System.CommandLine;

namespace SupportDesk.Cli;

/// <summary>The verbs of the program. Errors go to stderr: exit code 2 for bad input, 1 for a failed check.</summary>
internal static class Commands
{
    public const int BadInput = 2;
    public const int Interrupted = 130;

    public static Task<int> RunAsync(string[] args)
    {
        // "--urls …" and other settings belong to the web desk, which has no words of its own.
        if (args.Length == 0 || args[0].StartsWith("--", StringComparison.Ordinal) && args[0] is not ("--help" or "--version"))
            return ServeCommand.RunAsync(args);
        var root = new RootCommand("A merchant's support desk for payments through Robokassa. Without a verb the web desk starts.")
        {
            ServeCommand.Create(),
            UserCommand.Create(),
            MaskCommand.Create(),
            HealthCommand.Create(),
            MailCommand.Create(),
            SignatureCommand.Create(),
            ProbeCommand.Create(),
            LogsCommand.Create(),
            DemoCommand.Create(),
        };
        var parsed = root.Parse(args);
        return parsed.Errors.Count > 0 ? ReportAsync(parsed) : parsed.InvokeAsync();
    }

    private static async Task<int> ReportAsync(ParseResult parsed)
    {
        foreach (var error in parsed.Errors)
            await Console.Error.WriteLineAsync(error.Message);
        var verb = parsed.CommandResult.Command;
        await Console.Error.WriteLineAsync($"supportdesk {(verb is RootCommand ? "" : verb.Name + " ")}--help shows what is possible.");
        return BadInput;
    }
}
