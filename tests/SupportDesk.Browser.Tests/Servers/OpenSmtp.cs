using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SupportDesk.Browser.Tests.Servers;

/// <summary>Hands an e-mail over byte for byte, as a strange server would; it shares no code with the desk.</summary>
internal static class OpenSmtp
{
    public static async Task SendAsync(int port, string from, string to, ReadOnlyMemory<byte> email, CancellationToken ct = default)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, ct);
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.Latin1);
        await ExpectAsync(reader, 220, ct);
        foreach (var (command, code) in new[] { ("EHLO mx.sender.example", 250), ($"MAIL FROM:<{from}>", 250), ($"RCPT TO:<{to}>", 250), ("DATA", 354) })
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(command + "\r\n"), ct);
            await ExpectAsync(reader, code, ct);
        }

        await stream.WriteAsync(email, ct);
        await stream.WriteAsync("\r\n.\r\n"u8.ToArray(), ct);
        await ExpectAsync(reader, 250, ct);
        await stream.WriteAsync("QUIT\r\n"u8.ToArray(), ct);
        await ExpectAsync(reader, 221, ct);
    }

    private static async Task ExpectAsync(StreamReader reader, int code, CancellationToken ct)
    {
        string line;
        do
        {
            line = await reader.ReadLineAsync(ct) ?? throw new IOException("The server hung up.");
            if (!line.StartsWith(code.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal))
                throw new IOException($"Expected {code}, got: {line}");
        }
        while (line.Length > 3 && line[3] == '-');
    }
}
