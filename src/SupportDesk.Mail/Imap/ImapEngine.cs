using System.Globalization;

namespace SupportDesk.Mail;

/// <summary>How a command ended: the text and the code in brackets, RFC 3501 section 7.1.</summary>
internal readonly record struct ImapStatus(ImapCommandResponse Response, string Code, string Text)
{
    /// <summary>The same may work later, RFC 5530 section 3.</summary>
    internal bool IsTransient => Code.ToUpperInvariant() is "UNAVAILABLE" or "INUSE" or "LIMIT" or "SERVERBUG";
}

/// <summary>Runs commands over a connection, one at a time.</summary>
internal sealed class ImapEngine(MailConnection connection, long maxLiteral)
{
    private readonly ImapResponseParser _parser = new(maxLiteral);
    private int _tag;

    internal MailConnection Connection => connection;

    internal ImapCapabilities Capabilities { get; set; }

    internal HashSet<string> AuthenticationMechanisms { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The folder that is open; it hears of letters that come and go.</summary>
    internal ImapFolder? Selected { get; set; }

    /// <summary>Reads the greeting. True when the server knows the client already.</summary>
    internal async Task<bool> GreetAsync(CancellationToken ct)
    {
        var response = await ReadAsync(ct).ConfigureAwait(false);
        var isKnown = response.Text.StartsWith("* PREAUTH", StringComparison.OrdinalIgnoreCase);
        if (!isKnown && !response.Text.StartsWith("* OK", StringComparison.OrdinalIgnoreCase)) throw new ImapProtocolException("The mail server refused the connection.");
        ReadStatus(response.Text, 2);
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
        var isAtOnce = mechanism.SupportsInitialResponse && Capabilities.HasFlag(ImapCapabilities.SaslIR);
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

    private string NextTag() => string.Create(CultureInfo.InvariantCulture, $"A{++_tag:D4}");

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
            var isPlus = Capabilities.HasFlag(ImapCapabilities.LiteralPlus);
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
        if (response.Text.StartsWith(tag + " ", StringComparison.Ordinal)) return ReadStatus(response.Text, tag.Length + 1);
        if (!response.Text.StartsWith("* ", StringComparison.Ordinal)) return null;
        var untagged = ImapUntagged.Parse(response);
        switch (untagged.Keyword)
        {
            case "CAPABILITY":
                TakeCapabilities(untagged.Values.Select(v => v.Text ?? ""));
                break;
            case "OK" or "NO" or "BAD":
                var status = ReadStatus(response.Text, 2);
                onUntagged?.Invoke(untagged with { Status = status });
                return null;
            case "EXISTS" or "EXPUNGE":
                Selected?.OnUntagged(untagged);
                break;
        }
        onUntagged?.Invoke(untagged);
        return null;
    }

    private ImapStatus ReadStatus(string text, int start)
    {
        var rest = text.AsSpan(start);
        var space = rest.IndexOf(' ');
        var word = space < 0 ? rest : rest[..space];
        rest = space < 0 ? default : rest[(space + 1)..];
        var code = "";
        if (rest.StartsWith("[") && rest.IndexOf(']') is var end and > 0)
        {
            code = rest[1..end].ToString();
            rest = rest[(end + 1)..].TrimStart();
            if (code.StartsWith("CAPABILITY ", StringComparison.OrdinalIgnoreCase)) TakeCapabilities(code.Split(' ').Skip(1));
        }
        var response = word.Equals("OK", StringComparison.OrdinalIgnoreCase) ? ImapCommandResponse.Ok
            : word.Equals("NO", StringComparison.OrdinalIgnoreCase) ? ImapCommandResponse.No
            : word.Equals("BAD", StringComparison.OrdinalIgnoreCase) ? ImapCommandResponse.Bad
            : ImapCommandResponse.None;
        return new ImapStatus(response, code, HeaderText.Clean(rest.ToString()));
    }

    private void TakeCapabilities(IEnumerable<string> words)
    {
        Capabilities = ImapCapabilities.None;
        AuthenticationMechanisms.Clear();
        foreach (var word in words)
        {
            if (word.StartsWith("AUTH=", StringComparison.OrdinalIgnoreCase)) AuthenticationMechanisms.Add(word[5..]);
            else Capabilities |= word.ToUpperInvariant() switch
            {
                "IMAP4REV1" => ImapCapabilities.IMAP4rev1,
                "LITERAL+" => ImapCapabilities.LiteralPlus,
                "LOGINDISABLED" => ImapCapabilities.LoginDisabled,
                "IDLE" => ImapCapabilities.Idle,
                "NAMESPACE" => ImapCapabilities.Namespace,
                "STARTTLS" => ImapCapabilities.StartTLS,
                "UIDPLUS" => ImapCapabilities.UidPlus,
                "SASL-IR" => ImapCapabilities.SaslIR,
                "SPECIAL-USE" => ImapCapabilities.SpecialUse,
                "MOVE" => ImapCapabilities.Move,
                _ => ImapCapabilities.None,
            };
        }
    }

    private static ImapStatus Check(ImapStatus status) => status.Response == ImapCommandResponse.Ok ? status : throw ErrorOf(status);

    internal static ImapCommandException ErrorOf(ImapStatus status) =>
        new(status.Response, status.Text, $"The mail server refused a command: {(status.Code.Length > 0 ? $"[{status.Code}] " : "")}{status.Text}");

    private async Task<ImapResponse> ReadAsync(CancellationToken ct, bool hasTimeout = true)
    {
        while (true)
        {
            if (connection.Received.IsEmpty && !await connection.ReceiveAsync(ct, hasTimeout).ConfigureAwait(false))
            {
                throw new ImapProtocolException("The mail server has closed the connection.");
            }
            var isComplete = _parser.Feed(connection.Received.Span, out var consumed, out var response);
            connection.Use(consumed);
            if (isComplete) return response;
        }
    }
}
