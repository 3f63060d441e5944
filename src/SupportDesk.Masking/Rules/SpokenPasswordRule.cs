using SupportDesk.Masking.Engine;
using SupportDesk.Masking.Text;

namespace SupportDesk.Masking.Rules;

/// <summary>
/// Passwords as people write them in sentences and dumps: some words between the name and the value, no sign at all, the
/// value in the next line, a login and a password in one breath. Without a name and a sign beside each other only what looks
/// like a password counts: letters and digits together.
/// </summary>
internal sealed class SpokenPasswordRule : Rule
{
    private const int LongestWords = 80; // bytes between the name and its sign
    private const int LongestSecret = 64;
    private const int ShortestSecret = 6;
    private const int LongestDigest = 32;
    private const int LoginBefore = 16;
    private static readonly WordSet Keywords = new("парол", "password", "passwd", "passphrase", "pass phrase");
    private static readonly WordSet Phrases = new(
        "кодовое слово", "кодового слова", "кодовым словом", "секретное слово", "парольная фраза", "парольную фразу", "контрольное слово",
        "code word", "codeword", "secret word", "pass phrase");

    private static readonly WordSet Logins = new("логин", "login", "user", "имя");
    private static readonly WordSet Algorithms = new("sha", "md5", "ripemd", "hmac", "base64", "utf", "http", "invid", "outsum", "robokassa.");

    public override string Name => "password-words";

    public override SecretKind Kind => SecretKind.Password;

    public override IReadOnlyList<Word> Stems { get; } = [.. Keywords.Words, .. Phrases.Words];

    public override Verdict Examine(ReadOnlySpan<byte> text, int at)
    {
        if (!Names.Begins(text, at) || (text[at] >= 0x80 && Names.EndsRussianLetter(text, at)))
            return Verdict.None;
        if (Phrases.LengthAt(text, at) is var phrase and > 0)
            return AfterSign(text, at + phrase);
        var length = Keywords.LengthAt(text, at);
        if (length == 0)
            return Verdict.None;
        var end = Names.Tail(text, Names.SkipRussianLetters(text, at + length, 12));
        if (end < text.Length && text[end] is (byte)'"' or (byte)'\'' && InDump(text, end) is { Act: not Act.None } dumped)
            return dumped;
        return BehindWords(text, end);
    }

    // «кодовое слово: ромашка» — any word behind a sign.
    private static Verdict AfterSign(ReadOnlySpan<byte> text, int at)
    {
        var sign = Assignment.SkipBlanks(text, at);
        var length = SignAt(text, sign);
        if (length == 0)
            return Verdict.None;
        var start = SkipQuotes(text, Assignment.SkipBlanks(text, sign + length));
        var end = WordEnd(text, start);
        return end - start >= 3 ? Verdict.Hide(start, end) : Verdict.None;
    }

    // name="password", a blank line, the value: a part of a form as browsers and curl send it.
    private static Verdict InDump(ReadOnlySpan<byte> text, int quote)
    {
        var start = quote + 1;
        var lines = 0;
        for (; lines < 2 && LineEndAt(text, start) is var length and > 0; lines++)
            start += length;
        if (lines < 2)
            return Verdict.None;
        var end = start;
        while (end < text.Length && end - start < 2 * LongestSecret && !Bytes.IsLineEnd(text[end]))
            end++;
        return end > start && Bytes.At(text, start) != '-' ? Verdict.Hide(start, end) : Verdict.None;
    }

    /// <summary>«логин и пароль: shop / secret», "login/password shop:secret": the first of the two may be anything, and both go.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">Where the name of the password begins.</param>
    /// <param name="at">Position behind the name.</param>
    public static Verdict Pair(ReadOnlySpan<byte> text, int name, int at)
    {
        if (!Logins.BeginsIn(text, name - LoginBefore, name))
            return Verdict.None;
        var sign = Assignment.SkipBlanks(text, at);
        var length = SignAt(text, sign);
        if (length == 0)
            return Verdict.None;
        var first = Assignment.SkipBlanks(text, sign + length);
        var firstEnd = TokenEnd(text, first);
        var second = Assignment.SkipBlanks(text, firstEnd);
        while (second < text.Length && text[second] is (byte)'/' or (byte)',' or (byte)';' or (byte)'|' or (byte)':')
            second = Assignment.SkipBlanks(text, second + 1);
        var end = TokenEnd(text, second);
        return firstEnd > first && second > firstEnd && IsSecret(text, second, ref end, isSure: true) ? Verdict.Hide(first, end) : Verdict.None;
    }

    // Words, then a sign and the value; or the value right behind the name.
    private static Verdict BehindWords(ReadOnlySpan<byte> text, int at)
    {
        var direct = SkipQuotes(text, Assignment.SkipBlanks(text, at));
        var directEnd = TokenEnd(text, direct);
        if (direct > at && IsSecret(text, direct, ref directEnd, isSure: false))
            return Verdict.Hide(direct, directEnd);
        for (var i = at; i < text.Length && i - at <= LongestWords;)
        {
            var length = SignAt(text, i);
            if (length > 0)
                return BehindSign(text, i, length);
            // «пароль тестовый №1 "…"»: quotation marks are as good as a sign.
            if (text[i] == '"')
                return BehindSign(text, i, 0);
            if (!IsWordAt(text, i))
                return Verdict.None;
            i += text[i] >= 0x80 && Separator.BlankAt(text, i) is var blank and > 0 ? blank : 1;
        }

        return Verdict.None;
    }

    private static Verdict BehindSign(ReadOnlySpan<byte> text, int sign, int length)
    {
        var start = SkipQuotes(text, Assignment.SkipBlanks(text, sign + length));
        var lines = 0;
        for (; lines < 2 && LineEndAt(text, start) is var line and > 0; lines++)
            start += line;
        var end = TokenEnd(text, start);
        // In a line of its own nothing else may stand.
        if (lines > 0 && end < text.Length && !Bytes.IsLineEnd(text[end]))
            return Verdict.None;
        return IsSecret(text, start, ref end, isSure: lines == 0) ? Verdict.Hide(start, end) : Verdict.None;
    }

    // "=", ":", "&#61;", «—» and "-" between blanks, the bar and the semicolon of tables.
    private static int SignAt(ReadOnlySpan<byte> text, int at)
    {
        switch (Bytes.At(text, at))
        {
            case (byte)'=' or (byte)':':
                return Bytes.At(text, at + 1) == '/' ? 0 : 1;
            case (byte)'|' or (byte)';' or (byte)'\t' when at < text.Length:
                return 1;
            case (byte)'&':
                return Bytes.StartsWith(text, at, "&#61;"u8) || Bytes.StartsWith(text, at, "&#58;"u8) ? 5 : 0;
            default:
                return at > 0 && Bytes.IsBlank(text[at - 1]) && Separator.LengthAt(text, at) is var dash and > 0 && IsDash(text, at)
                    && Bytes.IsBlank(Bytes.At(text, at + dash)) ? dash : 0;
        }
    }

    private static bool IsDash(ReadOnlySpan<byte> text, int at) => text[at] switch
    {
        (byte)'-' or 0x96 or 0x97 => true,
        0xE2 => Bytes.At(text, at + 2) is >= 0x90 and <= 0x95,
        _ => false,
    };

    // Sentences end the search: what follows belongs to something else.
    private static bool IsWordAt(ReadOnlySpan<byte> text, int at) =>
        text[at] >= 0x80 || Bytes.IsAsciiLetter(text[at]) || Bytes.IsDigit(text[at]) || text[at] is (byte)' ' or (byte)'(' or (byte)')' or (byte)'#';

    private static int LineEndAt(ReadOnlySpan<byte> text, int at) =>
        Bytes.At(text, at) == '\n' ? 1 : Bytes.At(text, at) == '\r' && Bytes.At(text, at + 1) == '\n' ? 2 : 0;

    private static int SkipQuotes(ReadOnlySpan<byte> text, int at) => Assignment.SkipQuote(text, at);

    private static int TokenEnd(ReadOnlySpan<byte> text, int at)
    {
        var end = at;
        while (end < text.Length && end - at <= LongestSecret && text[end] is > (byte)' ' and < 0x7F
            and not ((byte)'"' or (byte)'\'' or (byte)'`' or (byte)'<' or (byte)'>' or (byte)'|'))
            end++;
        return end;
    }

    // A word in any script.
    private static int WordEnd(ReadOnlySpan<byte> text, int at)
    {
        var end = at;
        while (end < text.Length && end - at <= LongestSecret && (text[end] >= 0x80 || Bytes.IsWord(text[end]) || text[end] == '-'))
            end++;
        return end;
    }

    // A sign before it makes sure: then letters of one size with digits will do.
    private static bool IsSecret(ReadOnlySpan<byte> text, int start, ref int end, bool isSure)
    {
        while (end > start && text[end - 1] is (byte)'.' or (byte)',' or (byte)';' or (byte)'!' or (byte)'?' or (byte)')' or (byte)':')
            end--;
        if (end - start is < ShortestSecret or > LongestSecret || Algorithms.LengthAt(text, start) > 0)
            return false;
        int upper = 0, lower = 0, digits = 0, hex = 0;
        foreach (var b in text[start..end])
        {
            upper += Bytes.IsUpper(b) ? 1 : 0;
            lower += Bytes.IsLower(b) ? 1 : 0;
            digits += Bytes.IsDigit(b) ? 1 : 0;
            hex += Bytes.IsHex(b) || b == '-' ? 1 : 0;
            // Fields, addresses, calls: not a password, or one whose own rule knows it.
            if (b is (byte)'=' or (byte)'/' or (byte)'[' or (byte)'{' or (byte)'(' or (byte)'\\' or (byte)'&' or (byte)';')
                return false;
        }

        if (IsAddressOrPath(text[start..end]))
            return false;
        if (digits == 0 || upper + lower == 0 || (hex == end - start && hex >= LongestDigest))
            return false;
        return upper > 0 && lower > 0 || (isSure && upper + lower >= 3 && end - start >= 8);
    }

    // ivan2@example.ru, process.env.RK_PASS2, shop.Key1
    private static bool IsAddressOrPath(ReadOnlySpan<byte> token)
    {
        var dot = token.LastIndexOf((byte)'.');
        return dot > 0 && dot + 1 < token.Length && (token[..dot].Contains((byte)'@') || (Bytes.IsWord(token[dot - 1]) && Bytes.IsAsciiLetter(token[dot + 1])));
    }
}
