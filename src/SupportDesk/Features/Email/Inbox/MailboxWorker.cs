using MailKit.Security;
using SupportDesk.Features.Email.SignIn;
using SupportDesk.Features.Files;

namespace SupportDesk.Features.Email.Inbox;

/// <summary>
/// Keeps one mailbox read for as long as the desk runs: connects, catches up, waits to be told of new e-mails, and begins
/// anew after whatever goes wrong.
/// </summary>
internal sealed class MailboxWorker(
    IMailbox mailbox, IServiceScopeFactory scopes, MailboxSignals signals, MailSettings settings, TimeProvider clock, ILogger<MailboxWorker> log)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private int failures;

    public async Task RunAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await VisitAsync(ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                await RecoverAsync(error, ct);
            }
        }
    }

    private async Task VisitAsync(CancellationToken ct)
    {
        await using var visit = await mailbox.OpenAsync(ct);
        // While nobody listened anything may have happened: the first look compares every e-mail.
        for (var isFirst = true; ; isFirst = false)
        {
            var round = signals.Begin(mailbox.Name);
            var received = await ReceiveAsync(visit, isFirst || round.Compare, ct);
            failures = 0;
            await visit.WaitAsync(received.NextTryIn ?? LongestWait, round.Bell, ct);
        }
    }

    private async Task<FetchMailbox.Received> ReceiveAsync(IMailboxVisit visit, bool all, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<FetchMailbox>().RunAsync(mailbox, visit, all, ct);
    }

    private async Task RecoverAsync(Exception error, CancellationToken ct)
    {
        failures++;
        var isRefused = error is AuthenticationException or OAuthException { IsRefused: true };
        var pause = ReconnectBackoff.Of(failures, isRefused, Random.Shared.NextDouble());
        log.LogWarning(error, "Mailbox {Mailbox} could not be read; the next try is in {Seconds:0} s", mailbox.Name, pause.TotalSeconds);
        // Calls before the pause are answered by the try after it.
        var bell = signals.Begin(mailbox.Name).Bell;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope
                .ServiceProvider.GetRequiredService<SaveMailboxStatus>()
                .FailureAsync(mailbox.Name, SanitizedText.Line(settings.WithoutSecrets(error.Message)).Text, ct);
        }
        catch (Exception second) when (second is not OperationCanceledException)
        {
            log.LogError(second, "The trouble of mailbox {Mailbox} could not be written down", mailbox.Name);
        }

        await WaitAsync(pause, bell, ct);
    }

    private async Task WaitAsync(TimeSpan pause, CancellationToken bell, CancellationToken ct)
    {
        try
        {
            await Backoff.UntilAsync(pause, clock, bell, ct);
        }
        catch (OperationCanceledException)
        {
            // The desk stops.
        }
    }
}
