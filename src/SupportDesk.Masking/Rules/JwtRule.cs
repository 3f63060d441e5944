using SupportDesk.Masking.Engine;
using SupportDesk.Masking.Text;

namespace SupportDesk.Masking.Rules;

/// <summary>JSON Web Tokens (RFC 7519): three base64url parts of which the first encodes a JSON object and the last may be empty.</summary>
internal sealed class JwtRule : Rule
{
    private const int ShortestPart = 8;
    private static readonly Word Opening = Word.Of("eyJ");

    public override string Name => "jwt";

    public override SecretKind Kind => SecretKind.Token;

    public override IReadOnlyList<Word> Stems { get; } = [Opening];

    public override Verdict Examine(ReadOnlySpan<byte> text, int at)
    {
        if (!text[at..].StartsWith("eyJ"u8) || (at > 0 && Bytes.IsIdentifier(text[at - 1]) && !Escapes.EndsAt(text, at)))
            return Verdict.None;
        var dot = SkipPart(text, at);
        if (Bytes.At(text, dot) != '.' || dot - at < ShortestPart)
            return Verdict.None;
        var second = SkipPart(text, dot + 1);
        return second - dot > ShortestPart && Bytes.At(text, second) == '.' ? Verdict.HideValue(at, new Terminator(TerminatorMode.Bare)) : Verdict.None;
    }

    private static int SkipPart(ReadOnlySpan<byte> text, int at)
    {
        var i = at;
        while (i < text.Length && Bytes.IsIdentifier(text[i]))
            i++;
        return i;
    }
}
