using SupportDesk.Masking.Engine;
using SupportDesk.Masking.Text;

namespace SupportDesk.Masking.Rules;

/// <summary>
/// Passwords by the name of their field: Robokassa's Password #1, #2, #3 and test passwords in every spelling that
/// merchants use (Password1, mrh_pass1, ROBOKASSA_PASSWORD_2, «Пароль №1»), and other passwords beside them.
/// </summary>
internal sealed class PasswordRule : Rule
{
    private const int LongestRussianTail = 24;
    private const int ShortestForPass = 4; // "pass: 15" counts tests
    private static readonly Word Russian = Word.Of("парол");
    private static readonly Word Pass = Word.Of("pass");
    private static readonly WordSet Messages = new(" password", "парол", "required", " must ", "invalid", "incorrect", "неверн", "обязательн", " field");
    private static readonly WordSet Verbs = new("is ", "was ", "это ", "был ", "такой ");
    private static readonly WordSet Short = new("pwd", "pswd");
    private static readonly WordSet Algorithms = new("sha", "md5", "ripemd", "hmac", "base64", "utf");
    private static readonly WordSet Endings = new("words", "word", "phrase", "wd", "w");
    private static readonly WordSet Owners = new(
        "магазина",
        "тестового магазина",
        "тестовый",
        "тест",
        "боевой",
        "рабочий",
        "робокассы",
        "robokassa",
        "shop",
        "test",
        "live",
        "от кабинета",
        "от личного кабинета",
        "от магазина",
        "от почты",
        "от аккаунта",
        "от сайта",
        "от админки",
        "кабинета",
        "личного кабинета",
        "для входа"
    );
    private static readonly byte[][] Joined =
    [
        "merchant"u8.ToArray(),
        "robokassa"u8.ToArray(),
        "mrh"u8.ToArray(),
        "test"u8.ToArray(),
        "shop"u8.ToArray(),
        "rk"u8.ToArray(),
        "user"u8.ToArray(),
        "db"u8.ToArray(),
        "my"u8.ToArray(),
        "admin"u8.ToArray(),
        "root"u8.ToArray(),
        "ftp"u8.ToArray(),
        "mail"u8.ToArray(),
    ];

    // passwordChangedAt, forgot_password_url, password_min_length
    private static readonly WordSet Harmless = new(
        "_at", "edat", "url", "uri", "length", "_len", "min_", "max_", "timeout", "expir",
        "policy", "reset_", "type", "hint", "count", "enabled", "required", "attempt", "strength",
        "label", "hasher", "valid", "algorithm");

    private static readonly WordSet HarmlessBefore = new("forgot", "reset", "min_", "max_", "has_", "is_");

    public override string Name => "password-key";

    public override SecretKind Kind => SecretKind.Password;

    public override IReadOnlyList<Word> Stems { get; } = [Russian, Pass, .. Short.Words];

    public override Verdict Examine(ReadOnlySpan<byte> text, int at)
    {
        var end = ReadName(text, at, out var shortest);
        if (end < 0)
            return Verdict.None;
        var start = Names.Head(text, at);
        if (IsWorkingDirectory(text, start, end))
            return Verdict.None;
        if (SpokenPasswordRule.Pair(text, at, end) is { Act: not Act.None } pair)
            return pair;
        var number = SkipNumber(text, end);
        var isNumbered = number > end || Bytes.IsDigitAt(text, end - 1);
        end = SkipOwner(text, number);
        if (!Assignment.TryRead(text, start, end, out var value) && !TryReadAfterDash(text, end, out value)
            && !(isNumbered && TryReadAfterBlank(text, end, out value)))
            return Verdict.None;
        if (
            Harmless.IsIn(text[at..end])
            || HarmlessBefore.IsIn(text[start..at])
            || IsPartOfFormula(text, start, value)
            || IsSetting(text, value)
            || Placeholder.IsPartlyMasked(text, value)
        )
            return Verdict.None;
        return value.IsShorterThan(text, shortest) || IsRussianWord(text, value) ? Verdict.None : Verdict.HideValue(value.Start, value.Terminator);
    }

    // The end of the name that the keyword is a part of, or -1.
    private static int ReadName(ReadOnlySpan<byte> text, int at, out int shortest)
    {
        shortest = 1;
        if (Russian.LengthAt(text, at) is var russian and > 0)
            return RussianTail(text, at + russian);
        if (Short.LengthAt(text, at) is var length and > 0)
            return Names.Begins(text, at) && Names.Ends(text, at + length) ? Names.Tail(text, at + length) : -1;
        if (Pass.LengthAt(text, at) == 0)
            return -1;

        var end = at + 4;
        var ending = Endings.LengthAt(text, end);
        end += ending;
        if (!Names.Ends(text, end) || (ending == 0 && !Names.Begins(text, at) && !FollowsKnownName(text, at)))
            return -1;
        var tail = Names.Tail(text, end);
        if (ending == 0 && tail == end)
            shortest = ShortestForPass;
        return tail;
    }

    // ПарольМагазина1, Пароль_2
    private static int RussianTail(ReadOnlySpan<byte> text, int at)
    {
        var end = Names.Tail(text, Names.SkipRussianLetters(text, at, LongestRussianTail));
        return text[at..end].Contains((byte)'_') ? Names.Tail(text, Names.SkipRussianLetters(text, end, LongestRussianTail)) : end;
    }

    private static bool FollowsKnownName(ReadOnlySpan<byte> text, int at)
    {
        foreach (var name in Joined)
            if (Bytes.StartsWith(text, at - name.Length, name))
                return true;
        return false;
    }

    // " #1", " №2", "%231", " 1"
    private static int SkipNumber(ReadOnlySpan<byte> text, int end)
    {
        var i = Assignment.SkipBlanks(text, end);
        if (Bytes.At(text, i) == '#')
            i++;
        else if (Bytes.StartsWith(text, i, "%23"u8))
            i += 3;
        else if (Bytes.StartsWith(text, i, [0xE2, 0x84, 0x96]))
            i += 3;
        else if (Bytes.At(text, i) == 0xB9)
            i++;
        i = Assignment.SkipBlanks(text, i);
        return Bytes.IsDigitAt(text, i) && !Bytes.IsWord(Bytes.At(text, i + 1)) ? i + 1 : end;
    }

    // «Пароль №2 магазина: …», «Password #1 (test): …»
    private static int SkipOwner(ReadOnlySpan<byte> text, int end)
    {
        var i = Assignment.SkipBlanks(text, end);
        if (Bytes.At(text, i) == '(')
            i++;
        var word = i > end ? Owners.LengthAt(text, i) : 0;
        if (word == 0 || Gap.IsLetter(text, i + word))
            return end;
        i += word;
        return Bytes.At(text, i) == ')' ? i + 1 : i;
    }

    // «Пароль №1 — value», "Password #1 is value"
    private static bool TryReadAfterDash(ReadOnlySpan<byte> text, int end, out Assignment.Value value)
    {
        value = default;
        var i = Assignment.SkipBlanks(text, end);
        if (i > end && Verbs.LengthAt(text, i) is var verb and > 0)
            return IsRandom(text, value = new Assignment.Value(i + verb, new Terminator(TerminatorMode.Bare), false, (byte)' '));
        if (
            i == end
            || i >= text.Length
            || Separator.LengthAt(text, i) is not (var dash and > 0)
            || text[i] is (byte)'.' or (byte)'+' or (byte)' '
            || Bytes.IsLineEnd(text[i])
        )
            return false;
        var start = Assignment.SkipBlanks(text, i + dash);
        if (start == i + dash)
            return false;
        return IsRandom(text, value = new Assignment.Value(start, new Terminator(TerminatorMode.Bare), false, text[i]));
    }

    // «Пароль №2 value», "MerchantPass1 value": the number says that this is one of the provider's passwords, and a blank stands for the sign.
    private static bool TryReadAfterBlank(ReadOnlySpan<byte> text, int end, out Assignment.Value value)
    {
        var start = Assignment.SkipBlanks(text, end);
        value = new Assignment.Value(start, new Terminator(TerminatorMode.Bare), false, (byte)' ');
        if (start == end || !IsRandom(text, value))
            return false;
        var seen = value.Peek(text, 40);
        // Words, dates, digests and names of algorithms are none: those have no large and small letters together.
        return seen.IndexOfAnyInRange((byte)'A', (byte)'Z') >= 0 && seen.IndexOfAnyInRange((byte)'a', (byte)'z') >= 0
            && Algorithms.LengthAt(text, start) == 0 && seen[0] < 0x80 && !IsField(seen);
    }

    // "OutSum=", "InvId:": the next field of the line.
    private static bool IsField(ReadOnlySpan<byte> text)
    {
        var i = 0;
        while (i < text.Length && (Bytes.IsAsciiLetter(text[i]) || Bytes.IsDigit(text[i]) || text[i] == '_'))
            i++;
        return i > 0 && i < text.Length && text[i] is (byte)'=' or (byte)':';
    }

    // The shell's own variables.
    private static bool IsWorkingDirectory(ReadOnlySpan<byte> text, int start, int end) =>
        (text[start..end].SequenceEqual("PWD"u8) || text[start..end].SequenceEqual("OLDPWD"u8))
        && Bytes.At(text, end) == '='
        && (Bytes.At(text, end + 1) == '/' || IsDrive(text, end + 1));

    // C:\ or C:/
    private static bool IsDrive(ReadOnlySpan<byte> text, int at) =>
        Bytes.IsAsciiLetter(Bytes.At(text, at)) && Bytes.At(text, at + 1) == ':' && Bytes.At(text, at + 2) is (byte)'\\' or (byte)'/';

    private static bool IsRandom(ReadOnlySpan<byte> text, in Assignment.Value value) =>
        !value.IsShorterThan(text, 6) && value.Peek(text, 40).IndexOfAnyInRange((byte)'0', (byte)'9') >= 0 && !Placeholder.StandsAt(text, value);

    // OutSum:InvId:Password2:Shp_item=1 tells how a signature is made.
    private static bool IsPartOfFormula(ReadOnlySpan<byte> text, int start, in Assignment.Value value) =>
        value.Operator == ':' && start > 0 && text[start - 1] == ':' && Bytes.StartsWith(text, value.Start, "shp_"u8);

    // A message about the field, an address, or a number of one or two digits.
    private static bool IsSetting(ReadOnlySpan<byte> text, in Assignment.Value value)
    {
        var seen = value.Peek(text, 8);
        if (value.Terminator.Mode != TerminatorMode.Bare && value.Peek(text, 96) is var whole && whole.Contains((byte)' ') && Messages.IsIn(whole))
            return true;
        return Bytes.StartsWith(seen, 0, "http://"u8)
            || Bytes.StartsWith(seen, 0, "https://"u8)
            || (seen.Length is 1 or 2 && !seen.ContainsAnyExceptInRange((byte)'0', (byte)'9'));
    }

    // «пароль: неверный»; nobody's password is one word of Russian letters.
    private static bool IsRussianWord(ReadOnlySpan<byte> text, in Assignment.Value value)
    {
        if (value.Terminator.Mode != TerminatorMode.Bare)
            return false;
        var seen = value.Peek(text, 64);
        return seen.IndexOfAnyInRange((byte)0, (byte)0x7F) < 0
            || (seen.Length > 1 && seen[..^1].IndexOfAnyInRange((byte)0, (byte)0x7F) < 0 && seen[^1] is (byte)'.' or (byte)',' or (byte)';');
    }
}
