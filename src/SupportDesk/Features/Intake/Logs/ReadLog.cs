using System.Collections.Concurrent;
using System.Text;
using SupportDesk.Data.Blobs;

namespace SupportDesk.Features.Intake.Logs;

/// <summary>Reads a stored, masked log for one invoice. The last answers are kept: a form asks again and again.</summary>
public sealed class ReadLog(BlobStore blobs)
{
    private const int Kept = 64;
    private readonly ConcurrentDictionary<(string Blob, string Invoice), LogFindings> answers = new();

    public async Task<LogFindings> RunAsync(string blobKey, string invoice, CancellationToken ct)
    {
        if (answers.TryGetValue((blobKey, invoice), out var known))
            return known;
        await using var blob = blobs.OpenRead(blobKey);
        await using var text = await Utf8Async(blob, ct);
        var findings = await LogScan.RunAsync(text, invoice, ct);
        if (answers.Count >= Kept)
            answers.Clear();
        return answers[(blobKey, invoice)] = findings;
    }

    // PowerShell and some Windows services write logs in UTF-16.
    private static async Task<Stream> Utf8Async(Stream blob, CancellationToken ct)
    {
        var mark = new byte[2];
        await blob.ReadAtLeastAsync(mark, 2, throwOnEndOfStream: false, ct);
        blob.Position = 0;
        return mark switch
        {
            [0xFF, 0xFE] => Encoding.CreateTranscodingStream(blob, Encoding.Unicode, Encoding.UTF8),
            [0xFE, 0xFF] => Encoding.CreateTranscodingStream(blob, Encoding.BigEndianUnicode, Encoding.UTF8),
            _ => blob,
        };
    }
}
