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

    /// <summary>The body and everything in it, letters within the letter as one.</summary>
    internal static IEnumerable<MimeEntity> All(MimeEntity? entity) => entity switch
    {
        null => [],
        Multipart multipart => multipart.SelectMany(All).Prepend(multipart),
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
        TextPart text when IsShown(text) && (isHtml ? text.IsHtml : text.IsPlain) => [text],
        // The forms of an alternative say the same; the last one that fits is the richest.
        MultipartAlternative alternative => alternative.Reverse().Select(p => Texts(p, isHtml).ToList()).FirstOrDefault(t => t.Count > 0) ?? [],
        MultipartRelated { Count: > 0 } related => Texts(related[0], isHtml),
        Multipart multipart => multipart.SelectMany(p => Texts(p, isHtml)),
        _ => [],
    };

    /// <summary>The leaves that are files to whoever reads the letter: all but its texts and what a delivery report consists of.</summary>
    internal static IEnumerable<MimeEntity> Files(MimeEntity? entity) => entity switch
    {
        MultipartReport report => report.SelectMany(Files).Where(e => e.IsAttachment),
        Multipart multipart => multipart.SelectMany(Files),
        TextPart text when IsShown(text) && (text.IsPlain || text.IsHtml) => [],
        null or MessageDeliveryStatus => [],
        _ => [entity],
    };

    /// <summary>Part of the letter, not a file that happens to be text.</summary>
    private static bool IsShown(TextPart text) => !text.IsAttachment && text.ContentDisposition?.FileName is null;
}
