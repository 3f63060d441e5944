using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace SupportDesk.Mail;

/// <summary>A socket with a read buffer, optional TLS, and one time limit for each wait.</summary>
internal sealed class MailConnection : IDisposable
{
    private readonly Socket _socket;
    private readonly byte[] _buffer = new byte[16 * 1024];
    private Stream _stream;
    private int _start;
    private int _end;

    private MailConnection(Socket socket, TimeSpan timeout, WireLog log)
    {
        _socket = socket;
        Log = log;
        _stream = new NetworkStream(socket, ownsSocket: true);
        Timeout = timeout;
    }

    internal TimeSpan Timeout { get; }

    internal WireLog Log { get; }

    internal bool IsSecure { get; private set; }

    internal IPAddress? LocalAddress => (_socket.LocalEndPoint as IPEndPoint)?.Address;

    /// <summary>What has been received and not been used.</summary>
    internal ReadOnlyMemory<byte> Received => _buffer.AsMemory(_start, _end - _start);

    internal static async Task<MailConnection> OpenAsync(string host, int port, TimeSpan timeout, WireLog log, CancellationToken ct)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
            limit.CancelAfter(timeout);
            try
            {
                await socket.ConnectAsync(host, port, limit.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                throw TimedOut();
            }
            return new MailConnection(socket, timeout, log);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    internal async Task SecureAsync(string host, RemoteCertificateValidationCallback? validation, bool checkRevocation, CancellationToken ct)
    {
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = host,
            RemoteCertificateValidationCallback = validation,
            CertificateRevocationCheckMode = checkRevocation
                ? System.Security.Cryptography.X509Certificates.X509RevocationMode.Online
                : System.Security.Cryptography.X509Certificates.X509RevocationMode.NoCheck,
        };
        var tls = new SslStream(_stream, leaveInnerStreamOpen: false);
        try
        {
            await LimitAsync(token => new ValueTask(tls.AuthenticateAsClientAsync(options, token)), ct).ConfigureAwait(false);
        }
        catch (System.Security.Authentication.AuthenticationException e)
        {
            await tls.DisposeAsync().ConfigureAwait(false);
            throw new SslHandshakeException("TLS could not be agreed on with the mail server: " + e.Message, e);
        }
        catch
        {
            await tls.DisposeAsync().ConfigureAwait(false);
            throw;
        }
        _stream = tls;
        IsSecure = true;
    }

    internal void Use(int count) => _start += count;

    /// <summary>Waits for more bytes. False when the server has closed the connection.</summary>
    internal async ValueTask<bool> ReceiveAsync(CancellationToken ct, bool hasTimeout = true)
    {
        if (_start == _end) (_start, _end) = (0, 0);
        if (_end == _buffer.Length)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }
        var room = _buffer.AsMemory(_end);
        var read = 0;
        if (hasTimeout) await LimitAsync(async token => read = await _stream.ReadAsync(room, token).ConfigureAwait(false), ct).ConfigureAwait(false);
        else read = await _stream.ReadAsync(room, ct).ConfigureAwait(false);
        _end += read;
        return read > 0;
    }

    /// <summary>Sends content, which is not logged; see <see cref="WireLog.ClientContent"/>.</summary>
    internal ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct) => LimitAsync(token => _stream.WriteAsync(bytes, token), ct);

    /// <summary>Sends lines.</summary>
    internal ValueTask SendAsync(string text, CancellationToken ct)
    {
        Log.Client(text);
        return SendAsync(Charsets.Utf8.GetBytes(text), ct);
    }

    public void Dispose() => _stream.Dispose();

    private async ValueTask LimitAsync(Func<CancellationToken, ValueTask> work, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Timeout);
        try
        {
            await work(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw TimedOut();
        }
    }

    private static IOException TimedOut() => new("The mail server did not answer in time.", new TimeoutException());
}
