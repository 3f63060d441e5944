using MimeKit;
using MimeKit.Tnef;

namespace SupportDesk.Features.Email.Reading;

/// <summary>Takes texts and files out of a winmail.dat, as Outlook and Exchange wrap them ([MS-OXTNEF]).</summary>
internal static class TnefFiles
{
    private const uint Signature = 0x223E9F78;

    private const TnefComplianceStatus Broken =
        TnefComplianceStatus.StreamTruncated
        | TnefComplianceStatus.AttributeOverflow
        | TnefComplianceStatus.InvalidAttributeLevel
        | TnefComplianceStatus.InvalidAttributeLength
        | TnefComplianceStatus.NestingTooDeep;

    private const int InterfaceLength = 16;

    private static ReadOnlySpan<byte> InterfaceTail => [0, 0, 0, 0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0x46];

    public static bool Is(MimePart part) => part is TnefPart || "winmail.dat".Equals(part.FileName, StringComparison.OrdinalIgnoreCase);

    public static MimeEntity Unpack(MimePart part, ReadingState state, int depth, MimeEntity? root)
    {
        var bytes = PartBytes.Decoded(part);
        // A file that only bears the name stays what it is.
        if (bytes.Count < 4 || BitConverter.ToUInt32(bytes) != Signature)
            return part;
        var mixed = new Multipart("mixed");
        var isWhole = TryTake(bytes, mixed, state, depth, root);
        if (isWhole)
            return mixed;
        state.Problems.Add(EmailProblem.TnefBroken);
        mixed.Add(part);
        return mixed;
    }

    private static bool TryTake(ArraySegment<byte> bytes, Multipart mixed, ReadingState state, int depth, MimeEntity? root)
    {
        try
        {
            if (!TnefClaims.AreTrue(bytes))
                return false;
            using var message = new TnefPart { Content = new MimeContent(PartBytes.Stream(bytes)) }.ConvertToMessage();
            Take(message, mixed, state, depth, root);
            message.Body = null!;
            return IsWhole(bytes);
        }
        catch (Exception error) when (error is TnefException or EndOfStreamException or FormatException or ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    private static void Take(MimeMessage message, Multipart mixed, ReadingState state, int depth, MimeEntity? root)
    {
        var leaves = BodyTexts.Leaves(message.Body).ToList();
        AddText(mixed, leaves.OfType<TextPart>().Where(text => !text.IsAttachment), state, root);
        foreach (var leaf in leaves)
        {
            if (leaf is TextPart { IsAttachment: false })
                continue;
            if (!state.TryTakePart())
                return;
            mixed.Add(leaf switch
            {
                TnefPart inner => Email(inner, state, depth + 1),
                MimePart file => File(file),
                _ => leaf,
            });
        }
    }

    /// <summary>The text of a winmail.dat mostly stands in the e-mail too; it is taken where the e-mail has none.</summary>
    private static void AddText(Multipart mixed, IEnumerable<TextPart> texts, ReadingState state, MimeEntity? root)
    {
        string? plain = null, html = null;
        foreach (var text in texts)
        {
            if (text.IsHtml)
                html ??= text.Text;
            else if (text.IsPlain)
                plain ??= text.Text;
            else if (text.IsRichText && plain is null && html is null)
            {
                var words = RtfReader.Read(PartBytes.Decoded(text), out var isHtml);
                (plain, html) = isHtml ? (plain, words) : (words, html);
            }
        }

        var body = new MultipartAlternative();
        if (!string.IsNullOrWhiteSpace(plain) && HasNone(root, isHtml: false) && state.TryTakePart())
            body.Add(new TextPart("plain") { Text = plain });
        if (!string.IsNullOrWhiteSpace(html) && HasNone(root, isHtml: true) && state.TryTakePart())
            body.Add(new TextPart("html") { Text = html });
        if (body.Count > 0)
            mixed.Add(body);
    }

    private static bool HasNone(MimeEntity? root, bool isHtml) => root is null || string.IsNullOrWhiteSpace(BodyTexts.Find(root, isHtml));

    private static MimePart File(MimePart file)
    {
        var type = file.ContentType.IsMimeType("application", "octet-stream") ? null : file.ContentType.MimeType;
        var part = UnpackedFile.Of(file.FileName, type, WithoutInterface(PartBytes.Decoded(file)));
        if (file.ContentId is { Length: > 0 } id)
            part.ContentId = id;
        return part;
    }

    /// <summary>In front of an OLE object stands by which interface it was stored (IStorage, IStream): that is no part of the file.</summary>
    private static ArraySegment<byte> WithoutInterface(ArraySegment<byte> bytes) =>
        bytes.Count >= InterfaceLength && bytes[0] is 0x0B or 0x0C && bytes.AsSpan(1, InterfaceLength - 1).SequenceEqual(InterfaceTail)
            ? bytes[InterfaceLength..]
            : bytes;

    private static MimeEntity Email(TnefPart inner, ReadingState state, int depth)
    {
        var bytes = PartBytes.Decoded(inner);
        if (!TnefClaims.AreTrue(bytes))
        {
            state.Problems.Add(EmailProblem.TnefBroken);
            return File(inner);
        }

        if (depth < state.Limits.MaxDepth)
        {
            var mixed = new Multipart("mixed");
            using var message = inner.ConvertToMessage();
            Take(message, mixed, state, depth, root: null);
            if (!IsWhole(bytes))
                state.Problems.Add(EmailProblem.TnefBroken);
            message.Body = mixed.Count == 1 ? mixed[0] : mixed;
            return new MessagePart("rfc822", message);
        }

        state.Problems.Add(EmailProblem.DepthCut);
        return File(inner);
    }

    private static bool IsWhole(ArraySegment<byte> bytes)
    {
        using var reader = new TnefReader(PartBytes.Stream(bytes), 0, TnefComplianceMode.Loose);
        while (reader.ReadNextAttribute())
        {
            while (reader.AttributeTag is TnefAttributeTag.MapiProperties or TnefAttributeTag.Attachment && reader.TnefPropertyReader.ReadNextProperty())
            {
            }
        }

        return (reader.ComplianceStatus & Broken) == 0;
    }
}
