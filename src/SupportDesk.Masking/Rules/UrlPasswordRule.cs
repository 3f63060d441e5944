using System.Buffers;
using SupportDesk.Masking.Engine;
using SupportDesk.Masking.Text;

namespace SupportDesk.Masking.Rules;

/// <summary>
/// The password in the user part of a URL (RFC 3986, section 3.2.1), as in <c>mysql://shop:secret@db/shop</c>, and in
/// curl's <c>-u shop:secret</c>.
/// </summary>
internal sealed class UrlPasswordRule : Rule
{
    private const int Longest = 96;
    private static readonly WordSet Options = new(" -u ", "--user ", "--proxy-user ");
    private static readonly WordSet Curl = new("curl");
    private static readonly SearchValues<byte> Ends = SearchValues.Create(": \t\r\n\"'/"u8);

    public override string Name => "password-url";

    public override SecretKind Kind => SecretKind.Password;

    public override IReadOnlyList<Word> Stems { get; } = [Word.Of("://"), .. Options.Words];

    public override Verdict Examine(ReadOnlySpan<byte> text, int at) =>
        text[at] == ':' ? ExamineUrl(text, at) : Options.LengthAt(text, at) is var length and > 0 ? ExamineOption(text, at, at + length) : Verdict.None;

    private static Verdict ExamineOption(ReadOnlySpan<byte> text, int at, int end)
    {
        if (!Curl.BeginsIn(text, at - Behind, at))
            return Verdict.None;
        var start = Assignment.SkipQuote(text, end);
        var colon = text[start..].IndexOfAny(Ends);
        if (colon <= 0 || text[start + colon] != ':')
            return Verdict.None;
        var value = new Assignment.Value(start + colon + 1, new Closing(ClosingMode.Bare), true, (byte)':');
        return value.IsShorterThan(text, 1) || Placeholder.StandsAt(text, value) || Placeholder.IsPartlyMasked(text, value) ? Verdict.None : Verdict.HideValue(value.Start, value.Closing);
    }

    private static Verdict ExamineUrl(ReadOnlySpan<byte> text, int at)
    {
        var colon = -1;
        for (var i = at + 3; i < at + Longest && i < text.Length; i++)
        {
            switch (text[i])
            {
                case (byte)'[' when i != colon + 1 && Placeholder.IsMasked(text, i):
                    return Verdict.None;
                case (byte)'@':
                    return colon > 0 && i > colon + 1 && !Placeholder.StandsAt(text, new Assignment.Value(colon + 1, new Closing(ClosingMode.Bare), true, (byte)':'))
                        ? Verdict.Hide(colon + 1, i)
                        : Verdict.None;
                case (byte)':' when colon < 0:
                    colon = i;
                    break;
                case <= (byte)' ' or (byte)'/' or (byte)'?' or (byte)'"' or (byte)'\'' or (byte)'<' or (byte)'>' or (byte)'\\':
                    return Verdict.None;
            }
        }

        return Verdict.None;
    }
}
