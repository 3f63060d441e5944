using MimeKit;
using SupportDesk.Data.Blobs;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Outbox;
using SupportDesk.Features.Outbox.Formatting;
using SupportDesk.Features.Outbox.Templates;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Sending;

/// <summary>A file that goes along with an e-mail.</summary>
internal sealed record OutgoingFile(string Name, string ContentType, string BlobKey, long Size);

/// <summary>
/// Makes the e-mail of an outbox row: what was fixed when the row was written stays as it is. Whatever goes into a header
/// passes <see cref="HeaderGuard"/>.
/// </summary>
internal sealed class ComposeEmail(BlobStore blobs, BodySeal seal, MailSettings settings) : IUseCase
{
    /// <summary>An e-mail whose files are open until it is disposed.</summary>
    internal sealed class Composed(MimeMessage email, List<Stream> files) : IAsyncDisposable
    {
        public MimeMessage Email => email;

        public async ValueTask DisposeAsync()
        {
            foreach (var file in files)
                await file.DisposeAsync();
        }
    }

    /// <exception cref="IOException">A file of the e-mail is missing.</exception>
    /// <exception cref="ParseException">The address is none.</exception>
    public async Task<Composed> RunAsync(OutboxMail mail, SenderIdentity from, IReadOnlyList<OutgoingFile> files)
    {
        var email = Envelope(mail, from);
        var open = new List<Stream>();
        try
        {
            email.Body = Body(mail, files, open);
            return new Composed(email, open);
        }
        catch
        {
            foreach (var file in open)
                await file.DisposeAsync();
            throw;
        }
    }

    private static MimeMessage Envelope(OutboxMail mail, SenderIdentity from)
    {
        var email = new MimeMessage { Date = mail.CreatedAt, MessageId = HeaderGuard.OwnId(mail.InternetMessageId), Subject = HeaderGuard.Line(mail.Subject) };
        var name = HeaderGuard.Line(from.Name);
        email.From.Add(new MailboxAddress(name, from.Address));
        if (mail.ReplyTo is { Length: > 0 } answers)
            email.ReplyTo.Add(new MailboxAddress(name, answers));
        email.To.Add(new MailboxAddress(HeaderGuard.Line(mail.ToName), mail.ToAddress));
        if (HeaderGuard.Id(mail.InReplyTo) is { } answered)
            email.Headers.Add(HeaderId.InReplyTo, $"<{answered}>");
        email.References.AddRange(HeaderGuard.Ids(mail.References));
        if (mail.ThreadIndex is { } index)
            email.Headers.Add("Thread-Index", index);
        if (mail.ThreadTopic is { Length: > 0 } topic)
            email.Headers.Add("Thread-Topic", HeaderGuard.Line(topic));
        if (mail.Automatic)
        {
            email.Headers.Add("Auto-Submitted", "auto-generated");
            email.Headers.Add("X-Auto-Response-Suppress", "All");
        }

        return email;
    }

    private MimeEntity Body(OutboxMail mail, IReadOnlyList<OutgoingFile> files, List<Stream> open)
    {
        long total = 0;
        var left = new List<string>();
        var mixed = new Multipart("mixed");
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
            mixed.Add(Attachment(file, content));
        }

        var words = seal.Open(mail.Body);
        if (left.Count > 0)
            words = NameFiles(words, left);
        MimeEntity text = mail.IsFormatted
            ? new MultipartAlternative { Text("plain", words), Text("html", EmailHtml.Page(words, EmailKind.Russian)) }
            : Text("plain", words);
        if (mixed.Count == 0)
            return text;
        mixed.Insert(0, text);
        return mixed;
    }

    // Seven bits whatever the next server offers: one behind it that cannot take more would change the e-mail and break its signature.
    private static TextPart Text(string subtype, string text)
    {
        var part = new TextPart(subtype) { Text = text.ReplaceLineEndings("\r\n") };
        part.Prepare(EncodingConstraint.SevenBit, EmailFormat.LongestLine);
        return part;
    }

    // The content is read when the e-mail is written, piece by piece.
    private static MimePart Attachment(OutgoingFile file, Stream content) => new(HeaderGuard.MediaType(file.ContentType))
    {
        ContentDisposition = new ContentDisposition(ContentDisposition.Attachment),
        FileName = HeaderGuard.Line(file.Name),
        ContentTransferEncoding = ContentEncoding.Base64,
        Content = new MimeContent(content),
    };

    // The last line of an e-mail names its ticket and stays the last one. Both languages: nobody knows who opens it.
    private static string NameFiles(string text, List<string> left)
    {
        var words = "Файлы больше, чем пропускает почта, пришлём по запросу / Files too large for mail, sent on request: " + string.Join(", ", left);
        var end = text.TrimEnd().LastIndexOf('\n');
        return end < 0 ? $"{words}\n\n{text}" : $"{text[..end].TrimEnd()}\n\n{words}\n\n{text[(end + 1)..]}";
    }
}
