using System.Buffers;
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
    private const int WayToWord = 50;
    private const string Digits = "0123456789";
    private static readonly WordSet Words = new(
        "crc",
        "md5",
        "sha1",
        "sha256",
        "sha384",
        "sha512",
        "ripemd160",
        "signature",
        "base string",
        "base_string",
        "basestring",
        "result base",
        "opstateext",
        "подпис",
        "контрольн",
        "хеш",
        "хэш",
        "строк",
        "чек"
    );

    private static readonly SearchValues<byte> OfAddresses = SearchValues.Create("0123456789."u8);

    // login:sum:id:password1 as words
    private static readonly WordSet Formulas = new("password#", "пароль", "shp_", "invid");

    public override string Name => "password-base-string";

    public override SecretKind Kind => SecretKind.Password;

    // An amount with its decimals before a colon, a number of three digits behind one, and extra fields after the password.
    public override IReadOnlyList<TriggerPattern> TriggerPatterns { get; } =
    [
        TriggerPattern.Of(".", Digits, Digits, ":"),
        TriggerPattern.Of(".", Digits, ":", Digits),
        TriggerPattern.Of(".", Digits, Digits, "%"),
        TriggerPattern.Of("0", "0", "0", ":"),
        TriggerPattern.Of(":", Digits, Digits, Digits),
        TriggerPattern.Of(":", "sS", "hH", "pP"),
    ];

    public override Verdict Examine(ReadOnlySpan<byte> text, int at)
    {
        int start = at, end = at;
        while (start > 0 && IsInside(text[start - 1]))
            start--;
        if (text[start..at].LastIndexOf((byte)'=') is var sign and >= 0)
            start += sign + 1;
        var inLink = text[at] == '.' && text[at + 3] == '%';
        while (end < text.Length && IsInside(text[end]) && !(inLink && text[end] == '&'))
            end++;
        if (end == text.Length && end - at >= Ahead)
            return Verdict.None;
        end = EndOfPassword(text, at, end);

        // amount:id:password with or without a login before; without decimals, or without an amount, only where the text
        // speaks of signatures.
        var first = Field(text, start, end);
        var second = Field(text, first.Next, end);
        var third = Field(text, second.Next, end);
        var password = -1;
        int decimals;
        if (IsAmount(text[start..first.End], out decimals) && IsId(text[first.Next..second.End]))
            password = second.Next;
        else if (IsAmount(text[first.Next..second.End], out decimals) && third.End > second.End && IsId(text[second.Next..third.End]))
            password = third.Next;
        else if (IsLogin(text[start..first.End]) && second.End > first.Next && IsId(text[first.Next..second.End]))
            password = second.Next;
        if (password < 0 || password >= end)
            return Verdict.None;
        password = SkipFields(text, password, end);
        var isSigned = decimals > 0 || Bytes.StartsWith(text, end, ":shp_"u8) || Words.BeginsIn(text, Characters.Back(text, start, WayToWord), start);
        return isSigned && IsPassword(text, password, end) ? Verdict.Hide(password, end) : Verdict.None;
    }

    private static bool IsLogin(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || !Bytes.IsAsciiLetter(text[0]))
            return false;
        foreach (var b in text)
            if (!Bytes.IsIdentifier(b) && b != '.')
                return false;
        return true;
    }

    private static (int End, int Next) Field(ReadOnlySpan<byte> text, int at, int end)
    {
        for (var i = at; i < end; i++)
            if (ColonAt(text, i) is var length and > 0)
                return (i, i + length);
        return (end, end);
    }

    // As it is, or as a link holds it.
    private static int ColonAt(ReadOnlySpan<byte> text, int at) => text[at] == ':' ? 1 : text[at] == '%' && Bytes.StartsWith(text, at, "%3a"u8) ? 3 : 0;

    // The user's own fields follow the password.
    private static int EndOfPassword(ReadOnlySpan<byte> text, int at, int end)
    {
        for (var i = at; i < end; i++)
            if (ColonAt(text, i) is var length and > 0 && Bytes.StartsWith(text, i + length, "shp_"u8))
                return i;
        return end;
    }

    // Between id and password may stand a currency, the payer's address and a receipt.
    private static int SkipFields(ReadOnlySpan<byte> text, int at, int end)
    {
        while (Field(text, at, end) is var field && field.End < end)
        {
            if (Bytes.StartsWith(text, at, "%7b"u8) && text[at..end].LastIndexOf("%7D:"u8) is var brace and > 0)
                at += brace + 4;
            else if (Bytes.StartsWith(text, at, "%257b"u8) || IsCurrency(text[at..field.End]) || IsAddress(text[at..field.End]))
                at = field.Next;
            else
                break;
        }

        return at;
    }

    private static bool IsCurrency(ReadOnlySpan<byte> text) => text.Length == 3 && Bytes.IsUpper(text[0]) && Bytes.IsUpper(text[1]) && Bytes.IsUpper(text[2]);

    private static bool IsAddress(ReadOnlySpan<byte> text) =>
        text.Length is >= 7 and <= 15 && text.Count((byte)'.') == 3 && !text.ContainsAnyExcept(OfAddresses);

    private static bool IsInside(byte b) =>
        b > ' ' && b is not ((byte)'"' or (byte)'\'' or (byte)'<' or (byte)'>' or (byte)'`' or (byte)'(' or (byte)')' or (byte)'\\' or (byte)',');

    private static bool IsAmount(ReadOnlySpan<byte> text, out int decimals)
    {
        decimals = 0;
        var dot = text.IndexOf((byte)'.');
        var whole = dot < 0 ? text : text[..dot];
        decimals = dot < 0 ? 0 : text.Length - dot - 1;
        return whole.Length is > 0 and <= 10 && AreDigits(whole) && (dot < 0 || (decimals is > 0 and <= 6 && AreDigits(text[(dot + 1)..])));
    }

    private static bool IsId(ReadOnlySpan<byte> text) => text.Length <= 19 && AreDigits(text);

    private static bool IsPassword(ReadOnlySpan<byte> text, int start, int end)
    {
        if (
            end - start is < Shortest or > Longest
            || text[start..end].IndexOf(RuleBook.MaskedOpening) >= 0
            || text[start] is (byte)'$' or (byte)'{' or (byte)'/'
            || Formulas.IsIn(text[start..end])
        )
            return false;
        foreach (var b in text[start..end])
            if (Bytes.IsAsciiLetter(b))
                return true;
        return false;
    }

    private static bool AreDigits(ReadOnlySpan<byte> text) => !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');
}
