using SupportDesk.Masking.Engine;
using SupportDesk.Masking.Text;

namespace SupportDesk.Masking.Rules;

/// <summary>Values of Cookie and Set-Cookie headers (RFC 6265), raw, in JSON, in arrays and in HAR files.</summary>
internal sealed class CookieRule : Rule
{
    private static readonly Word Header = Word.Of("cookie");

    public override string Name => "cookie";

    public override SecretKind Kind => SecretKind.Cookie;

    public override IReadOnlyList<Word> Stems { get; } = [Header];

    public override Verdict Examine(ReadOnlySpan<byte> text, int at)
    {
        var end = at + Header.LengthAt(text, at);
        if (end == at || !Names.Begins(text, at))
            return Verdict.None;
        if (Bytes.At(text, end) is (byte)'s' or (byte)'S' or (byte)'2')
            end++;
        var start = Names.Head(text, at);
        if (!Names.Ends(text, end) || !Assignment.TryRead(text, start, end, out var value))
            return Verdict.None;
        var inQuery = value.Operator == '=' && start > 0 && text[start - 1] is (byte)'?' or (byte)'&';
        if (value.Terminator.Mode == TerminatorMode.Bare && !inQuery)
            value = value with { Terminator = HeaderLine.Terminator(text, at) };
        return !Placeholder.IsPartlyMasked(text, value) && HeaderLine.HasPair(text, at, value) && !value.IsShorterThan(text, 1)
            ? Verdict.HideValue(value.Start, value.Terminator)
            : Verdict.None;
    }
}
