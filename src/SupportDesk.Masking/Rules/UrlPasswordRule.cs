using SupportDesk.Masking.Engine;
using SupportDesk.Masking.Text;

namespace SupportDesk.Masking.Rules;

/// <summary>The password in the user part of a URL (RFC 3986, section 3.2.1), as in <c>mysql://shop:secret@db/shop</c>.</summary>
internal sealed class UrlPasswordRule : Rule
{
    private const int Longest = 96;

    public override string Name => "password-url";

    public override SecretKind Kind => SecretKind.Password;

    public override IReadOnlyList<Word> Stems { get; } = [Word.Of("://")];

    public override Verdict Examine(ReadOnlySpan<byte> text, int at)
    {
        var colon = -1;
        for (var i = at + 3; i < at + Longest && i < text.Length; i++)
        {
            switch (text[i])
            {
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
