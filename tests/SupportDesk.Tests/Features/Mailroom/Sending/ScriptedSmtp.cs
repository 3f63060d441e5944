using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SupportDesk.Tests.Features.Mailroom.Sending;

/// <summary>A mail server that answers as a transcript says: the beginning of a command and the reply to it; an empty reply hangs up.</summary>
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

    public void Dispose() => listener.Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync();
                Connections++;
                await TalkAsync(client.GetStream());
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
        var inData = false;
        while (await reader.ReadLineAsync() is { } line)
        {
            if (inData && line != ".")
                continue;
            inData = false;
            var reply = replies.FirstOrDefault(pair => line.StartsWith(pair.Key, StringComparison.OrdinalIgnoreCase)).Value ?? "500 what";
            if (reply.Length == 0)
                return;
            await writer.WriteLineAsync(reply);
            inData = reply.StartsWith("354", StringComparison.Ordinal);
        }
    }
}
