using System.Net;
using SupportDesk.Features.Diagnostics.Probe;

namespace SupportDesk.Cli.Demo;

/// <summary>How the invented ResultURL of a shop does at the moment; the looks at it see this instead of the network.</summary>
internal sealed class DemoAddress
{
    public static readonly IReadOnlyList<string> Steps = ["dns", "tcp", "tls", "redirect", "wall", "answer", "time", "repeat", "method", "forgery"];

    private const string Forbidden = "403 text/html: <h1>Доступ ограничен</h1>";

    /// <summary>By host: what is wrong there now. A host without an entry is well.</summary>
    public Dictionary<string, Trouble> Troubles { get; } = [];

    /// <summary>By host: seconds to the first byte of the next answer.</summary>
    public Dictionary<string, double> Seconds { get; } = [];

    /// <summary>The last day of the invented certificates.</summary>
    public DateOnly CertificateUntil { get; set; }

    public enum Trouble { Wall, Page, Slow, Password }

    public StepResult? See(string step, ProbeState state)
    {
        var host = state.Plan.Url.Host;
        Trouble? trouble = Troubles.TryGetValue(host, out var known) ? known : null;
        var (right, seconds) = ($"OK{state.Plan.InvId}", trouble == Trouble.Slow ? 6.83 : Seconds.GetValueOrDefault(host, 0.4));
        switch (step)
        {
            case "dns":
                return StepResult.Good("DnsGood", "198.51.100.24", 1) with { Evidence = $"{host}. 300 A 198.51.100.24" };
            case "tcp":
                return StepResult.Good("TcpGood", 443);
            case "tls":
                return StepResult.Good("TlsGood", "TLS 1.3", CertificateUntil);
            case "redirect":
                state.Reply = new ProbeReply(HttpStatusCode.OK, new Dictionary<string, string>(), [], TimeSpan.FromSeconds(seconds));
                return StepResult.Good("RedirectNone");
            case "wall":
                return trouble == Trouble.Password ? StepResult.Bad("WallPassword", "WallPasswordAdvice", "401 WWW-Authenticate: Basic") with { Ends = true }
                    : trouble == Trouble.Wall ? StepResult.Bad("WallForbidden", "WallForbiddenAdvice", Forbidden) with { Ends = true }
                    : StepResult.Good("WallNone");
            case "answer":
                state.IsTaken = trouble != Trouble.Page;
                return state.IsTaken
                    ? StepResult.Good("Answer_Exact", right) with { Evidence = $"200 text/plain: {right}" }
                    : StepResult.Bad("Answer_Html", "Answer_Html_Advice", "200 text/html: <!doctype html><title>Обновление сайта</title>", right, 200) with
                    {
                        Expected = $"200 text/plain: {right}",
                    };
            case "time":
                return seconds > 5 ? StepResult.Bad("TimeSlow", "TimeSlowAdvice", null, seconds, 5.0)
                    : seconds > 3.5 ? StepResult.Care("TimeSlowish", "TimeSlowAdvice", null, seconds, 5.0)
                    : StepResult.Good("TimeGood", seconds, 5.0);
            case "repeat":
                return state.IsTaken ? StepResult.Good("RepeatGood") : null;
            case "method":
                return state.IsTaken ? StepResult.Good("MethodBoth") : null;
            default:
                return state.IsTaken ? StepResult.Good("ForgeryGood") with { Evidence = "200 text/plain: bad sign" } : null;
        }
    }
}

/// <summary>A step of a look that sees the invented address.</summary>
internal sealed class DemoProbeStep(string name, DemoAddress address) : IProbeStep
{
    public string Name => name;

    public Task<StepResult?> RunAsync(ProbeState state, CancellationToken ct) => Task.FromResult(address.See(name, state));
}
