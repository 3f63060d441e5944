using System.Text;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Email.Matching;
using SupportDesk.Features.Files;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Inbox;

/// <summary>Puts the files of an e-mail into the store, masked; what cannot be masked waits to be looked at.</summary>
internal sealed class SaveEmailFiles(StoreMaskedFile store, DeleteFiles delete) : IUseCase
{
    /// <summary>A longer text lies beside the message as a file, in characters.</summary>
    public const int LongestText = 190_000;

    public async Task<IReadOnlyList<Guid>> RunAsync(EmailFacts email, CancellationToken ct)
    {
        var stored = new List<Guid>();
        try
        {
            foreach (var file in email.Files)
                await StoreAsync(file.Open, file.Name, file.ContentType, stored, ct);
            // Nothing of a long e-mail is lost: its message shows the beginning, the file holds all of it.
            if (email.Text.Length > LongestText)
                await StoreAsync(() => new MemoryStream(Encoding.UTF8.GetBytes(email.Text)), "letter.txt", "text/plain", stored, ct);
            return stored;
        }
        catch
        {
            await delete.DiscardAsync(stored);
            throw;
        }
    }

    private async Task StoreAsync(Func<Stream> open, string name, string? type, List<Guid> stored, CancellationToken ct)
    {
        var result = await StoreAsync(open, name, type, allowArchive: true, ct);
        // An archive that cannot be looked into, such as one with a password, is kept unopened like a picture.
        if (!result.Ok && result.Problems[0].Code.StartsWith("Archive", StringComparison.Ordinal))
            result = await StoreAsync(open, name, type, allowArchive: false, ct);
        // An empty file has nothing to keep; its name is in the e-mail.
        if (result.Ok)
            stored.Add(result.Value.Id);
        else if (!result.Problems.Any(problem => problem.Code == "FileEmpty"))
            throw new InvalidDataException($"A file of the e-mail was refused: {result.Problems[0].Code}.");
    }

    private async Task<Result<Attachment>> StoreAsync(Func<Stream> open, string name, string? type, bool allowArchive, CancellationToken ct)
    {
        await using var content = open();
        return await store.RunAsync(new(content, name, type, UploadedBy: null, AllowBinary: true, AllowArchive: allowArchive), ct);
    }
}
