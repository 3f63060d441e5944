using System.Globalization;
using System.Text;

namespace SupportDesk.Mail;

/// <summary>
/// Writes what is said over a connection to a file or stream, a line for each line, as UTF-8 with LF line ends. Secrets are always left out:
/// <c>********</c> stands for each of them, however the bytes were cut. Control characters become dots. When the log cannot be written it
/// ends; the mail goes on.
/// </summary>
public class ProtocolLogger : IProtocolLogger
{
    private static readonly byte[] Hidden = "********"u8.ToArray();
    private readonly MemoryStream _entry = new();
    private readonly bool _leaveOpen;
    private Stream? _stream;
    private Writing _last;

    /// <summary>Creates a log in a file.</summary>
    /// <param name="fileName">Path of the file.</param>
    /// <param name="append">Whether to go on at its end; otherwise it begins anew.</param>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public ProtocolLogger(string fileName, bool append = false)
        : this(File.Open(fileName, append ? FileMode.Append : FileMode.Create, FileAccess.Write, FileShare.Read))
    {
    }

    /// <summary>Creates a log in a stream.</summary>
    /// <param name="stream">The stream; it is flushed after each entry.</param>
    /// <param name="leaveOpen">Whether it stays open when the log ends.</param>
    public ProtocolLogger(Stream stream, bool leaveOpen = false)
    {
        ArgumentNullException.ThrowIfNull(stream);
        (_stream, _leaveOpen) = (stream, leaveOpen);
    }

    private enum Writing
    {
        Nothing,
        Connected,
        Client,
        ClientSecret,
        Server,
    }

    /// <inheritdoc/>
    public IAuthenticationSecretDetector? AuthenticationSecretDetector { get; set; }

    /// <summary>Gets or sets what lines of the client begin with; <c>C: </c> by default.</summary>
    public string ClientPrefix { get; set; } = "C: ";

    /// <summary>Gets or sets what lines of the server begin with; <c>S: </c> by default.</summary>
    public string ServerPrefix { get; set; } = "S: ";

    /// <summary>Gets or sets whether the time (UTC) stands before each line; off by default.</summary>
    public bool LogTimestamps { get; set; }

    /// <summary>Gets or sets the format of the time, as of <see cref="DateTimeOffset.ToString(string)"/>; <c>yyyy-MM-ddTHH:mm:ssZ</c> by default.</summary>
    public string TimestampFormat { get; set; } = "yyyy-MM-ddTHH:mm:ssZ";

    /// <inheritdoc/>
    public void LogConnect(Uri uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        Write(Writing.Connected, "", Encoding.UTF8.GetBytes($"Connected to {uri}\n"));
        Flush();
    }

    /// <inheritdoc/>
    public void LogClient(byte[] buffer, int offset, int count)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        var at = offset;
        foreach (var secret in AuthenticationSecretDetector?.DetectSecrets(buffer, offset, count) ?? [])
        {
            Write(Writing.Client, ClientPrefix, buffer.AsSpan(at, secret.StartIndex - at));
            // The next piece of a secret that was cut adds nothing.
            if (_last != Writing.ClientSecret) Write(Writing.Client, ClientPrefix, Hidden);
            _last = Writing.ClientSecret;
            at = secret.StartIndex + secret.Length;
        }
        Write(Writing.Client, ClientPrefix, buffer.AsSpan(at, offset + count - at));
        Flush();
    }

    /// <inheritdoc/>
    public void LogServer(byte[] buffer, int offset, int count)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        Write(Writing.Server, ServerPrefix, buffer.AsSpan(offset, count));
        Flush();
    }

    /// <summary>Ends the log.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends the log.</summary>
    /// <param name="disposing">False when nobody but the garbage collector asks.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing) return;
        EndLine();
        Flush();
        if (!_leaveOpen) _stream?.Dispose();
        _stream = null;
    }

    private void Write(Writing who, string prefix, ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
        {
            if (b == '\r') continue;
            if (!(_last == who || (_last == Writing.ClientSecret && who == Writing.Client))) Begin(prefix);
            _entry.WriteByte(b is < 0x20 and not ((byte)'\t' or (byte)'\n') or 0x7F ? (byte)'.' : b);
            _last = b == '\n' ? Writing.Nothing : who;
        }
    }

    private void Begin(string prefix)
    {
        EndLine();
        var time = LogTimestamps ? TimeProvider.System.GetUtcNow().ToString(TimestampFormat, CultureInfo.InvariantCulture) + " " : "";
        _entry.Write(Encoding.UTF8.GetBytes(time + prefix));
    }

    private void EndLine()
    {
        if (_last != Writing.Nothing) _entry.WriteByte((byte)'\n');
        _last = Writing.Nothing;
    }

    private void Flush()
    {
        try
        {
            _stream?.Write(_entry.GetBuffer(), 0, (int)_entry.Length);
            _stream?.Flush();
        }
        catch (IOException)
        {
            _stream = null;
        }
        _entry.SetLength(0);
    }
}
