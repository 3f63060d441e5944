using System.Collections.Concurrent;
using System.Text;
using SupportDesk.Data.Blobs;
using SupportDesk.Features.Files.Archives;

namespace SupportDesk.Features.NewCase.Logs;

/// <summary>Reads a stored, masked log for one invoice, also out of a gzip file. The last answers are kept: a form asks again and again.</summary>
public sealed class ReadLog(BlobStore blobs)
{
    private const int Kept = 64;
    private readonly ConcurrentDictionary<(string Blob, string Invoice), LogFindings> answers = new();

    public async Task<LogFindings> RunAsync(string blobKey, string invoice, CancellationToken ct)
    {
        if (answers.TryGetValue((blobKey, invoice), out var known))
            return known;
        await using var text = Utf8(() => StoredText.Unpack(() => blobs.OpenRead(blobKey)));
        var findings = await LogScan.RunAsync(text, invoice, ct);
        if (answers.Count >= Kept)
            answers.Clear();
        return answers[(blobKey, invoice)] = findings;
    }

    // PowerShell and some Windows services write logs in UTF-16.
    private static Stream Utf8(Func<Stream> open)
    {
        Span<byte> mark = stackalloc byte[2];
        using (var start = open())
            start.ReadAtLeast(mark, mark.Length, throwOnEndOfStream: false);
        return mark switch
        {
            [0xFF, 0xFE] => Encoding.CreateTranscodingStream(open(), Encoding.Unicode, Encoding.UTF8),
            [0xFE, 0xFF] => Encoding.CreateTranscodingStream(open(), Encoding.BigEndianUnicode, Encoding.UTF8),
            _ => open(),
        };
    }
}
