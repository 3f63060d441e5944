using System.CommandLine;

namespace SupportDesk.Cli;

/// <summary><c>supportdesk probe URL</c>: the doctor's look at a ResultURL, without a desk.</summary>
internal static class ProbeCommand
{
    private const string Variable = "SUPPORTDESK_TEST_PASSWORD2";

    public static Command Create()
    {
        var url = new Argument<string>("url") { Description = "The ResultURL, as it stands in the shop's technical settings." };
        var password = new Option<string?>("--test-password2")
        {
            Description =
                $"Test password #2, which signs the test notifications; better in the environment as {Variable}, where no list of processes shows it.",
        };
        var method = new Option<string>("--method")
        {
            Description = "How the shop's settings say that notifications come: post or get.",
            DefaultValueFactory = _ => "post",
        };
        var invoice = new Option<string>("--invoice")
        {
            Description = "The InvoiceID; better one of an unpaid test order, for a shop may refuse one that it does not know.",
            DefaultValueFactory = _ => "1",
        };
        var sum = new Option<string>("--sum") { Description = "The amount.", DefaultValueFactory = _ => "1.00" };
        var algorithm = new Option<string>("--algorithm")
        {
            Description = "The shop's algorithm: md5, ripemd160, sha1, sha256, sha384, sha512.",
            DefaultValueFactory = _ => "md5",
        };
        var yes = new Option<bool>("--yes") { Description = "Sends the test notifications without asking." };
        var inside = new Option<bool>("--allow-private-addresses") { Description = "Also calls addresses inside this network. For test beds." };
        var authorities = new Option<string?>("--authorities") { Description = "A PEM file of authorities that are trusted besides the system's own." };
        var json = new Option<bool>("--json") { Description = "Prints JSON instead of a text for people." };
        var command = new Command("probe", "Looks whether the provider's notifications reach a shop and are answered rightly; exit code 1 when they are not.")
        {
            url, password, method, invoice, sum, algorithm, yes, inside, authorities, json,
        };
        command.SetAction(
            (parsed, ct) =>
                ProbeAddress.RunAsync(
                    new ProbeAddress.Input(
                        parsed.GetValue(url)!,
                        SecretOption.Read(parsed, password, Variable),
                        parsed.GetValue(method)!,
                        parsed.GetValue(invoice)!,
                        parsed.GetValue(sum)!,
                        parsed.GetValue(algorithm)!,
                        parsed.GetValue(yes),
                        parsed.GetValue(inside),
                        parsed.GetValue(authorities)
                    ),
                    parsed.GetValue(json),
                    ct
                )
        );
        return command;
    }
}
