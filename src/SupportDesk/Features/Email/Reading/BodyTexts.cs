using MimeKit;

namespace SupportDesk.Features.Email.Reading;

/// <summary>Tells the texts of an e-mail from its files.</summary>
internal static class BodyTexts
{
    /// <summary>The texts of one kind outside files, joined: some programs put a picture between two halves of a text. Null when there is none.</summary>
    public static string? Find(MimeEntity? body, bool isHtml)
    {
        var texts = Texts(body, isHtml).Select(EmailBodyText.Of).ToList();
        return texts.Count < 2 ? texts.FirstOrDefault() : string.Join(isHtml ? "\n<br>\n" : "\n\n", texts.Select(text => text.TrimEnd()));
    }

    /// <summary>The leaves that are files to whoever reads the e-mail: all but its texts and what a delivery report consists of.</summary>
    public static IEnumerable<MimeEntity> Files(MimeEntity? entity) => entity switch
    {
        MultipartReport report => report.SelectMany(Files).Where(part => part.IsAttachment),
        MultipartRelated related => related.SelectMany(part => ReferenceEquals(part, Root(related)) ? Files(part) : Leaves(part)),
        Multipart multipart => multipart.SelectMany(Files),
        TextPart text when IsShown(text) => [],
        null or MessageDeliveryStatus => [],
        _ => [entity],
    };

    /// <summary>The files, and those parts of a delivery report that a person may want to read.</summary>
    public static IEnumerable<MimeEntity> Parts(MimeEntity? body)
    {
        var files = Files(body).ToHashSet();
        return Leaves(body).Where(leaf => files.Contains(leaf) || leaf is not TextPart text || !IsShown(text));
    }

    /// <summary>All leaves; messages within the message count as one.</summary>
    public static IEnumerable<MimeEntity> Leaves(MimeEntity? entity) => entity switch
    {
        null => [],
        Multipart multipart => multipart.SelectMany(Leaves),
        _ => [entity],
    };

    /// <summary>The body and everything in it; messages within the message count as one.</summary>
    public static IEnumerable<MimeEntity> All(MimeEntity? entity) => entity switch
    {
        null => [],
        Multipart multipart => multipart.SelectMany(All).Prepend(multipart),
        _ => [entity],
    };

    /// <summary>Part of the e-mail, not a file that happens to be text.</summary>
    public static bool IsShown(TextPart text) => (text.IsPlain || text.IsHtml) && !text.IsAttachment && text.ContentDisposition?.FileName is null;

    private static IEnumerable<TextPart> Texts(MimeEntity? entity, bool isHtml) => entity switch
    {
        TextPart text when IsShown(text) && (isHtml ? text.IsHtml : text.IsPlain) => [text],
        // The forms of an alternative say the same; the last one that fits is the richest.
        MultipartAlternative alternative => alternative.Reverse().Select(part => Texts(part, isHtml).ToList()).FirstOrDefault(texts => texts.Count > 0) ?? [],
        MultipartRelated related => Texts(Root(related), isHtml),
        Multipart multipart => multipart.SelectMany(part => Texts(part, isHtml)),
        _ => [],
    };

    /// <summary>What is shown of related parts: the named one (RFC 2387 section 3.2), else the first that has words.</summary>
    private static MimeEntity? Root(MultipartRelated related)
    {
        var named = related.Root;
        return named is not null && HasText(named) ? named : related.FirstOrDefault(HasText) ?? named;
    }

    private static bool HasText(MimeEntity entity) => Texts(entity, isHtml: true).Any() || Texts(entity, isHtml: false).Any();
}
