using System.Collections.Concurrent;
using System.Text;
using MimeKit;

namespace SupportDesk.Features.Email.Reading;

/// <summary>
/// Opens an e-mail under limits. A bad one is never an error: what can be understood is kept, what cannot has a name. It lies in memory
/// once; contents are views of it, decoded when they are asked for.
/// </summary>
internal static class EmailReader
{
    // What is put before a text without any header, which the parser would refuse, and taken away behind it.
    private const string Stand = "X-SupportDesk-Empty";

    private static readonly ConcurrentDictionary<int, ParserOptions> OptionsOf = new();

    /// <exception cref="TimeoutException">The parser took longer than <see cref="EmailLimits.MaxTime"/>.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static async Task<EmailReading> ReadAsync(Stream stream, EmailLimits limits, CancellationToken ct = default)
    {
        var problems = new HashSet<EmailProblem>();
        var (bytes, isCut) = await EmailBytes.ReadAsync(stream, limits.MaxEmailBytes, ct);
        if (isCut)
            problems.Add(EmailProblem.EmailCut);
        using var clock = new CancellationTokenSource(limits.MaxTime);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, clock.Token);
        var state = new ReadingState(limits, problems, either.Token);
        try
        {
            var message = Open(bytes, state, depth: 1);
            return new EmailReading { Message = message, Problems = problems, Bytes = bytes, Inner = state.Inner, Limits = limits };
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new TimeoutException($"The e-mail took longer than {limits.MaxTime} to read.");
        }
    }

    /// <summary>Opens an e-mail or one within it, and what lies inside its parts.</summary>
    internal static MimeMessage Open(ArraySegment<byte> bytes, ReadingState state, int depth)
    {
        var guarded = HeaderLimiter.Run(bytes, state, out var charset);
        var message = Parse(guarded, charset, state, depth);
        if (message.Body is { } body)
            message.Body = new Unpacking(state).Run(body, depth);
        return message;
    }

    private static MimeMessage Parse(ArraySegment<byte> bytes, Encoding charset, ReadingState state, int depth)
    {
        var parser = new RangeParser(Options(charset, state, depth), bytes, state);
        try
        {
            return parser.ParseMessage(state.Token);
        }
        catch (FormatException)
        {
            // Empty, or without a single field: all of it is text.
            byte[] whole = [.. Encoding.ASCII.GetBytes(Stand + ":\r\n\r\n"), .. bytes];
            var message = new RangeParser(Options(charset, state, depth), whole, state).ParseMessage(state.Token);
            message.Headers.RemoveAll(Stand);
            return message;
        }
    }

    private static ParserOptions Options(Encoding charset, ReadingState state, int depth)
    {
        var deepest = Math.Max(1, state.Limits.MaxDepth - depth);
        return OptionsOf.GetOrAdd(charset.CodePage * 1000 + Math.Min(deepest, 999), static (_, asked) => new ParserOptions
        {
            CharsetEncoding = asked.charset,
            MaxMimeDepth = asked.deepest,
        }, (charset, deepest));
    }
}
