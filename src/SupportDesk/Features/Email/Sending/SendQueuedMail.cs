using System.Collections.Concurrent;
using System.Threading.Channels;
using MimeKit;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Sending;

/// <summary>
/// Hands over every e-mail that is due, over several sessions at once. A row is marked before its e-mail is touched: what
/// is found marked later was interrupted on the way, may have arrived, and is not sent again by itself.
/// </summary>
internal sealed class SendQueuedMail(OutboxBatch batch, ComposeEmail compose, IEmailTransports transports, MailSettings settings, ILogger<SendQueuedMail> log)
    : IUseCase
{
    /// <summary>E-mails that are marked at a time. After a power cut these are uncertain, so it is not larger than speed needs.</summary>
    private const int Window = 64;

    // How long an answer may wait for others to be written down with it.
    private static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(20);

    // An e-mail that is on its way when the desk stops may still arrive: broken off, its fate would be uncertain.
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(10);

    /// <summary>One run at a time.</summary>
    /// <returns>How many e-mails were handed over.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var (due, done) = (Channel.CreateUnbounded<DueEmail>(), Channel.CreateUnbounded<DeliveryResult>());
        var state = new RunState(due.Reader, done.Writer);
        var sessions = new List<Task>();
        var (results, onTheWay, sent) = (await batch.FindInterruptedAsync(ct), 0, 0);
        try
        {
            while (true)
            {
                // The e-mails have left or not, whatever happens to this run: their fate is written down.
                var next = await batch.RunAsync(results, ct.IsCancellationRequested || state.Fault is not null ? 0 : Window - onTheWay, CancellationToken.None);
                onTheWay += next.Count;
                foreach (var email in next)
                    due.Writer.TryWrite(email);
                if (onTheWay == 0)
                    break;
                // The first e-mail goes alone: a server that is down is asked once and not by every session.
                while (sessions.Count < (sent > 0 ? transports.Sessions : 1) && sessions.Count < onTheWay)
                    sessions.Add(Task.Run(() => ServeAsync(state, ct), CancellationToken.None));
                results = await GatherAsync(done.Reader, onTheWay);
                onTheWay -= results.Count;
                sent += results.Count(one => one.Result?.Outcome == SendOutcome.Accepted);
            }
        }
        catch (Exception error)
        {
            // What can no longer be written down must not leave.
            state.Fault ??= error;
            due.Writer.Complete();
            await Task.WhenAll(sessions);
            await SaveRestAsync(results, due.Reader, done.Reader);
            throw;
        }

        due.Writer.Complete();
        await Task.WhenAll(sessions);

        if (state.Fault is not null)
            await Task.FromException(state.Fault);
        return sent;
    }

    /// <summary>The database may only have been busy: e-mails that are known to have left, or not to, need not become uncertain.</summary>
    private async Task SaveRestAsync(List<DeliveryResult> results, ChannelReader<DueEmail> due, ChannelReader<DeliveryResult> done)
    {
        while (done.TryRead(out var result))
            results.Add(result);
        while (due.TryRead(out var email))
            results.Add(new DeliveryResult(email.Mail, null));
        try
        {
            await batch.RunAsync(results, 0, CancellationToken.None);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            log.LogError(error, "What became of {Count} e-mails could not be written down; the next run finds them uncertain", results.Count);
        }
    }

    private static async Task<List<DeliveryResult>> GatherAsync(ChannelReader<DeliveryResult> done, int onTheWay)
    {
        List<DeliveryResult> results = [await done.ReadAsync()];
        using var timeout = new CancellationTokenSource(Timeout);
        try
        {
            // A read that is broken off may take its answer with it, and the run would wait for that one for ever.
            while (results.Count < Math.Min(onTheWay, Window / 2))
            {
                if (done.TryRead(out var result))
                    results.Add(result);
                else
                    await done.WaitToReadAsync(timeout.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // What is there is written down now.
        }

        return results;
    }

    /// <summary>One session: takes marked e-mails until there are no more.</summary>
    private async Task ServeAsync(RunState state, CancellationToken ct)
    {
        await using var open = new OpenTransports(transports);
        using var broken = new CancellationTokenSource();
        await using var stops = ct.Register(() => broken.CancelAfter(StopTimeout));
        await foreach (var email in state.Due.ReadAllAsync(CancellationToken.None))
        {
            if (ct.IsCancellationRequested || state.Fault is not null)
            {
                state.Done.TryWrite(new DeliveryResult(email.Mail, null));
                continue;
            }

            try
            {
                var mailbox = settings.MailboxOf(email.Mail.Mailbox);
                var result = state.Down.TryGetValue(mailbox.Name, out var known) ? known : await SendAsync(open.For(mailbox), mailbox, email, broken.Token);
                if (result.IsDown)
                    state.Down.TryAdd(mailbox.Name, result);
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

    private async Task<SendResult> SendAsync(IMailTransport transport, MailboxSettings mailbox, DueEmail due, CancellationToken ct)
    {
        var mail = due.Mail;
        ComposeEmail.Composed composed;
        try
        {
            composed = await compose.RunAsync(mail, mailbox.Identity, due.Files);
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

    /// <summary>The ways out of one session, each opened when the first e-mail of its mailbox leaves.</summary>
    private sealed class OpenTransports(IEmailTransports transports) : IAsyncDisposable
    {
        // By the object: settings that changed while the run goes on need another connection.
        private readonly Dictionary<MailboxSettings, IMailTransport> open = new(ReferenceEqualityComparer.Instance);

        public IMailTransport For(MailboxSettings mailbox) =>
            open.TryGetValue(mailbox, out var transport) ? transport : open[mailbox] = transports.Open(mailbox);

        public async ValueTask DisposeAsync()
        {
            foreach (var transport in open.Values)
                await transport.DisposeAsync();
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
