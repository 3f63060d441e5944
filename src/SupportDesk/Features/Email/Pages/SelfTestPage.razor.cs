using Microsoft.AspNetCore.Components;
using SupportDesk.Features.Email.SelfTest;
using SupportDesk.Kernel;
using SupportDesk.Ui;

namespace SupportDesk.Features.Email.Pages;

public sealed partial class SelfTestPage : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly PageLifetime gone = new();
    private IReadOnlyList<TestedMailbox>? boxes;
    private bool mayTest;
    private bool busy;
    private string? problem;

    [Inject] public required ReadSelfTests Tests { get; init; }

    [Inject] public required TrustAuthservId Trust { get; init; }

    [Inject] public required CurrentActor Current { get; init; }

    [Inject] public required DeskTime Time { get; init; }

    [Inject] public required TimeProvider Clock { get; init; }

    public void Dispose()
    {
        gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        mayTest = StartSelfTest.Allows(await Current.GetAsync());
        await LoadAsync();
        _ = WatchAsync();
    }

    // A test also ends by the mere passing of time, so the page looks by itself while one is under way.
    private async Task WatchAsync()
    {
        try
        {
            using var timer = new PeriodicTimer(Look, Clock);
            while (await timer.WaitForNextTickAsync(gone.Token))
            {
                if (busy || boxes?.Any(box => box.Last is { IsOver: false }) == true)
                    await InvokeAsync(async () =>
                    {
                        await LoadAsync();
                        StateHasChanged();
                    });
            }
        }
        catch (OperationCanceledException)
        {
            // The page is gone.
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            await DispatchExceptionAsync(error);
        }
    }

    private Task StartAsync(string mailbox) => DoAsync(actor => Start.RunAsync(mailbox, actor, CancellationToken.None));

    private Task TrustAsync(string mailbox, string host) => DoAsync(actor => Trust.RunAsync(mailbox, host, actor, CancellationToken.None));

    private async Task DoAsync<TDone>(Func<Actor, Task<Result<TDone>>> run)
    {
        busy = true;
        Result<TDone> done;
        try
        {
            done = await run(await Current.GetAsync());
        }
        finally
        {
            busy = false;
        }

        problem = done.Ok ? null : ProblemMessages.Of(T, done.Problems[0]);
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        var read = await Tests.RunAsync(await Current.GetAsync(), CancellationToken.None);
        boxes = read.Ok ? read.Value : [];
    }

    private static SelfTestState Worst(SelfTestView test) => test.IsOver
        ? test.Steps.Select(step => step.State == SelfTestState.Note ? SelfTestState.Ok : step.State).Max()
        : SelfTestState.Waiting;

    private static int Passed(SelfTestView test) => test.Steps.Count(step => step.State != SelfTestState.Waiting);

    private static string Severity(SelfTestState state) => state switch
    {
        SelfTestState.Ok => "is-ok",
        SelfTestState.Warn => "is-warn",
        SelfTestState.Bad => "is-bad",
        SelfTestState.Waiting => "is-run",
        _ => "",
    };

    private static string IconOf(SelfTestState state) => state switch
    {
        SelfTestState.Ok => "ok",
        SelfTestState.Warn => "warn",
        SelfTestState.Bad => "bad",
        SelfTestState.Waiting => "run",
        _ => "dash",
    };
}
