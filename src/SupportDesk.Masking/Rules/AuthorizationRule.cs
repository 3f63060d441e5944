using SupportDesk.Masking.Engine;
using SupportDesk.Masking.Text;

namespace SupportDesk.Masking.Rules;

/// <summary>Credentials of an Authorization or Proxy-Authorization header (RFC 9110, section 11.6.2); the scheme stays.</summary>
internal sealed class AuthorizationRule : Rule
{
    private static readonly Word Header = Word.Of("authorization");
    private static readonly WordSet OneToken =
        new("bearer", "basic", "token", "negotiate", "ntlm", "apikey", "api-key", "jwt", "oauth");

    private static readonly WordSet WholeLine = new("digest", "hawk", "aws4-hmac-sha256");

    public override string Name => "authorization";

    public override SecretKind Kind => SecretKind.Token;

    public override IReadOnlyList<Word> Stems { get; } = [Header];

    public override Verdict Examine(ReadOnlySpan<byte> text, int at)
    {
        var length = Header.LengthAt(text, at);
        if (length == 0 || !Names.Begins(text, at) || !Assignment.TryRead(text, at, at + length, out var value))
            return Verdict.None;
        var start = SkipScheme(text, value.Start, OneToken);
        var terminator = value.Terminator;
        if (terminator.Mode == TerminatorMode.Bare && start == value.Start)
        {
            terminator = HeaderLine.Terminator(text, at);
            start = SkipScheme(text, value.Start, WholeLine);
        }

        value = value with { Start = start, Terminator = terminator, MayBeCode = value.MayBeCode && start == value.Start };
        return value.IsShorterThan(text, 1) || Placeholder.StandsAt(text, value) || Placeholder.IsPartlyMasked(text, value)
            ? Verdict.None
            : Verdict.HideValue(start, terminator);
    }

    private static int SkipScheme(ReadOnlySpan<byte> text, int at, WordSet schemes)
    {
        var end = at + schemes.LengthAt(text, at);
        if (end == at)
            return at;
        var gap = Separator.LengthAt(text, end);
        return gap > 0 && !Bytes.IsLineEnd(text[end]) && text[end] is not ((byte)'-' or (byte)'.') ? Assignment.SkipBlanks(text, end + gap) : at;
    }
}
