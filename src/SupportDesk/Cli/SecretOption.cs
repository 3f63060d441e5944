using System.CommandLine;

namespace SupportDesk.Cli;

/// <summary>An option that may stand in the environment instead. No default of the option: the help would print it.</summary>
internal static class SecretOption
{
    public static string? Read(ParseResult parsed, Option<string?> option, string variable) =>
        parsed.GetValue(option) ?? (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } set ? set : null);
}
