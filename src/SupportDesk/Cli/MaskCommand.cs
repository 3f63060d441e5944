using System.CommandLine;
using SupportDesk.Masking;

namespace SupportDesk.Cli;

/// <summary><c>supportdesk mask [FILE|-]</c>: hides secrets in a text on its way to standard output. Needs no settings and no data.</summary>
internal static class MaskCommand
{
    // As many as fit a few megabytes; counts go on beyond them.
    private const int MaxFindings = 100_000;

    private static readonly Dictionary<string, TextEncoding> Encodings = new(StringComparer.OrdinalIgnoreCase)
    {
        ["utf-8"] = TextEncoding.EightBit,
        ["utf-16le"] = TextEncoding.Utf16LittleEndian,
        ["utf-16be"] = TextEncoding.Utf16BigEndian,
        ["windows-1251"] = TextEncoding.EightBit,
    };

    public static Command Create()
    {
        var file = new Argument<string>("file")
        {
            Description = "File to read; - or nothing for standard input.",
            DefaultValueFactory = _ => MaskInput.StandardInput,
        };
        file.Validators.Add(result =>
        {
            if (result.Tokens is [var name] && name.Value.StartsWith('-') && name.Value != MaskInput.StandardInput)
                result.AddError($"Unknown option '{name.Value}'. A file of that name is written ./{name.Value}.");
        });
        var report = new Option<string?>("--report") { Description = "File for a JSON report of kinds and places, never of what was hidden." };
        var personal = new Option<bool>("--personal") { Description = "Hides e-mail addresses, phones, passports, SNILS and INN of persons too." };
        var ip = new Option<bool>("--ip") { Description = "Hides IP addresses too." };
        var encoding = new Option<string?>("--encoding") { Description = string.Join(", ", Encodings.Keys) + "; detected unless given." };
        encoding.Validators.Add(result =>
        {
            if (result.Tokens is [var name] && !Encodings.ContainsKey(name.Value))
                result.AddError($"Unknown encoding '{name.Value}'. Known are {string.Join(", ", Encodings.Keys)}; without the option it is detected.");
        });
        var command = new Command("mask", "Hides card numbers and secrets: masked text goes to standard output as it comes.")
        {
            file,
            report,
            personal,
            ip,
            encoding,
        };
        command.SetAction(
            (parsed, ct) =>
                MaskRun.RunAsync(
                    parsed.GetValue(file)!,
                    parsed.GetValue(report),
                    new MaskingOptions
                    {
                        MaxFindings = MaxFindings,
                        Personal = (parsed.GetValue(personal) ? PersonalData.Identity : 0) | (parsed.GetValue(ip) ? PersonalData.Ip : 0),
                        Encoding = parsed.GetValue(encoding) is { } name ? Encodings[name] : TextEncoding.Detect,
                    },
                    ct
                )
        );
        return command;
    }
}
