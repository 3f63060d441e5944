using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SupportDesk.Tests.Features.Doctor.Probe;

/// <summary>A name server of a test on a port of this machine: it answers from a small table, or not at all.</summary>
internal sealed class DnsServer : IDisposable
{
    private const int NoSuchName = 3;
    private readonly Dictionary<string, (int Code, string[] Records)> zone;
    private readonly UdpClient socket = new(new IPEndPoint(IPAddress.Loopback, 0));

    /// <param name="zone">Records as <c>name ttl type value</c>; the code of a name is that of its answer, -1 is silence.</param>
    public DnsServer(params (string Name, int Code, string[] Records)[] zone)
    {
        this.zone = zone.ToDictionary(entry => entry.Name, entry => (entry.Code, entry.Records));
        _ = ServeAsync();
    }

    public IPEndPoint Address => (IPEndPoint)socket.Client.LocalEndPoint!;

    public void Dispose() => socket.Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var asked = await socket.ReceiveAsync();
                if (Answer(asked.Buffer) is { } answer)
                    await socket.SendAsync(answer, asked.RemoteEndPoint);
            }
        }
        catch (Exception error) when (error is ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private byte[]? Answer(byte[] question)
    {
        var at = 12;
        var labels = new List<string>();
        for (; question[at] != 0; at += question[at] + 1)
            labels.Add(Encoding.ASCII.GetString(question, at + 1, question[at]));
        var type = BinaryPrimitives.ReadUInt16BigEndian(question.AsSpan(at + 1));
        var (code, records) = zone.GetValueOrDefault(string.Join('.', labels), (NoSuchName, []));
        if (code < 0)
            return null;
        var rows = records.Select(record => record.Split(' ')).Where(row => TypeOf(row[2]) == type || row[2] == "CNAME").ToList();
        return [.. question[..2], 0x81, (byte)(0x80 | code), 0, 1, 0, (byte)rows.Count, 0, 0, 0, 0, .. question[12..(at + 5)], .. rows.SelectMany(Row)];
    }

    private static byte[] Row(string[] row)
    {
        var value = row[2] == "CNAME" ? Name(row[3]) : IPAddress.Parse(row[3]).GetAddressBytes();
        return [.. Name(row[0]), 0, (byte)TypeOf(row[2]), 0, 1, 0, 0, 0, byte.Parse(row[1], System.Globalization.CultureInfo.InvariantCulture), 0, (byte)value.Length, .. value];
    }

    private static byte[] Name(string name) => [.. name.Split('.').SelectMany(label => Encoding.ASCII.GetBytes(label).Prepend((byte)label.Length)), 0];

    private static int TypeOf(string type) => type switch { "A" => 1, "CNAME" => 5, _ => 28 };
}
