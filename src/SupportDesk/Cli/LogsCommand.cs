using System.CommandLine;

namespace SupportDesk.Cli;

/// <summary><c>supportdesk logs …</c>: tools for logs of web servers that need no settings, no data and no network.</summary>
internal static class LogsCommand
{
    public static Command Create() => new("logs", "Tools for logs of web servers.") { CreateRead() };

    private static Command CreateRead()
    {
        var files = new Argument<string[]>("files")
        {
            Description = "Logs of nginx, Apache, IIS or JSON lines, also packed with gzip; - for standard input.",
            Arity = ArgumentArity.OneOrMore,
        };
        var invoice = new Option<string>("--invoice") { Description = "The InvoiceID.", Required = true };
        var format = new Option<string?>("--format")
        {
            Description =
                "The shape of the lines as the server's configuration names it, if it is none of the usual: "
                + "'$remote_addr [$time_local] \"$request\" $status $request_time' "
                + "or '%h %l %u %t \"%r\" %>s %b %D'.",
        };
        var slow = new Option<double>("--slow-seconds") { Description = "From how many seconds on an answer is late.", DefaultValueFactory = _ => 10 };
        var excerpt = new Option<string?>("--excerpt")
        {
            Description = "File to which the lines about the invoice are written, with card data and secrets hidden.",
        };
        var json = new Option<bool>("--json") { Description = "Prints JSON instead of a text for people." };
        var command = new Command("read", "Finds what became of an invoice's notifications.") { files, invoice, format, slow, excerpt, json };
        command.SetAction(
            (parsed, ct) =>
                ReadLogFiles.RunAsync(
                    new ReadLogFiles.Input(
                        parsed.GetValue(files) ?? [],
                        parsed.GetValue(invoice) ?? "",
                        parsed.GetValue(format),
                        parsed.GetValue(slow),
                        parsed.GetValue(excerpt)
                    ),
                    parsed.GetValue(json),
                    ct
                )
        );
        return command;
    }
}
