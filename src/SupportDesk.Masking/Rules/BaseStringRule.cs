using SupportDesk.Masking.Engine;
using SupportDesk.Masking.Text;

namespace SupportDesk.Masking.Rules;

/// <summary>
/// The password in the text that a Robokassa signature is made of, when a shop has written it to a log:
/// <c>login:100.00:12345:password:Shp_item=1</c> or <c>100.000000:12345:password</c>.
/// </summary>
internal sealed class BaseStringRule : Rule
{
    private const int Shortest = 6;
    private const int Longest = 128;
    private const int LongestWay = 160;
    private static readonly WordSet Words = new(
        "crc", "md5", "sha1", "sha256", "sha384", "sha512", "ripemd160", "signature", "base string", "base_string", "basestring", "подпис", "контрольн", "хеш", "хэш", "строк");

    public override string Name => "password-base-string";

    public override SecretKind Kind => SecretKind.Password;

    public override IReadOnlyList<Word> Stems => Words.Words;

    // An amount with its decimals before a colon, and extra fields after the password.
    public override IReadOnlyList<Sign> Signs { get; } = [Sign.Of(".", "0123456789", "0123456789", ":"), Sign.Of("0", "0", "0", ":"), Sign.Of(":", "sS", "hH", "pP")];

    public override Verdict Examine(ReadOnlySpan<byte> text, int at)
    {
        if (!Bytes.IsAsciiLetter(text[at]) && text[at] < 0x80)
            return ExamineAround(text, at);
        // Behind a word that speaks of signatures each token of the line is looked at.
        for (var i = at; i < at + LongestWay && i < text.Length && !Bytes.IsLineEnd(text[i]); i++)
            if (text[i] == ':' && Bytes.IsDigitAt(text, i + 1) && ExamineAround(text, i) is { Act: not Act.None } verdict && verdict.Start > at)
                return verdict;
        return Verdict.None;
    }

    private static Verdict ExamineAround(ReadOnlySpan<byte> text, int at)
    {
        var start = at;
        while (start > 0 && IsInside(text[start - 1]))
            start--;
        Span<int> ends = stackalloc int[4];
        var fields = 0;
        var i = start;
        while (fields < ends.Length)
        {
            while (i < text.Length && text[i] != ':' && IsInside(text[i]))
                i++;
            ends[fields++] = i;
            if (Bytes.At(text, i) != ':')
                break;
            i++;
        }

        // amount:id:password or login:amount:id:password
        for (var amount = 0; amount + 2 < fields; amount++)
        {
            var amountStart = amount == 0 ? start : ends[amount - 1] + 1;
            if (IsAmount(text[amountStart..ends[amount]], out var decimals)
                && IsId(text[(ends[amount] + 1)..ends[amount + 1]])
                && IsPassword(text, ends[amount + 1] + 1, ends[amount + 2], decimals))
                return Verdict.Hide(ends[amount + 1] + 1, ends[amount + 2]);
        }

        return Verdict.None;
    }

    private static bool IsInside(byte b) => b > ' ' && b is not ((byte)'"' or (byte)'\'' or (byte)'<' or (byte)'>' or (byte)'`' or (byte)'(' or (byte)')' or (byte)'\\' or (byte)',');

    private static bool IsAmount(ReadOnlySpan<byte> text, out int decimals)
    {
        decimals = 0;
        var dot = text.IndexOf((byte)'.');
        var whole = dot < 0 ? text : text[..dot];
        decimals = dot < 0 ? 0 : text.Length - dot - 1;
        return whole.Length is > 0 and <= 10 && AreDigits(whole) && (dot < 0 || (decimals is > 0 and <= 6 && AreDigits(text[(dot + 1)..])));
    }

    private static bool IsId(ReadOnlySpan<byte> text) => text.Length <= 19 && AreDigits(text);

    private static bool IsPassword(ReadOnlySpan<byte> text, int start, int end, int decimals)
    {
        if (end - start is < Shortest or > Longest || Placeholder.IsMasked(text, start) || text[start] is (byte)'$' or (byte)'{' || text[start] == '/')
            return false;
        int letters = 0, digits = 0;
        foreach (var b in text[start..end])
        {
            letters += Bytes.IsAsciiLetter(b) ? 1 : 0;
            digits += Bytes.IsDigit(b) ? 1 : 0;
        }

        return letters > 0 && (digits > 0 || decimals > 0 || Bytes.StartsWith(text, end, ":shp_"u8));
    }

    private static bool AreDigits(ReadOnlySpan<byte> text) => !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');
}
