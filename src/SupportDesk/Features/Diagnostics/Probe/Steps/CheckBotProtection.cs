using System.Net;
using static SupportDesk.Features.Diagnostics.Probe.StepResult;

namespace SupportDesk.Features.Diagnostics.Probe.Steps;

/// <summary>Is somebody at the door who asks for a name, a password or a browser.</summary>
internal sealed class CheckBotProtection : IProbeStep
{
    public string Name => "wall";

    public Task<StepResult?> RunAsync(ProbeState state, CancellationToken ct) => Task.FromResult(state.Reply is { } reply ? Evaluate(reply) : null);

    internal static StepResult Evaluate(ProbeReply reply)
    {
        var evidence = $"{(int)reply.Status} {reply.Header("Server")} {ResultAnswer.Excerpt(reply.Body)}".Trim();
        if (BotProtection.Find(reply) is { } wall)
            return Bad("WallBots", "WallBotsAdvice", evidence, wall) with { Ends = true };
        return reply.Status switch
        {
            HttpStatusCode.Unauthorized => Bad("WallPassword", "WallPasswordAdvice", evidence) with { Ends = true },
            HttpStatusCode.ProxyAuthenticationRequired => Bad("WallPassword", "WallPasswordAdvice", evidence) with { Ends = true },
            HttpStatusCode.Forbidden when BotProtection.IsCsrf(reply) => Bad("WallCsrf", "WallCsrfAdvice", evidence) with { Ends = true },
            HttpStatusCode.Forbidden => Bad("WallForbidden", "WallForbiddenAdvice", evidence) with { Ends = true },
            (HttpStatusCode)419 => Bad("WallCsrf", "WallCsrfAdvice", evidence) with { Ends = true },
            HttpStatusCode.TooManyRequests => Bad("WallMany", "WallManyAdvice", evidence) with { Ends = true },
            _ when BotProtection.IsLogin(reply) => Bad("WallLogin", "WallLoginAdvice", evidence) with { Ends = true },
            _ => Good("WallNone"),
        };
    }
}
