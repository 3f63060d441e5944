using SupportDesk.Masking.Engine;
using SupportDesk.Masking.Text;

namespace SupportDesk.Masking.Rules;

/// <summary>E-mail addresses (RFC 5321, section 4.1.2): the first character and the domain stay, as in <c>i***@mail.ru</c>.</summary>
internal sealed class EmailRule : Rule
{
    private const int LongestDomain = 255;
    private const int LongestTop = 24;
    private const int LongestLocal = 64; // RFC 5321, section 4.5.3.1.1
    private const int ShortestTop = 2;

    // logo@2x.png is a file.
    private static readonly WordSet Files = new("png", "jpg", "jpeg", "gif", "svg", "webp", "css", "js");
    private readonly byte[] _shown = "?***"u8.ToArray();

    public override string Name => "email";

    public override SecretKind Kind => SecretKind.Email;

    public override IReadOnlyList<TriggerPattern> TriggerPatterns { get; } = [TriggerPattern.Of("@"), TriggerPattern.Of("%", "4", "0")];

    public override Verdict Examine(ReadOnlySpan<byte> text, int at)
    {
        if (at > 3 && Bytes.StartsWith(text, at - 3, "***"u8) && IsLocal(text[at - 4]) && IsDomain(text, at + (text[at] == '@' ? 1 : 3)))
            return Verdict.HiddenBefore(at - 4, at);
        var start = at;
        while (start > 0 && IsLocal(text[start - 1]))
            start--;
        start += Escapes.Overhang(text, start);
        while (start < at && text[start] is (byte)'.' or (byte)'-' or (byte)'+')
            start++;
        // The last digits of a card number that touches the address belong to the number.
        if (start < at && Bytes.IsDigit(text[start]) && Surroundings.IsJoinedBefore(text, start))
            while (start < at && Bytes.IsDigit(text[start]))
                start++;
        if (start >= at || at - start > LongestLocal || (start > 0 && text[start - 1] == '*') || !IsDomain(text, at + (text[at] == '@' ? 1 : 3)))
            return Verdict.None;
        _shown[0] = text[start];
        return Verdict.Hide(start, at, _shown);
    }

    private static bool IsLocal(byte b) => Bytes.IsIdentifier(b) || b is (byte)'.' or (byte)'+';

    private static bool IsDomain(ReadOnlySpan<byte> text, int at)
    {
        int i = at,
            dot = -1;
        while (
            i < text.Length
            && i - at < LongestDomain
            && Digit.LengthAt(text, i) < 2
            && (Bytes.IsDigit(text[i]) || Bytes.IsAsciiLetter(text[i]) || text[i] >= 0xC0 || text[i] is (byte)'-' or (byte)'.' or (>= 0x80 and < 0xC0))
        )
        {
            if (text[i] == '.' && Bytes.IsWord(Bytes.At(text, i + 1)))
                dot = i;
            // What comes behind a name is no part of it: no domain has digits in its last name.
            else if (dot > at && i - dot > ShortestTop && Bytes.IsDigit(text[i]) && IsAscii(text[(dot + 1)..i]) && EndsInDigits(text, i))
                break;
            i++;
        }

        var top = i - dot - 1 - (dot >= 0 && text[i - 1] == '.' ? 1 : 0);
        return dot > at && top is >= 2 and <= LongestTop && !Bytes.IsDigit(text[dot + 1]) && Files.LengthAt(text, dot + 1) != top;
    }

    private static bool IsAscii(ReadOnlySpan<byte> text) => !text.ContainsAnyInRange((byte)0x80, (byte)0xFF);

    // False for xn--90a3ac.ru
    private static bool EndsInDigits(ReadOnlySpan<byte> text, int at)
    {
        while (Bytes.IsDigitAt(text, at))
            at++;
        return !Bytes.IsWord(Bytes.At(text, at)) || text[at] >= 0x80;
    }
}
