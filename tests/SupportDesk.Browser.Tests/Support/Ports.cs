using System.Net;
using System.Net.Sockets;

namespace SupportDesk.Browser.Tests.Support;

internal static class Ports
{
    public static async Task<bool> AnswersAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
