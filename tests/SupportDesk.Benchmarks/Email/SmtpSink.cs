using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using SupportDesk.Loopback;

namespace SupportDesk.Benchmarks.Email;

/// <summary>Postfix's smtp-sink on a free port: takes every e-mail and throws it away.</summary>
internal sealed class SmtpSink : IDisposable
{
    private readonly Process process;

    private SmtpSink(Process process, int port) => (this.process, Port) = (process, port);

    public int Port { get; }

    public static SmtpSink Start(string program)
    {
        var port = FreePorts.Take();
        var address = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}");
        // As root it insists on a user to become.
        string[] user = Environment.IsPrivilegedProcess ? ["-u", "nobody"] : [];
        var sink = new SmtpSink(Process.Start(new ProcessStartInfo(program, [.. user, address, "1000"]))!, port);
        try
        {
            sink.WaitUntilItAnswers();
            return sink;
        }
        catch
        {
            sink.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }

    private void WaitUntilItAnswers()
    {
        var until = Stopwatch.GetTimestamp() + 10 * Stopwatch.Frequency;
        while (true)
        {
            using var client = new TcpClient();
            try
            {
                client.Connect(IPAddress.Loopback, Port);
                return;
            }
            catch (SocketException) when (Stopwatch.GetTimestamp() < until && !process.HasExited)
            {
                Thread.Yield();
            }
        }
    }
}
