using System.Net;
using System.Net.Sockets;

namespace SupportDesk.Loopback;

/// <summary>Ports for servers that tests start and that cannot choose their own.</summary>
internal static class FreePorts
{
    // Below the range out of which Linux takes the ports of outgoing connections, which would come in between.
    private const int First = 20_000;
    private const int Last = 32_000;

    private static readonly HashSet<int> Taken = [];

    /// <summary>A port on the loopback address that nobody listens on and that this process has given to nobody yet.</summary>
    public static int Take()
    {
        lock (Taken)
        {
            while (true)
            {
                var port = Random.Shared.Next(First, Last);
                if (Taken.Contains(port) || !IsFree(port))
                    continue;
                Taken.Add(port);
                return port;
            }
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
