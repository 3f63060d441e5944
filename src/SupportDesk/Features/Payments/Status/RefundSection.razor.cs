using Microsoft.AspNetCore.Components;
using SupportDesk.Kernel;
using SupportDesk.Robokassa.Status;
using SupportDesk.Ui;

namespace SupportDesk.Features.Payments.Status;

public sealed partial class RefundSection : IDisposable
{
    private readonly PageLifetime left = new();
    private IReadOnlyList<Problem> problems = [];
    private RefundAnswer? answer;
    private string request = "";
    private string asked = "";
    private bool isAsking;

    /// <summary>An id that was pasted elsewhere.</summary>
    [Parameter] public string? Given { get; set; }

    [Inject] public required AskRefund Refund { get; init; }

    [Inject] public required CurrentActor Current { get; init; }

    public void Dispose()
    {
        left.Dispose();
    }

    protected override void OnInitialized() => request = Given ?? "";

    private string Title => answer switch
    {
        { Outcome: RefundOutcome.Answered, State: { } state } => "Refund_" + state.Stage,
        { Outcome: RefundOutcome.Message } => "Refund_Message",
        _ => "Status_" + answer!.Outcome,
    };

    private string Advice => answer!.State is null ? "Refund_NoAnswer_Advice" : Title + "_Advice";

    /// <summary>What came in words that are not the desk's.</summary>
    private string? Words => answer!.State switch
    {
        null => answer.Problem,
        { Stage: RefundStage.Unknown, Label: { } label } => label,
        { } state => state.Message,
    };

    private string Severity => answer!.State?.Stage switch { RefundStage.Finished => "is-ok", RefundStage.Canceled => "is-bad", _ => "is-warn" };

    private string Sign =>
        answer!.State?.Stage switch
        {
            RefundStage.Finished => "ok",
            RefundStage.Canceled => "bad",
            RefundStage.Processing => "wait",
            _ => "warn",
        };

    private string? ErrorOf() => problems.Count > 0 ? T[problems[0].Code, problems[0].Args!].Value : null;

    private async Task AskAsync()
    {
        (isAsking, answer, problems, asked) = (true, null, [], request.Trim());
        try
        {
            var result = await Refund.RunAsync(request, await Current.GetAsync(), left.Token);
            problems = result.Problems;
            answer = result.Ok ? result.Value : null;
        }
        catch (OperationCanceledException) when (left.Token.IsCancellationRequested)
        {
            // The page was left.
        }

        isAsking = false;
    }
}
