using System.Net.Sockets;

namespace SupportDesk.Mail;

/// <summary>Commands and replies over a connection. After a protocol error it is of no more use.</summary>
internal sealed class SmtpSession(MailConnection connection)
{
    /// <summary>A client that sends more before it reads could wait for a server that waits for it (RFC 2920 section 3.1).</summary>
    private const int MaxPipelined = 100;
    private readonly SmtpReplyParser _parser = new(connection.Log.Server);

    internal MailConnection Connection => connection;

    /// <summary>Sends a command and reads its reply.</summary>
    internal async Task<SmtpReply> CommandAsync(string command, CancellationToken ct)
    {
        // A server that gives up says so unasked; any other early reply would be taken for the answer to this command.
        if (!connection.Received.IsEmpty) return await ReadUnaskedAsync(ct).ConfigureAwait(false);
        await connection.SendAsync(command + "\r\n", ct).ConfigureAwait(false);
        return await ReadAsync(ct).ConfigureAwait(false);
    }

    /// <exception cref="SmtpCommandException">The reply has another code.</exception>
    internal async Task ExpectAsync(SmtpStatusCode status, string command, CancellationToken ct)
    {
        var reply = await CommandAsync(command, ct).ConfigureAwait(false);
        if (reply.Status != status) throw new SmtpCommandException(SmtpErrorCode.UnexpectedStatusCode, reply.Status, reply.Text);
    }

    /// <summary>Sends commands, several at once where that is allowed, and gives the replies in their order until there is one to stop at.</summary>
    internal async Task RunAsync(IReadOnlyList<string> commands, bool isPipelined, Func<int, SmtpReply, bool> goesOn, CancellationToken ct)
    {
        var step = isPipelined ? MaxPipelined : 1;
        if (!connection.Received.IsEmpty)
        {
            goesOn(0, await ReadUnaskedAsync(ct).ConfigureAwait(false));
            return;
        }
        for (var first = 0; first < commands.Count; first += step)
        {
            var count = Math.Min(step, commands.Count - first);
            await connection.SendAsync(string.Concat(commands.Skip(first).Take(count).Select(c => c + "\r\n")), ct).ConfigureAwait(false);
            var isGoingOn = true;
            for (var i = first; i < first + count; i++)
            {
                var reply = await ReadAsync(ct).ConfigureAwait(false);
                isGoingOn &= goesOn(i, reply);
                // Whoever says 421 answers nothing else.
                if (reply.Status == SmtpStatusCode.ServiceNotAvailable) return;
            }
            if (!isGoingOn) return;
        }
    }

    internal async Task<SmtpReply> ReadAsync(CancellationToken ct)
    {
        while (true)
        {
            if (connection.Received.IsEmpty && !await connection.ReceiveAsync(ct).ConfigureAwait(false))
            {
                throw new SmtpProtocolException("The mail server has closed the connection.");
            }
            var isComplete = _parser.Feed(connection.Received.Span, out var consumed, out var reply);
            connection.Use(consumed);
            if (isComplete) return reply;
        }
    }

    /// <summary>The address of this side in the form of RFC 5321 section 4.1.3.</summary>
    internal string AddressLiteral()
    {
        var address = connection.LocalAddress;
        if (address is null) return "localhost";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[IPv6:{address}]" : $"[{address}]";
    }

    private async Task<SmtpReply> ReadUnaskedAsync(CancellationToken ct)
    {
        var reply = await ReadAsync(ct).ConfigureAwait(false);
        return reply.Status == SmtpStatusCode.ServiceNotAvailable ? reply : throw new SmtpProtocolException($"The mail server sent a reply that nothing had asked for: {reply.Code} {reply.Text}");
    }
}
