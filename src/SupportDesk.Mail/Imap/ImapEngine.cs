using System.Globalization;

namespace SupportDesk.Mail;

/// <summary>Runs commands over a connection, one at a time.</summary>
internal sealed class ImapEngine(MailConnection connection, ImapLimits limits)
{
    private readonly ImapReader _reader = new(connection, limits);
    private string _farewell = "";
    private int _tag;

    internal MailConnection Connection => connection;

    internal ImapOffer Offer { get; set; } = ImapOffer.None;

    /// <summary>The folder that is open; it hears of letters that come and go.</summary>
    internal ImapFolder? Selected { get; set; }

    /// <summary>Reads the greeting. True when the server knows the client already.</summary>
    internal async Task<bool> GreetAsync(CancellationToken ct)
    {
        var response = await ReadAsync(ct).ConfigureAwait(false);
        var isKnown = response.Text.StartsWith("* PREAUTH", StringComparison.OrdinalIgnoreCase);
        var isReady = isKnown || response.Text.StartsWith("* OK", StringComparison.OrdinalIgnoreCase);
        var status = isReady || response.Text.StartsWith("* BYE", StringComparison.OrdinalIgnoreCase) ? ImapStatus.Parse(response.Text.AsSpan(2)) : default;
        if (!isReady) throw new ImapProtocolException(Because("The mail server refused the connection", status.Text));
        Offer = status.Offer ?? Offer;
        return isKnown;
    }

    /// <summary>Runs a command; untagged responses that are not the engine's own go to the caller.</summary>
    /// <exception cref="ImapCommandException">The server answered NO or BAD.</exception>
    internal async Task<ImapStatus> RunAsync(ImapCommand command, CancellationToken ct, Action<ImapUntagged>? onUntagged = null) =>
        Check(await TryAsync(command, ct, onUntagged).ConfigureAwait(false));

    /// <summary>Runs a command and tells how it ended.</summary>
    internal async Task<ImapStatus> TryAsync(ImapCommand command, CancellationToken ct, Action<ImapUntagged>? onUntagged = null)
    {
        var tag = NextTag();
        if (await SendAsync(tag, command, ct).ConfigureAwait(false) is { } refusal) return refusal;
        while (true)
        {
            var response = await ReadAsync(ct).ConfigureAwait(false);
            if (Dispatch(response, tag, onUntagged) is { } status) return status;
        }
    }

    /// <summary>Waits for news of the open folder until <paramref name="done"/>, RFC 2177.</summary>
    internal async Task IdleAsync(CancellationToken done, CancellationToken ct)
    {
        var tag = NextTag();
        await connection.SendAsync($"{tag} IDLE\r\n", ct).ConfigureAwait(false);
        var finish = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = done.Register(() => finish.TrySetResult());
        var hasSentDone = false;
        var isIdling = false;
        var next = ReadAsync(ct, hasTimeout: false);
        while (true)
        {
            // The pending read is never given up: what it reads belongs to the next response.
            if (isIdling && !hasSentDone) await Task.WhenAny(next, finish.Task).ConfigureAwait(false);
            if (isIdling && !hasSentDone && finish.Task.IsCompleted)
            {
                await connection.SendAsync("DONE\r\n", ct).ConfigureAwait(false);
                hasSentDone = true;
            }
            if (!isIdling || hasSentDone) await WaitAsync(next, ct).ConfigureAwait(false);
            if (!next.IsCompleted) continue;
            var response = await next.ConfigureAwait(false);
            if (response.Text.StartsWith('+')) isIdling = true;
            else if (Dispatch(response, tag, null) is { } status)
            {
                Check(status);
                return;
            }
            next = ReadAsync(ct, hasTimeout: false);
        }
    }

    /// <summary>Runs AUTHENTICATE; the first answer goes with the command or after the server's invitation.</summary>
    internal async Task<ImapStatus> AuthenticateAsync(SaslMechanism mechanism, int maxChallenges, CancellationToken ct)
    {
        var tag = NextTag();
        var isAtOnce = mechanism.SupportsInitialResponse && Offer.Capabilities.HasFlag(ImapCapabilities.SaslIR);
        var initial = isAtOnce ? " " + mechanism.Challenge(null, ct) : "";
        await connection.SendAsync($"{tag} AUTHENTICATE {mechanism.MechanismName}{initial}\r\n", ct).ConfigureAwait(false);
        var challenges = 0;
        while (true)
        {
            var response = await ReadAsync(ct).ConfigureAwait(false);
            if (response.Text.StartsWith('+'))
            {
                if (challenges++ == maxChallenges) throw new ImapProtocolException("The mail server does not end the authentication.");
                await connection.SendAsync(mechanism.Challenge(response.Text[1..].Trim(), ct) + "\r\n", ct).ConfigureAwait(false);
            }
            else if (Dispatch(response, tag, null) is { } status) return status;
        }
    }

    private async Task WaitAsync(Task task, CancellationToken ct)
    {
        try
        {
            await task.WaitAsync(connection.Timeout, ct).ConfigureAwait(false);
        }
        catch (TimeoutException e)
        {
            throw new IOException("The mail server did not answer in time.", e);
        }
    }

    private string NextTag()
    {
        _reader.BeginCommand();
        return string.Create(CultureInfo.InvariantCulture, $"A{++_tag:D4}");
    }

    /// <summary>Sends a command. Not null when the server refuses it before it has been sent whole.</summary>
    private async Task<ImapStatus?> SendAsync(string tag, ImapCommand command, CancellationToken ct)
    {
        var prefix = tag + " ";
        foreach (var (text, literal) in command.Parts)
        {
            if (literal is null)
            {
                await connection.SendAsync($"{prefix}{text}\r\n", ct).ConfigureAwait(false);
                return null;
            }
            var isPlus = Offer.Capabilities.HasFlag(ImapCapabilities.LiteralPlus);
            await connection.SendAsync($"{prefix}{text}{{{literal.Length}{(isPlus ? "+" : "")}}}\r\n", ct).ConfigureAwait(false);
            prefix = "";
            if (!isPlus && await InviteAsync(tag, ct).ConfigureAwait(false) is { } refusal) return refusal;
            var stream = literal.OpenRead();
            await using (stream.ConfigureAwait(false))
            {
                var block = new byte[16 * 1024];
                int read;
                while ((read = await stream.ReadAsync(block, ct).ConfigureAwait(false)) > 0) await connection.SendAsync(block.AsMemory(0, read), ct).ConfigureAwait(false);
            }
            connection.Log.ClientContent(literal.Length);
        }
        return null;
    }

    private async Task<ImapStatus?> InviteAsync(string tag, CancellationToken ct)
    {
        while (true)
        {
            var response = await ReadAsync(ct).ConfigureAwait(false);
            if (response.Text.StartsWith('+')) return null;
            if (Dispatch(response, tag, null) is { } status) return status;
        }
    }

    private ImapStatus? Dispatch(ImapResponse response, string tag, Action<ImapUntagged>? onUntagged)
    {
        if (response.Text.StartsWith(tag + " ", StringComparison.Ordinal))
        {
            var status = ImapStatus.Parse(response.Text.AsSpan(tag.Length + 1));
            if (status.Response == ImapCommandResponse.None) throw new ImapProtocolException("The mail server ended a command in a way that is not IMAP.");
            Offer = status.Offer ?? Offer;
            return status;
        }
        if (!response.Text.StartsWith("* ", StringComparison.Ordinal)) return null;
        var untagged = ImapUntagged.Parse(response);
        if (untagged.Keyword == "BYE") _farewell = untagged.Status!.Value.Text;
        if (untagged.Keyword == "CAPABILITY") Offer = ImapOffer.Read(untagged.Values.Select(v => v.Text ?? ""));
        Offer = untagged.Status?.Offer ?? Offer;
        Selected?.OnUntagged(untagged);
        onUntagged?.Invoke(untagged);
        return null;
    }

    private static ImapStatus Check(ImapStatus status) => status.Response == ImapCommandResponse.Ok ? status : throw status.ToException();

    private async Task<ImapResponse> ReadAsync(CancellationToken ct, bool hasTimeout = true)
    {
        try
        {
            return await _reader.ReadAsync(ct, hasTimeout).ConfigureAwait(false);
        }
        catch (Exception e) when (_farewell.Length > 0 && e is IOException or ImapProtocolException)
        {
            throw new ImapProtocolException(Because("The mail server has closed the connection", _farewell), e);
        }
    }

    private static string Because(string what, string? reason) => string.IsNullOrEmpty(reason) ? what + "." : $"{what}: {reason}";
}
