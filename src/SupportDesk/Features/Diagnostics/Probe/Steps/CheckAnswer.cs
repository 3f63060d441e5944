using System.Net;
using SupportDesk.Kernel.Findings;
using static SupportDesk.Features.Diagnostics.Probe.StepResult;

namespace SupportDesk.Features.Diagnostics.Probe.Steps;

/// <summary>Is the answer the one that the provider takes: status 200, text, exactly OK and the number.</summary>
internal sealed class CheckAnswer : IProbeStep
{
    public string Name => "answer";

    public Task<StepResult?> RunAsync(ProbeState state, CancellationToken ct)
    {
        if (state.Reply is not { } reply)
            return Task.FromResult<StepResult?>(null);
        var result = Evaluate(reply, state.Plan);
        state.IsTaken = reply.Status == HttpStatusCode.OK && ResultAnswer.IsTaken(ResultAnswer.Evaluate(reply.Body, state.Plan.InvId));
        return Task.FromResult<StepResult?>(result);
    }

    internal static StepResult Evaluate(ProbeReply reply, ProbePlan plan)
    {
        var type = reply.Header("Content-Type") ?? "";
        var evidence = $"{(int)reply.Status} {type}: {ResultAnswer.Excerpt(reply.Body)}";
        var (right, status) = ("OK" + plan.InvId, (int)reply.Status);
        var found = Evaluate(reply, plan, type, evidence, right, status);
        return found.Severity == Severity.Green ? found : found with { Expected = Right(plan) };
    }

    /// <summary>The right answer, written as evidence is.</summary>
    internal static string Right(ProbePlan plan) => $"200 text/plain: OK{plan.InvId}";

    private static StepResult Evaluate(ProbeReply reply, ProbePlan plan, string type, string evidence, string right, int status)
    {
        var shape = ResultAnswer.Evaluate(reply.Body, plan.InvId);
        return reply.Status switch
        {
            HttpStatusCode.NotFound => Bad("AnswerNotFound", "AnswerNotFoundAdvice", evidence, right, status),
            HttpStatusCode.MethodNotAllowed => Bad("AnswerMethod", "AnswerMethodAdvice", evidence, right, status, plan.Method.Method),
            _ when shape == AnswerShape.BadSign => Bad("Answer_BadSign", "Answer_BadSign_Advice", evidence, right, status),
            >= HttpStatusCode.InternalServerError => Bad("AnswerFailed", "AnswerFailedAdvice", evidence, right, status),
            not HttpStatusCode.OK => Bad("AnswerStatus", "AnswerStatusAdvice", evidence, right, status),
            _ when shape == AnswerShape.Exact && IsText(type) => Good("Answer_Exact", right) with { Evidence = evidence },
            _ when shape == AnswerShape.Exact => Care("AnswerType", "AnswerTypeAdvice", evidence, right, type.Split(';')[0]),
            _ when shape == AnswerShape.LineEnd => Care("Answer_LineEnd", "Answer_LineEnd_Advice", evidence, right, status),
            _ => Bad("Answer_" + shape, $"Answer_{shape}_Advice", evidence, right, status),
        };
    }

    // PHP says text/html unless it is told otherwise, and the provider reads the body; the word is a flaw, not a fault.
    private static bool IsText(string type) => type.StartsWith("text/plain", StringComparison.OrdinalIgnoreCase);
}
