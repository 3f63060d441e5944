using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SupportDesk.Tests.Support;

/// <summary>A tiny name server on a loopback port that speaks DNS over UDP, and says nothing when told so.</summary>
internal sealed class LoopbackDns : IDisposable
{
    private const int NoSuchName = 3;
    private const int Text = 16;
    private const int Alias = 5;
    private readonly UdpClient socket = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly CancellationTokenSource ended = new();
    private readonly ConcurrentDictionary<string, Record[]> zone = new(StringComparer.OrdinalIgnoreCase);

    public LoopbackDns() => _ = ServeAsync();

    public string Address => EndPoint.ToString();

    public IPEndPoint EndPoint => (IPEndPoint)socket.Client.LocalEndPoint!;

    public ConcurrentQueue<string> Asked { get; } = [];

    /// <summary>Names that get no answer; <c>*</c> stands for all.</summary>
    public ConcurrentDictionary<string, bool> Silent { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Names that get an error, whatever is published of them.</summary>
    public ConcurrentDictionary<string, int> Errors { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="strings">The character strings of one record.</param>
    public void Publish(string name, params string[] strings) =>
        zone[name] = [new(name, Text, 300, [.. strings.SelectMany(text => Encoding.ASCII.GetBytes(text).Prepend((byte)text.Length))])];

    /// <param name="records">As <c>name ttl type value</c>; of an alias the records of its target, too.</param>
    public void PublishHost(string name, params string[] records) => zone[name] = [.. records.Select(Record.Parse)];

    public void Dispose()
    {
        ended.Cancel();
        socket.Dispose();
        ended.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var query = await socket.ReceiveAsync(ended.Token);
                var (name, end) = NameOf(query.Buffer);
                Asked.Enqueue(name);
                if (!Silent.ContainsKey(name) && !Silent.ContainsKey("*"))
                    await socket.SendAsync(Answer(query.Buffer[..end], name), query.RemoteEndPoint, ended.Token);
            }
        }
        catch (Exception error) when (ended.IsCancellationRequested && error is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private byte[] Answer(byte[] question, string name)
    {
        var known = zone.GetValueOrDefault(name);
        var code = Errors.GetValueOrDefault(name, known is null && name.Length > 0 ? NoSuchName : 0);
        var asked = BinaryPrimitives.ReadUInt16BigEndian(question.AsSpan(question.Length - 4));
        var found = (known ?? []).Where(record => record.Type == asked || record.Type == Alias).ToList();
        byte[] head = [.. question[..2], 0x81, (byte)(0x80 | code), 0, 1, 0, (byte)found.Count, 0, 0, 0, 0];
        return [.. head, .. question[12..], .. found.SelectMany(record => record.ToBytes())];
    }

    private static (string Name, int End) NameOf(byte[] query)
    {
        var labels = new List<string>();
        var at = 12;
        for (; query[at] != 0; at += query[at] + 1)
            labels.Add(Encoding.ASCII.GetString(query, at + 1, query[at]));
        return (string.Join('.', labels), at + 5);
    }

    private sealed record Record(string Name, int Type, ushort Seconds, byte[] Data)
    {
        public static Record Parse(string line)
        {
            var words = line.Split(' ');
            var type = words[2] switch
            {
                "A" => 1,
                "CNAME" => Alias,
                "AAAA" => 28,
                _ => throw new ArgumentException($"Unknown type in '{line}'.", nameof(line)),
            };
            var data = type == Alias ? Labels(words[3]) : IPAddress.Parse(words[3]).GetAddressBytes();
            return new(words[0], type, ushort.Parse(words[1], CultureInfo.InvariantCulture), data);
        }

        /// <summary>In the class Internet.</summary>
        public byte[] ToBytes() =>
            [.. Labels(Name), 0, (byte)Type, 0, 1, 0, 0, (byte)(Seconds >> 8), (byte)Seconds, (byte)(Data.Length >> 8), (byte)Data.Length, .. Data];

        private static byte[] Labels(string name) => [.. name.Split('.').SelectMany(label => Encoding.ASCII.GetBytes(label).Prepend((byte)label.Length)), 0];
    }
}
