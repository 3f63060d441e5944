using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Blobs;
using SupportDesk.Data.Outbox;
using SupportDesk.Mail;

namespace SupportDesk.Features.Mailroom.Sending;

/// <summary>A file that goes along with a letter.</summary>
internal sealed record OutgoingFile(string Name, string ContentType, string BlobKey, long Size);

/// <summary>Makes the letter of an outbox row: what was fixed when the row was written stays as it is.</summary>
internal sealed class ComposeLetter(BlobStore blobs, MailSettings settings)
{
    /// <summary>A letter whose files are open until it is disposed.</summary>
    internal sealed class Composed(MimeMessage letter, List<Stream> files) : IAsyncDisposable
    {
        public MimeMessage Letter => letter;

        public async ValueTask DisposeAsync()
        {
            foreach (var file in files)
                await file.DisposeAsync();
        }
    }

    /// <summary>The files of many letters in one question; what nobody has looked at yet goes nowhere.</summary>
    public static async Task<ILookup<Guid, OutgoingFile>> FilesAsync(DeskDbContext db, IReadOnlyList<OutboxMail> mails, CancellationToken ct)
    {
        var messages = mails.Select(mail => mail.MessageId).OfType<Guid>().ToList();
        var files = await db.Attachments.Where(file => file.MessageId != null && messages.Contains(file.MessageId.Value) && !file.Unchecked)
            .OrderBy(file => file.CreatedAt).ThenBy(file => file.Id)
            .Select(file => new { Message = file.MessageId!.Value, File = new OutgoingFile(file.Name, file.ContentType, file.BlobKey, file.Size) }).ToListAsync(ct);
        return files.ToLookup(row => row.Message, row => row.File);
    }

    /// <exception cref="IOException">A file of the letter is missing.</exception>
    /// <exception cref="ParseException">The address is none.</exception>
    public async Task<Composed> RunAsync(OutboxMail mail, IReadOnlyList<OutgoingFile> files, CancellationToken ct)
    {
        var letter = new MimeMessage
        {
            Date = mail.CreatedAt,
            MessageId = mail.LetterId,
            Subject = mail.Subject,
        };
        var from = settings.MailboxOf(mail.Mailbox).Identity;
        letter.From.Add(new MailboxAddress(from.Name, from.Address));
        if (mail.ReplyTo is { Length: > 0 } answers)
            letter.ReplyTo.Add(new MailboxAddress(from.Name, answers));
        letter.To.Add(new MailboxAddress(mail.ToName, mail.ToAddress));
        if (mail.InReplyTo is { Length: > 0 } answered)
            letter.InReplyTo = answered;
        letter.References.AddRange((mail.References ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries));
        if (mail.Automatic)
        {
            letter.Headers.Add("Auto-Submitted", "auto-generated");
            letter.Headers.Add("X-Auto-Response-Suppress", "All");
        }

        var body = new BodyBuilder { TextBody = mail.Body };
        var open = new List<Stream>();
        try
        {
            await AttachAsync(mail, files, body, open, ct);
            letter.Body = body.ToMessageBody();
            return new Composed(letter, open);
        }
        catch
        {
            foreach (var file in open)
                await file.DisposeAsync();
            throw;
        }
    }

    private async Task AttachAsync(OutboxMail mail, IReadOnlyList<OutgoingFile> files, BodyBuilder body, List<Stream> open, CancellationToken ct)
    {
        long total = 0;
        var left = new List<string>();
        foreach (var file in files)
        {
            if (total + file.Size > settings.Options.MaxAttachedBytes)
            {
                left.Add(file.Name);
                continue;
            }

            total += file.Size;
            var content = blobs.OpenRead(file.BlobKey);
            open.Add(content);
            body.Attachments.Add(file.Name, content, ContentType.TryParse(file.ContentType, out var type) ? type : new ContentType("application", "octet-stream"), ct);
        }

        if (left.Count > 0)
            body.TextBody = NameFiles(mail.Body, left);
    }

    // The last line of a letter names its ticket and stays the last one. Both languages: nobody knows who opens it.
    private static string NameFiles(string text, List<string> left)
    {
        var words = "Файлы больше, чем пропускает почта, пришлём по запросу / Files too large for mail, sent on request: " + string.Join(", ", left);
        var end = text.TrimEnd().LastIndexOf('\n');
        return end < 0 ? $"{words}\n\n{text}" : $"{text[..end].TrimEnd()}\n\n{words}\n\n{text[(end + 1)..]}";
    }
}
