using System.CommandLine;

namespace SupportDesk.Cli;

/// <summary><c>supportdesk mail …</c>: tools for e-mails that need no settings and no data.</summary>
internal static class MailCommand
{
    public static Command Create() => new("mail", "Tools for e-mails.") { CreateInspect() };

    private static Command CreateInspect()
    {
        var file = new Argument<string>("file") { Description = "E-mail as it came (.eml); - for standard input." };
        var json = new Option<bool>("--json") { Description = "Prints JSON instead of a text for people." };
        var command = new Command("inspect", "Shows what the desk understands of an e-mail, and what is wrong with it.") { file, json };
        command.SetAction((parsed, ct) => InspectEmail.RunAsync(parsed.GetValue(file)!, parsed.GetValue(json), ct));
        return command;
    }
}
