namespace SupportDesk.Mail;

/// <summary>Finds texts and leaves in a body.</summary>
internal static class BodyTexts
{
    internal static IEnumerable<MimeEntity> Leaves(MimeEntity? entity) => entity switch
    {
        null => [],
        Multipart multipart => multipart.SelectMany(Leaves),
        _ => [entity],
    };

    /// <summary>The texts of one kind outside files, joined: some programs put a picture between two halves of a text.</summary>
    internal static string? Find(MimeEntity? body, bool isHtml)
    {
        var texts = Texts(body, isHtml).Select(t => t.Text).ToList();
        if (texts.Count < 2) return texts.FirstOrDefault();
        return string.Join(isHtml ? "\n<br>\n" : "\n\n", texts.Select(t => t.TrimEnd()));
    }

    private static IEnumerable<TextPart> Texts(MimeEntity? entity, bool isHtml) => entity switch
    {
        TextPart text when !text.IsAttachment && (isHtml ? text.IsHtml : IsReadable(text)) => [text],
        // The forms of an alternative say the same; the last one that fits is the richest.
        MultipartAlternative alternative => alternative.Reverse().Select(p => Texts(p, isHtml).ToList()).FirstOrDefault(t => t.Count > 0) ?? [],
        MultipartRelated { Count: > 0 } related => Texts(related[0], isHtml),
        Multipart multipart => multipart.SelectMany(p => Texts(p, isHtml)),
        _ => [],
    };

    private static bool IsReadable(TextPart text) => text.IsPlain && text.ContentDisposition?.FileName is null;
}
