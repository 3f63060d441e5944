namespace SupportDesk.Masking.Tests.Annotated;

/// <summary>A piece of a log, letter or file with marks.</summary>
/// <param name="Name">File and name in it, such as <c>nginx/access</c>.</param>
/// <param name="Line">Line of its first line in the file.</param>
/// <param name="Encoding">The encoding that such a piece comes in.</param>
/// <param name="Personal">Personal data that is hidden, too.</param>
/// <param name="Unread">Encodings that the masker does not recognise in this sample, which is a fault of it.</param>
/// <param name="Marked">The text with its marks; lines end with a line feed.</param>
internal sealed record Sample(string Name, int Line, string Encoding, PersonalData Personal, IReadOnlyList<string> Unread, string Marked)
{
    private AnnotatedText? _text;

    public AnnotatedText Text => _text ??= AnnotatedText.Parse(Marked);

    public override string ToString() => Name;
}
