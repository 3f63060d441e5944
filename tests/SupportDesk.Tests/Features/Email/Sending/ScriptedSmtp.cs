using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SupportDesk.Tests.Features.Email.Sending;

/// <summary>
/// A mail server that answers as a transcript says: the beginning of a command and the reply to it; an empty reply hangs up.
/// As a command, <see cref="FirstLine"/> is the first line of an e-mail.
/// </summary>
internal sealed class ScriptedSmtp : IDisposable
{
    private static readonly Dictionary<string, string> Usual = new()
    {
        ["EHLO"] = "250-mx.example\r\n250 AUTH PLAIN XOAUTH2",
        ["AUTH"] = "235 ok",
        ["MAIL"] = "250 ok",
        ["RCPT"] = "250 ok",
        ["DATA"] = "354 go",
        ["."] = "250 queued as 4711",
        ["RSET"] = "250 ok",
        ["QUIT"] = "221 bye",
    };

    public const string FirstLine = "(letter)";

    private readonly ConcurrentQueue<string> heard = [];
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Dictionary<string, string> replies;

    public ScriptedSmtp(params (string Command, string Reply)[] script)
    {
        replies = new(Usual);
        foreach (var (command, reply) in script)
            replies[command] = reply;
        listener.Start();
        _ = ServeAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public int Connections { get; private set; }

    /// <summary>After so many e-mails it ends the connection, as servers do that want each to be brief.</summary>
    public int EmailsPerConnection { get; init; } = int.MaxValue;

    /// <summary>Every line that was sent to it, e-mails included.</summary>
    public IReadOnlyCollection<string> Heard => heard;

    public void Dispose() => listener.Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync();
                Connections++;
                try
                {
                    await TalkAsync(client.GetStream());
                }
                catch (IOException)
                {
                    // The client hung up.
                }
            }
        }
        catch (Exception error) when (error is ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task TalkAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1);
        await using var writer = new StreamWriter(stream, Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 mx.example");
        var (inData, emails) = (false, 0);
        while (await reader.ReadLineAsync() is { } line)
        {
            heard.Enqueue(line);
            if (inData && replies.ContainsKey(FirstLine))
                return;
            if (inData && line != ".")
                continue;
            inData = false;
            var reply =
                emails == EmailsPerConnection
                    ? "421 4.7.0 that was enough for one connection"
                    : replies
                        .OrderByDescending(pair => pair.Key.Length)
                        .FirstOrDefault(pair => line.StartsWith(pair.Key, StringComparison.OrdinalIgnoreCase))
                        .Value
                        ?? "500 what";
            if (reply.Length == 0)
                return;
            await writer.WriteLineAsync(reply);
            inData = reply.StartsWith("354", StringComparison.Ordinal);
            emails += line == "." ? 1 : 0;
        }
    }
}
