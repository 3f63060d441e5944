namespace SupportDesk.Mail;

/// <summary>Reads responses from a connection, within a budget for each command: a server may not send for ever what nobody asked for.</summary>
internal sealed class ImapReader(MailConnection connection, ImapLimits limits)
{
    private readonly ImapResponseParser _parser = new(limits);
    private long _bytes;
    private int _responses;

    /// <summary>Begins a new budget.</summary>
    internal void BeginCommand() => (_bytes, _responses) = (0, 0);

    /// <exception cref="ImapProtocolException">The connection ended, or the server sends too much.</exception>
    internal async Task<ImapResponse> ReadAsync(CancellationToken ct, bool hasTimeout = true)
    {
        if (++_responses > limits.MaxResponses) throw new ImapProtocolException("The mail server sends too many responses.");
        while (true)
        {
            if (connection.Received.IsEmpty && !await connection.ReceiveAsync(ct, hasTimeout).ConfigureAwait(false))
            {
                throw new ImapProtocolException("The mail server has closed the connection.");
            }
            var isComplete = _parser.Feed(connection.Received.Span, out var consumed, out var response);
            connection.Use(consumed);
            if ((_bytes += consumed) > limits.MaxCommandBytes) throw new ImapProtocolException("The mail server sends too much for one command.");
            if (!isComplete) continue;
            if (connection.Log.IsOn) connection.Log.Server(response.ForLog());
            return response;
        }
    }
}
