using System.Security.Cryptography;

namespace SupportDesk.Mail;

/// <summary>Puts the files that lie inside other parts (winmail.dat, uuencode) in their places as parts of their own.</summary>
internal sealed class Unpacking(MimeReaderLimits limits, MimeFindings findings)
{
    private const int MaxText = 16 * 1024 * 1024;
    private MimeEntity? _root;

    internal int Parts { get; set; }

    /// <summary>Unpacks a body. Gives the same entity when there is nothing to do.</summary>
    internal MimeEntity Run(MimeEntity body, int depth)
    {
        _root = body;
        return Visit(body, depth);
    }

    private MimeEntity Visit(MimeEntity entity, int depth)
    {
        switch (entity)
        {
            case Multipart multipart:
                for (var i = 0; i < multipart.Count; i++)
                {
                    var unpacked = Visit(multipart[i], depth + 1);
                    if (!ReferenceEquals(unpacked, multipart[i])) multipart[i] = unpacked;
                }
                return multipart;
            case TextPart { IsPlain: true, IsAttachment: false } text:
                return Uuencoded(text);
            case MimePart part when IsTnef(part):
                return Tnef(part, depth);
            default:
                return entity;
        }
    }

    private static bool IsTnef(MimePart part) =>
        part.ContentType.IsMimeType("application", "ms-tnef") || part.ContentType.IsMimeType("application", "vnd.ms-tnef")
        || "winmail.dat".Equals(part.FileName, StringComparison.OrdinalIgnoreCase);

    private MimeEntity Uuencoded(TextPart text)
    {
        if (text.Content is not MimeContent { Stream: SliceStream { Slice: var raw } } content || !UuencodedBlocks.MayHold(raw)) return text;
        var bytes = content.Decode();
        var blocks = UuencodedBlocks.Find(bytes, limits.MaxParts + 1);
        if (blocks.Count == 0) return text;
        var mixed = new Multipart("mixed");
        var words = new MemoryStream(bytes.Count);
        var at = 0;
        foreach (var block in blocks)
        {
            words.Write(bytes.AsSpan(at, block.Start - at));
            at = block.End;
            if (!block.HasEnd) findings.Add(MimeProblem.UuencodeCut);
            var name = UuencodedBlocks.NameOf(block, text.ContentType.Charset);
            var file = NewFile(name, null, new MimeContent(new SliceStream(bytes[block.Start..block.End]), ContentEncoding.UUEncode).Decode());
            if (!TryAdd(mixed, file)) break;
        }
        words.Write(bytes.AsSpan(at));
        text.Content = new MimeContent(new SliceStream(new ArraySegment<byte>(words.GetBuffer(), 0, (int)words.Length)));
        text.ContentTransferEncoding = ContentEncoding.EightBit;
        mixed.Insert(0, text);
        return mixed;
    }

    private MimeEntity Tnef(MimePart part, int depth)
    {
        if (part.Content is not MimeContent content) return part;
        var bytes = content.Decode();
        // A file that only bears the name stays what it is.
        if (!TnefFile.IsTnef(bytes)) return part;
        var file = TnefFile.Read(bytes);
        var mixed = new Multipart("mixed");
        AddText(mixed, file);
        AddFiles(mixed, file, depth);
        if (!file.IsBroken) return mixed;
        findings.Add(MimeProblem.TnefBroken);
        mixed.Add(part);
        return mixed;
    }

    /// <summary>The text of a winmail.dat mostly stands in the letter too; it is taken where the letter has none.</summary>
    private void AddText(Multipart mixed, TnefFile file)
    {
        var (text, html) = (file.Text, file.Html);
        if (text is null && html is null && file.Rtf is { } rtf && RtfDecompressor.Run(rtf, (int)Math.Min(MaxText, limits.MaxMessageBytes)) is { } plain)
        {
            var words = RtfReader.Read(plain, out var isHtml);
            if (isHtml) html = words;
            else text = words;
        }
        var body = new MultipartAlternative();
        if (!string.IsNullOrWhiteSpace(text) && HasNone(isHtml: false)) body.Add(new TextPart("plain") { Text = text });
        if (!string.IsNullOrWhiteSpace(html) && HasNone(isHtml: true)) body.Add(new TextPart("html") { Text = html });
        if (body.Count > 0) TryAdd(mixed, body.Count == 1 ? body[0] : body);
        if (body.Count > 1) Parts++;
    }

    private bool HasNone(bool isHtml) => _root is null || string.IsNullOrWhiteSpace(BodyTexts.Find(_root, isHtml));

    private void AddFiles(Multipart mixed, TnefFile file, int depth)
    {
        foreach (var attachment in file.Files)
        {
            var isLetter = attachment.IsLetter && depth + 1 < limits.MaxDepth;
            if (attachment.IsLetter && !isLetter) findings.Cut(MimeCut.Depth);
            if (!TryAdd(mixed, isLetter ? Letter(attachment, depth + 1) : NewFile(attachment.Name, attachment.MediaType, attachment.Content, attachment.ContentId))) return;
        }
    }

    private MessagePart Letter(TnefAttachment attachment, int depth)
    {
        var file = TnefFile.Read(attachment.Content);
        if (file.IsBroken) findings.Add(MimeProblem.TnefBroken);
        var message = MimeMessage.Empty();
        message.Subject = file.Subject ?? attachment.Name ?? "";
        if (file.SenderName is not null || file.SenderAddress is not null) message.From.Add(MailboxAddress.FromWire(file.SenderName, file.SenderAddress ?? ""));
        var inner = new Unpacking(limits, findings) { Parts = Parts };
        // The same file gives the same letter, byte for byte.
        var mixed = new Multipart("mixed") { Boundary = "tnef-" + Convert.ToHexStringLower(SHA256.HashData(attachment.Content))[..32] };
        inner.AddText(mixed, file);
        inner.AddFiles(mixed, file, depth);
        Parts = inner.Parts;
        message.Body = mixed.Count == 1 ? mixed[0] : mixed;
        return new MessagePart { Message = message };
    }

    private bool TryAdd(Multipart mixed, MimeEntity entity)
    {
        if (++Parts > limits.MaxParts)
        {
            findings.Cut(MimeCut.Parts);
            return false;
        }
        mixed.Add(entity);
        return true;
    }

    private static MimePart NewFile(string? name, string? mediaType, ArraySegment<byte> bytes, string? contentId = null)
    {
        var fallback = MimeTypes.GetMimeType(name ?? "");
        if (mediaType is null || !ContentType.TryParse(mediaType, out var type)) type = ContentType.Parse(fallback);
        // Bytes of an unpacked file are bytes: as a text they would be shown as part of the letter.
        var part = new MimePart(new ContentType(type.MediaType, type.MediaSubtype))
        {
            ContentDisposition = new ContentDisposition(),
            ContentTransferEncoding = ContentEncoding.Base64,
            Content = new MimeContent(new SliceStream(bytes)),
        };
        if (!string.IsNullOrEmpty(name)) part.FileName = HeaderText.Clean(name);
        if (contentId is not null) part.ContentId = contentId;
        return part;
    }
}
