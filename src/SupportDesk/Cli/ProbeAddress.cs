using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SupportDesk.Features.Diagnostics;
using SupportDesk.Features.Diagnostics.Probe;
using SupportDesk.Features.Settings.Shops;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Findings;
using SupportDesk.Kernel.Formatting;
using SupportDesk.Robokassa;

namespace SupportDesk.Cli;

/// <summary>Looks at a ResultURL on the command line. It calls the host that was named and no other, and sends nothing without a yes.</summary>
internal static class ProbeAddress
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    internal sealed record Input(
        string Url,
        string? TestPassword2,
        string Method,
        string Invoice,
        string Sum,
        string Algorithm,
        bool Yes,
        bool AllowPrivateAddresses,
        string? Authorities
    )
    {
        // Passwords stay out of whatever prints a record.
        public override string ToString() => Url;
    }

    /// <returns>0 when notifications reach the shop and are answered, 1 when not, 2 for a question that cannot be asked.</returns>
    public static async Task<int> RunAsync(Input input, bool asJson, CancellationToken ct)
    {
        ProbePlan plan;
        try
        {
            plan = PlanOf(input);
            if (!input.Yes)
                await ConfirmAsync(plan, ct);
        }
        catch (FormatException error)
        {
            await Console.Error.WriteLineAsync("probe: " + error.Message);
            return Commands.BadInput;
        }

        // Texts of the command line are English, as its numbers are.
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        await using var services = Services(input);
        var texts = services.GetRequiredService<LocalizedTexts>();
        await using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false))
        {
            NewLine = "\n",
            AutoFlush = true,
        };
        var found = new List<RunProbe.Finding>();
        try
        {
            await foreach (var step in services.GetServices<IProbeStep>().WalkAsync(new ProbeState(plan, [HostOf(plan.Url)]), ct))
            {
                found.Add(step);
                if (!asJson)
                    await output.WriteLineAsync(ToText(step, texts));
            }
        }
        catch (OperationCanceledException)
        {
            return Commands.Interrupted;
        }

        if (asJson)
            await output.WriteLineAsync(ToJson(plan, found, texts));
        return found.Exists(step => step.Severity == Severity.Red) ? 1 : 0;
    }

    private static ProbePlan PlanOf(Input input)
    {
        if (!Uri.TryCreate(input.Url.Trim(), UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.UserInfo.Length > 0)
            throw new FormatException($"{TerminalText.Text(input.Url)} is no address of the web. Name it as https://shop.example/pay/result.");
        if (string.IsNullOrEmpty(input.TestPassword2))
            throw new FormatException("no password. Name --test-password2, or set SUPPORTDESK_TEST_PASSWORD2.");
        if (!InvoiceId.TryParse(input.Invoice, out var invoice))
            throw new FormatException($"--invoice {input.Invoice}: an InvoiceID is a whole number from 1 to {long.MaxValue}.");
        if (!Amount.TryParse(input.Sum, out var amount, out _))
            throw new FormatException($"--sum {input.Sum}: an amount is written as 2480.00.");
        if (!SignatureHash.TryParse(input.Algorithm, out var algorithm))
            throw new FormatException($"--algorithm {input.Algorithm} is no algorithm of the provider: md5, ripemd160, sha1, sha256, sha384, sha512.");
        var method = input.Method.ToUpperInvariant() switch
        {
            "POST" => HttpMethod.Post,
            "GET" => HttpMethod.Get,
            _ => throw new FormatException($"--method {input.Method}: notifications come by post or get."),
        };
        if (input.Authorities is { } file)
            CheckAuthorities(file);
        return new ProbePlan(url, method, invoice, amount.ToString("0.00", CultureInfo.InvariantCulture), algorithm, input.TestPassword2);
    }

    private static void CheckAuthorities(string file)
    {
        try
        {
            var found = new X509Certificate2Collection();
            found.ImportFromPemFile(file);
            if (found.Count > 0)
                return;
        }
        catch (Exception error) when (error is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new FormatException($"--authorities {file} cannot be read: {error.Message} Name a PEM file with certificates.", error);
        }

        throw new FormatException($"--authorities {file} holds no certificate. Name a PEM file with certificates.");
    }

    private static async Task ConfirmAsync(ProbePlan plan, CancellationToken ct)
    {
        if (Console.IsInputRedirected)
            throw new FormatException("nobody is there to say yes. Add --yes to send the test notifications.");
        await Console.Error.WriteAsync(
            $"Up to four test notifications go to {plan.Url}: invoice {plan.InvId}, amount {plan.OutSum}, IsTest=1; one of them with a forged signature.\n" +
            "A shop that does not look at IsTest may take this order for paid. Send them? [y/N] ");
        if ((await Console.In.ReadLineAsync(ct))?.Trim().ToUpperInvariant() is not ("Y" or "YES"))
            throw new FormatException("nothing was sent.");
    }

    private static ServiceProvider Services(Input input)
    {
        var services = new ServiceCollection();
        services.Configure<DiagnosticsOptions>(options =>
            (options.AllowPrivateAddresses, options.TrustedAuthorities) = (input.AllowPrivateAddresses, input.Authorities)
        );
        services.AddLogging().AddLocalization().AddSingleton<LocalizedTexts>().AddSingleton(TimeProvider.System).AddProbeSteps();
        return services.BuildServiceProvider();
    }

    private static string HostOf(Uri url) => AllowedHosts.Read(url.GetLeftPart(UriPartial.Authority))!;

    private static string WordOf(RunProbe.Finding step) =>
        step.Seen is null
            ? "skipped"
            : step.Severity switch
            {
                Severity.Unknown => "unknown",
                Severity.Green => "good",
                Severity.Yellow => "care",
                _ => "bad",
            };

    private static string ToText(RunProbe.Finding step, LocalizedTexts texts)
    {
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"{WordOf(step),-7}  {step.Name,-8}"));
        if (step.Seen is { } seen)
            text.Append(CultureInfo.InvariantCulture, $"  {Shown(texts.Say(seen))} ({step.Milliseconds} ms)");
        foreach (
            var (word, more) in new[] { ("came", step.Evidence), ("expected", step.Expected), ("do", step.Advice is { } advice ? texts.Say(advice) : null) }
        )
        {
            if (!string.IsNullOrEmpty(more))
                text.Append(CultureInfo.InvariantCulture, $"\n                   {word}: {Shown(more)}");
        }

        return text.ToString();
    }

    private static string ToJson(ProbePlan plan, List<RunProbe.Finding> found, LocalizedTexts texts) => JsonSerializer.Serialize(new
    {
        url = plan.Url.ToString(),
        method = plan.Method.Method,
        verdict = found.Max(step => step.Severity) switch { <= Severity.Green => "good", Severity.Yellow => "care", _ => "bad" },
        steps = found.Select(step => new
        {
            name = step.Name,
            verdict = WordOf(step),
            finding = step.Seen?.Key,
            text = step.Seen is { } seen ? texts.Say(seen) : null,
            evidence = step.Evidence,
            expected = step.Expected,
            advice = step.Advice is { } advice ? texts.Say(advice) : null,
            milliseconds = step.Milliseconds,
        }),
    }, Json);

    // What a server sent can move a cursor or begin a line of its own.
    private static string Shown(string text) => TerminalText.Text(text.ReplaceLineEndings(" "));
}
