using System.Buffers;
using SupportDesk.Masking.Engine;
using SupportDesk.Masking.Text;

namespace SupportDesk.Masking.Rules;

/// <summary>A bearer token (RFC 6750) outside a header, told from prose by its length and its digits.</summary>
internal sealed class BearerRule : Rule
{
    private const int Shortest = 16;
    private const int Longest = 256;
    private static readonly SearchValues<byte> OfTokens = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.~+/="u8);
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
        var token = text[start..Math.Min(text.Length, start + Longest)];
        if (token.IndexOfAnyExcept(OfTokens) is var length and >= 0)
            token = token[..length];
        return token.Length >= Shortest && token.ContainsAnyInRange((byte)'0', (byte)'9')
            ? Verdict.HideValue(start, new Terminator(TerminatorMode.Bare))
            : Verdict.None;
    }
}
