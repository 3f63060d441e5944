using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SupportDesk.Tests.Features.Mailroom.Authentication;

/// <summary>A tiny name server on a loopback port that speaks DNS over UDP, and says nothing when told so.</summary>
internal sealed class LoopbackDns : IDisposable
{
    private const int NoSuchName = 3;
    private readonly UdpClient socket = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly CancellationTokenSource ended = new();
    private readonly ConcurrentDictionary<string, string[]> texts = new(StringComparer.OrdinalIgnoreCase);

    public LoopbackDns() => _ = ServeAsync();

    public string Address => socket.Client.LocalEndPoint!.ToString()!;

    public ConcurrentQueue<string> Asked { get; } = [];

    /// <summary>Names that get no answer; <c>*</c> stands for all.</summary>
    public ConcurrentDictionary<string, bool> Silent { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Names that get an error.</summary>
    public ConcurrentDictionary<string, int> Errors { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="strings">The character strings of one record.</param>
    public void Publish(string name, params string[] strings) => texts[name] = strings;

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
        var found = texts.GetValueOrDefault(name);
        var code = Errors.GetValueOrDefault(name, found is null && name.Length > 0 ? NoSuchName : 0);
        var answer = new MemoryStream();
        answer.Write(question.AsSpan(0, 2));
        answer.Write([0x81, (byte)(0x80 | code), 0, 1, 0, (byte)(found is null ? 0 : 1), 0, 0, 0, 0]);
        answer.Write(question.AsSpan(12));
        if (found is not null)
        {
            var data = found.SelectMany(text => Encoding.ASCII.GetBytes(text).Prepend((byte)text.Length)).ToArray();
            var record = new byte[12];
            // The name of the question, TXT, IN, 300 seconds.
            new byte[] { 0xC0, 12, 0, 16, 0, 1, 0, 0, 1, 44 }.CopyTo(record, 0);
            BinaryPrimitives.WriteUInt16BigEndian(record.AsSpan(10), (ushort)data.Length);
            answer.Write(record);
            answer.Write(data);
        }

        return answer.ToArray();
    }

    private static (string Name, int End) NameOf(byte[] query)
    {
        var labels = new List<string>();
        var at = 12;
        for (; query[at] != 0; at += query[at] + 1)
            labels.Add(Encoding.ASCII.GetString(query, at + 1, query[at]));
        return (string.Join('.', labels), at + 5);
    }
}
