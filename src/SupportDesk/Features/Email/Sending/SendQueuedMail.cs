using System.Collections.Concurrent;
using System.Threading.Channels;
using MimeKit;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Sending;

/// <summary>
/// Hands over every e-mail that is due, over several sessions at once. A row is marked before its e-mail is touched: what
/// is found marked later was interrupted on the way, may have arrived, and is not sent again by itself.
/// </summary>
internal sealed class SendQueuedMail(OutboxBatch turn, ComposeEmail compose, MailRoute route, MailSettings settings, ILogger<SendQueuedMail> log) : IUseCase
{
    /// <summary>E-mails that are marked at a time. After a power cut these are uncertain, so it is not larger than speed needs.</summary>
    private const int Window = 64;

    // How long an answer may wait for others to be written down with it.
    private static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(20);

    // An e-mail that is on its way when the desk stops may still arrive: broken off, its fate would be uncertain.
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(10);

    /// <summary>One run at a time.</summary>
    /// <returns>How many e-mails were handed over.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var (due, done) = (Channel.CreateUnbounded<DueEmail>(), Channel.CreateUnbounded<DeliveryResult>());
        var state = new RunState(due.Reader, done.Writer);
        var sessions = new List<Task>();
        var (fates, onTheWay, sent) = (await turn.FindInterruptedAsync(ct), 0, 0);
        try
        {
            while (true)
            {
                // The e-mails have left or not, whatever happens to this run: their fate is written down.
                var next = await turn.RunAsync(fates, ct.IsCancellationRequested || state.Fault is not null ? 0 : Window - onTheWay, CancellationToken.None);
                onTheWay += next.Count;
                foreach (var email in next)
                    due.Writer.TryWrite(email);
                if (onTheWay == 0)
                    break;
                // The first e-mail goes alone: a server that is down is asked once and not by every session.
                while (sessions.Count < (sent > 0 ? route.Sessions : 1) && sessions.Count < onTheWay)
                    sessions.Add(Task.Run(() => ServeAsync(state, ct), CancellationToken.None));
                fates = await GatherAsync(done.Reader, onTheWay);
                onTheWay -= fates.Count;
                sent += fates.Count(fate => fate.Result?.Outcome == SendOutcome.Accepted);
            }
        }
        catch (Exception error)
        {
            // What can no longer be written down must not leave.
            state.Fault ??= error;
            due.Writer.Complete();
            await Task.WhenAll(sessions);
            await SaveRestAsync(fates, due.Reader, done.Reader);
            throw;
        }

        due.Writer.Complete();
        await Task.WhenAll(sessions);

        if (state.Fault is not null)
            await Task.FromException(state.Fault);
        return sent;
    }

    /// <summary>The database may only have been busy: e-mails that are known to have left, or not to, need not become uncertain.</summary>
    private async Task SaveRestAsync(List<DeliveryResult> fates, ChannelReader<DueEmail> due, ChannelReader<DeliveryResult> done)
    {
        while (done.TryRead(out var fate))
            fates.Add(fate);
        while (due.TryRead(out var email))
            fates.Add(new DeliveryResult(email.Mail, null));
        try
        {
            await turn.RunAsync(fates, 0, CancellationToken.None);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            log.LogError(error, "What became of {Count} e-mails could not be written down; the next run finds them uncertain", fates.Count);
        }
    }

    private static async Task<List<DeliveryResult>> GatherAsync(ChannelReader<DeliveryResult> done, int onTheWay)
    {
        List<DeliveryResult> fates = [await done.ReadAsync()];
        using var patience = new CancellationTokenSource(Timeout);
        try
        {
            // A read that is broken off may take its answer with it, and the run would wait for that one for ever.
            while (fates.Count < Math.Min(onTheWay, Window / 2))
            {
                if (done.TryRead(out var fate))
                    fates.Add(fate);
                else
                    await done.WaitToReadAsync(patience.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // What is there is written down now.
        }

        return fates;
    }

    /// <summary>One session: takes marked e-mails until there are no more.</summary>
    private async Task ServeAsync(RunState state, CancellationToken ct)
    {
        var transports = route.Open();
        await using var closes = transports as IAsyncDisposable;
        using var broken = new CancellationTokenSource();
        await using var stops = ct.Register(() => broken.CancelAfter(StopPatience));
        await foreach (var email in state.Due.ReadAllAsync(CancellationToken.None))
        {
            if (ct.IsCancellationRequested || state.Fault is not null)
            {
                state.Done.TryWrite(new DeliveryResult(email.Mail, null));
                continue;
            }

            try
            {
                var mailbox = settings.MailboxOf(email.Mail.Mailbox).Name;
                var result = state.Down.TryGetValue(mailbox, out var known) ? known : await SendAsync(transports.For(mailbox), email, broken.Token);
                if (result.IsDown)
                    state.Down.TryAdd(mailbox, result);
                state.Done.TryWrite(new DeliveryResult(email.Mail, result.Outcome == SendOutcome.Untouched ? null : result));
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                // The transport has a net of its own: this e-mail was not put together, so it has not left.
                log.LogError(error, "E-mail {OutboxId} could not be sent", email.Mail.Id);
                state.Done.TryWrite(new DeliveryResult(email.Mail, new SendResult(SendOutcome.Transient, error.GetType().Name)));
            }
            catch (OperationCanceledException error)
            {
                state.Fault ??= error;
                state.Done.TryWrite(new DeliveryResult(email.Mail, new SendResult(SendOutcome.Uncertain, "The desk stopped while the e-mail was on its way.")));
            }
        }
    }

    private async Task<SendResult> SendAsync(IMailTransport transport, DueEmail due, CancellationToken ct)
    {
        var mail = due.Mail;
        ComposeEmail.Composed composed;
        try
        {
            composed = await compose.RunAsync(mail, due.Files);
        }
        catch (Exception error) when (error is IOException or ParseException or UnauthorizedAccessException)
        {
            log.LogError(error, "E-mail {OutboxId} cannot be put together", mail.Id);
            return new SendResult(SendOutcome.Permanent, error is ParseException ? "The address is no mail address." : "A file of the e-mail cannot be read.");
        }

        await using (composed)
        {
            try
            {
                return await transport.SendAsync(FolderTransport.NameOf(mail), composed.Email, ct);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                log.LogError(error, "E-mail {OutboxId} broke the transport", mail.Id);
                return new SendResult(SendOutcome.Uncertain, error.GetType().Name);
            }
        }
    }

    /// <summary>What the sessions of a run share.</summary>
    private sealed class RunState(ChannelReader<DueEmail> due, ChannelWriter<DeliveryResult> done)
    {
        public ChannelReader<DueEmail> Due => due;

        public ChannelWriter<DeliveryResult> Done => done;

        /// <summary>Mailboxes whose server cannot be reached: their e-mails of this run need not be tried, those of others must be.</summary>
        public ConcurrentDictionary<string, SendResult> Down { get; } = new();

        /// <summary>Why the run ends before its e-mails do.</summary>
        public Exception? Fault { get; set; }
    }
}
