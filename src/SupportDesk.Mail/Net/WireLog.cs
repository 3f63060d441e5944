using System.Globalization;
using System.Text;

namespace SupportDesk.Mail;

/// <summary>Decides what of a connection reaches the <see cref="IProtocolLogger"/>: lines, but neither letters nor repeated secrets.</summary>
internal sealed class WireLog(IProtocolLogger logger)
{
    private const int LongestLine = 2000;

    /// <summary>Whether anybody listens.</summary>
    internal bool IsOn { get; } = logger is not NullProtocolLogger;

    /// <summary>The exchange that is under way; what a server repeats of it is hidden.</summary>
    internal SaslMechanism? Exchange { get; set; }

    internal void Connected(string scheme, string host, int port)
    {
        if (IsOn) logger.LogConnect(new UriBuilder(scheme, host, port).Uri);
    }

    /// <summary>Tells what the client says, line ends included.</summary>
    internal void Client(string text)
    {
        if (!IsOn) return;
        var bytes = Encoding.UTF8.GetBytes(text);
        logger.LogClient(bytes, 0, bytes.Length);
    }

    /// <summary>Tells that the client hands over a content of so many bytes.</summary>
    internal void ClientContent(long length) => Client(string.Create(CultureInfo.InvariantCulture, $"[{length} bytes]\r\n"));

    /// <summary>Tells what the server says, without the last line end.</summary>
    internal void Server(ReadOnlySpan<byte> line)
    {
        if (!IsOn) return;
        var shown = line.Length > LongestLine ? line[..LongestLine] : line;
        var text = Encoding.UTF8.GetString(shown);
        if (Exchange is { } exchange) text = exchange.Hide(text);
        if (shown.Length < line.Length) text += string.Create(CultureInfo.InvariantCulture, $" [{line.Length} bytes]");
        var bytes = Encoding.UTF8.GetBytes(text + "\r\n");
        logger.LogServer(bytes, 0, bytes.Length);
    }
}
