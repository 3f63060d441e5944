using System.Text;
using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Blobs;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Mailroom.Rules;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Mailroom.Receiving;

/// <summary>Puts the files of a letter into the store, masked; what cannot be masked waits to be looked at.</summary>
internal sealed class StoreLetterFiles(StoreMaskedFile store, IDbContextFactory<DeskDbContext> contexts, BlobStore blobs)
{
    /// <summary>A longer text lies beside the message as a file, in characters.</summary>
    public const int LongestText = 190_000;

    public async Task<IReadOnlyList<Guid>> RunAsync(LetterFacts letter, CancellationToken ct)
    {
        var stored = new List<Guid>();
        try
        {
            foreach (var file in letter.Files)
                await StoreAsync(file.Open, file.Name, file.ContentType, stored, ct);
            // Nothing of a long letter is lost: its message shows the beginning, the file holds all of it.
            if (letter.Text.Length > LongestText)
                await StoreAsync(() => new MemoryStream(Encoding.UTF8.GetBytes(letter.Text)), "letter.txt", "text/plain", stored, ct);
            return stored;
        }
        catch
        {
            await RemoveAsync(stored);
            throw;
        }
    }

    /// <summary>Files of a letter whose transaction failed hang on nothing.</summary>
    public async Task RemoveAsync(IReadOnlyList<Guid> stored)
    {
        if (stored.Count == 0)
            return;
        await using var db = await contexts.CreateDbContextAsync();
        var rows = await db.Attachments.Where(file => stored.Contains(file.Id)).ToListAsync();
        db.RemoveRange(rows);
        await db.SaveChangesAsync();
        foreach (var row in rows)
            blobs.Delete(row.BlobKey);
    }

    private async Task StoreAsync(Func<Stream> open, string name, string? type, List<Guid> stored, CancellationToken ct)
    {
        var result = await StoreAsync(open, name, type, allowArchive: true, ct);
        // An archive that cannot be looked into, such as one with a password, is kept unopened like a picture.
        if (!result.Ok && result.Problems[0].Code.StartsWith("Archive", StringComparison.Ordinal))
            result = await StoreAsync(open, name, type, allowArchive: false, ct);
        // An empty file has nothing to keep; its name is in the letter.
        if (result.Ok)
            stored.Add(result.Value.Id);
        else if (!result.Problems.Any(problem => problem.Code == "FileEmpty"))
            throw new InvalidDataException($"A file of the letter was refused: {result.Problems[0].Code}.");
    }

    private async Task<Result<Attachment>> StoreAsync(Func<Stream> open, string name, string? type, bool allowArchive, CancellationToken ct)
    {
        await using var content = open();
        return await store.RunAsync(new(content, name, type, UploadedBy: null, AllowBinary: true, AllowArchive: allowArchive), ct);
    }
}
