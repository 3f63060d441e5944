using System.CommandLine;
using SupportDesk.Robokassa.Explaining;

namespace SupportDesk.Cli;

/// <summary><c>supportdesk signature …</c>: tools for signatures that need no settings, no data and no network.</summary>
internal static class SignatureCommand
{
    public static Command Create() => new("signature", "Tools for signatures of payments.") { CreateExplain() };

    private static Command CreateExplain()
    {
        var kind = new Option<SignedKind>("--kind") { Description = "What was signed: payment, result or success.", Required = true };
        var url = new Option<string?>("--url") { Description = "Payment link, or address of the request, with its fields." };
        var body = new Option<string?>("--body")
        {
            Description = "File with the body of a form or request: fields of a form, a JSON object, or a whole HTTP request; - for standard input.",
        };
        var field = new Option<string[]>("--field")
        {
            Description = "A field as Name=Value, not encoded; as often as needed.",
            AllowMultipleArgumentsPerToken = true,
        };
        var algorithm = new Option<string?>("--algorithm")
        {
            Description = "The shop's algorithm; without it, it is found: md5, ripemd160, sha1, sha256, sha384, sha512.",
        };
        var json = new Option<bool>("--json") { Description = "Prints JSON instead of a text for people." };
        Option<string?>[] passwords = [.. PasswordOptions.Select(one => new Option<string?>(one.Option)
        {
            Description = $"{one.Words}; better in the environment as {one.Variable}, where no list of processes shows it.",
        })];
        var command = new Command("explain", "Says whether a signature is right, or which mistake explains it.") { kind, url, body, field, algorithm, json };
        foreach (var password in passwords)
            command.Options.Add(password);
        command.SetAction((parsed, ct) =>
        {
            return ExplainSignature.RunAsync(
                new ExplainSignature.Input(
                    parsed.GetValue(kind), parsed.GetValue(url), parsed.GetValue(body), parsed.GetValue(field) ?? [],
                    new ShopPasswords(Secret(0), Secret(1), Secret(2), Secret(3)),
                    parsed.GetValue(algorithm)),
                parsed.GetValue(json), ct);

            string? Secret(int i) => SecretOption.Read(parsed, passwords[i], PasswordOptions[i].Variable);
        });
        return command;
    }

    private static readonly (string Option, string Variable, string Words)[] PasswordOptions =
    [
        ("--password1", "SUPPORTDESK_PASSWORD1", "Password #1"),
        ("--password2", "SUPPORTDESK_PASSWORD2", "Password #2"),
        ("--test-password1", "SUPPORTDESK_TEST_PASSWORD1", "Test password #1"),
        ("--test-password2", "SUPPORTDESK_TEST_PASSWORD2", "Test password #2"),
    ];
}
