using SupportDesk.Masking.Engine;
using SupportDesk.Masking.Text;

namespace SupportDesk.Masking.Rules;

/// <summary>A bearer token (RFC 6750) outside a header, told from prose by its length and its digits.</summary>
internal sealed class BearerRule : Rule
{
    private const int Shortest = 16;
    private static readonly Word Scheme = Word.Of("bearer");

    public override string Name => "bearer";

    public override SecretKind Kind => SecretKind.Token;

    public override IReadOnlyList<Word> Stems { get; } = [Scheme];

    public override Verdict Examine(ReadOnlySpan<byte> text, int at)
    {
        var end = at + Scheme.LengthAt(text, at);
        if (end == at || !Names.Begins(text, at))
            return Verdict.None;
        var gap = Separator.LengthAt(text, end);
        if (gap == 0 || text[end] is (byte)'-' or (byte)'.')
            return Verdict.None;
        var start = Assignment.SkipBlanks(text, end + gap);
        var stop = start;
        var digits = 0;
        while (stop < text.Length && stop < start + 256 && IsToken(text[stop]))
            digits += Bytes.IsDigit(text[stop++]) ? 1 : 0;
        return stop - start >= Shortest && digits > 0 ? Verdict.HideValue(start, new Closing(ClosingMode.Bare)) : Verdict.None;
    }

    private static bool IsToken(byte b) =>
        Bytes.IsIdentifier(b) || b is (byte)'.' or (byte)'~' or (byte)'+' or (byte)'/' or (byte)'=';
}
