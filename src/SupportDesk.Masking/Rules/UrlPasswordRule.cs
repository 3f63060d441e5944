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

    public override IReadOnlyList<Word> Stems => Options.Words;

    public override IReadOnlyList<TriggerPattern> TriggerPatterns { get; } = [TriggerPattern.Of("@")];

    public override Verdict Examine(ReadOnlySpan<byte> text, int at) =>
        text[at] == '@' ? ExamineUrl(text, at) : Options.LengthAt(text, at) is var length and > 0 ? ExamineOption(text, at, at + length) : Verdict.None;

    private static Verdict ExamineOption(ReadOnlySpan<byte> text, int at, int end)
    {
        if (!Curl.BeginsIn(text, at - Behind, at))
            return Verdict.None;
        var start = Assignment.SkipQuote(text, end);
        var colon = text[start..].IndexOfAny(Ends);
        if (colon <= 0 || text[start + colon] != ':')
            return Verdict.None;
        var value = new Assignment.Value(start + colon + 1, new Terminator(TerminatorMode.Bare), true, (byte)':');
        return value.IsShorterThan(text, 1) || Placeholder.StandsAt(text, value) || Placeholder.IsPartlyMasked(text, value)
            ? Verdict.None
            : Verdict.HideValue(value.Start, value.Terminator);
    }

    // From the sign before the host back to the start of the URL, since hardly any URL has one; a password may hold it too.
    private static Verdict ExamineUrl(ReadOnlySpan<byte> text, int at)
    {
        var start = at;
        while (start > 0 && at - start < Longest && !IsOutside(text[start - 1]))
            start--;
        var end = at;
        for (var i = at + 1; i < text.Length && i - at < Longest && !IsOutside(text[i]); i++)
            end = text[i] == '@' ? i : end;
        if (start < 3 || !text[..start].EndsWith("://"u8) || text[start..at].IndexOf((byte)':') is not (var colon and >= 0))
            return Verdict.None;
        var value = new Assignment.Value(start + colon + 1, new Terminator(TerminatorMode.Bare), true, (byte)':');
        var isMarked = text[value.Start..end].IndexOf(RuleBook.MaskedOpening) > 0 || (text[start..value.Start].IndexOf(RuleBook.MaskedOpening) >= 0);
        return value.Start >= end || isMarked || Placeholder.StandsAt(text, value) ? Verdict.None : Verdict.Hide(value.Start, end);
    }

    private static bool IsOutside(byte b) =>
        b is <= (byte)' ' or (byte)'/' or (byte)'?' or (byte)'"' or (byte)'\'' or (byte)'<' or (byte)'>' or (byte)'\\';
}
