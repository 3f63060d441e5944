using SupportDesk.Masking.Engine;
using SupportDesk.Masking.Text;

namespace SupportDesk.Masking.Rules;

/// <summary>
/// One-time codes of banks and 3-D Secure: four to eight digits beside the word code, when the text around says that it
/// is one of these and not a code of an error, a product or a city.
/// </summary>
internal sealed class CodeRule : Rule
{
    private const int Shortest = 4;
    private const int Longest = 8;
    private const int WordBefore = 10;
    private const int WordBehind = 10; // characters
    private const int ContextBefore = 50; // characters
    private const int ContextBehind = 100;
    private const int WayBack = 30;
    private const int WayToColon = 50;
    private static readonly WordSet Keywords = new(
        "код",
        "code",
        "kod",
        "otp",
        "пароль",
        "password",
        "passcode",
        "смс",
        "sms",
        "3ds",
        "3-d secure",
        "3d secure",
        "одноразов"
    );
    private static readonly WordSet Contexts = new(
        "никому",
        "не сообщайте",
        "не говорите",
        "не передавайте",
        "подтвержд",
        "смс",
        "sms",
        "3ds",
        "3-d",
        "3d sec",
        "одноразов",
        "otp",
        "one-time",
        "one time",
        "onetime",
        "verif",
        "confirm",
        "do not share",
        "don't share",
        "never share",
        "для входа",
        "вход в",
        "проверочн",
        "из пуш",
        "push",
        "введите",
        "ввёл",
        "ввел",
        "пришёл код",
        "пришел код",
        "пришёл в",
        "приложени",
        "авторизаци",
        "покупка",
        "2fa",
        "nikomu",
        "podtver",
        "oplat",
        "для оплаты",
        "для покупки",
        "для перевода"
    );

    private static readonly WordSet Between = new(
        "для подтверждения",
        "подтверждения",
        "подтверждение",
        "подтвердить",
        "одноразовый",
        "проверочный",
        "операции",
        "покупки",
        "платежа",
        "оплаты",
        "перевода",
        "входа",
        "карты",
        "пароль",
        "сообщении",
        "сообщения",
        "пришел",
        "пришёл",
        "приходит",
        "пришло",
        "банка",
        "приложения",
        "авторизации",
        "пуша",
        "вашей",
        "вашего",
        "ваш",
        "мой",
        "это",
        "был",
        "для",
        "код",
        "смс",
        "sms",
        "из",
        "от",
        "на",
        "в",
        "с",
        "по",
        "dlya",
        "oplaty",
        "vhoda",
        "google",
        "telegram",
        "yandex",
        "apple",
        "verification",
        "confirmation",
        "password",
        "passcode",
        "secure",
        "one-time",
        "payment",
        "purchase",
        "received",
        "login",
        "your",
        "code",
        "from",
        "for",
        "was",
        "the",
        "is",
        "my",
        "otp",
        "3ds",
        "3-d",
        "3d",
        "id"
    );

    private static readonly WordSet Others = new(
        "error",
        "status",
        "result",
        "response",
        "http",
        "country",
        "currency",
        "postal",
        "zip",
        "product",
        "item",
        "bar",
        "exit",
        "state",
        "promo",
        "len",
        "auth_code",
        "authcode",
        "approval",
        "ошибк",
        "ответа",
        "товара",
        "статус",
        "страны",
        "города",
        "региона",
        "валюты"
    );

    private static readonly WordSet Channels = new("sms", "смс", "3ds", "3-d", "3d");
    private static readonly WordSet Units = new(
        "руб",
        "rub",
        "rur",
        "usd",
        "eur",
        "р.",
        "р ",
        "₽",
        "мин",
        "min",
        "сек",
        "sec",
        "ms",
        "%",
        "цифр",
        "знак",
        "digit",
        "character",
        "раз"
    );

    private readonly SpacedPanRule _numbers = new();

    public override string Name => "code";

    public override SecretKind Kind => SecretKind.Code;

    public override IReadOnlyList<Word> Stems => Keywords.Words;

    public override Verdict Examine(ReadOnlySpan<byte> text, int at)
    {
        var length = Keywords.LengthAt(text, at);
        if (length == 0 || (text[at] >= 0x80 && Names.EndsRussianLetter(text, at)))
            return Verdict.None;
        int start = Names.Head(text, at), end = Names.Tail(text, Names.SkipRussianLetters(text, at + length, 8));
        var verdict = FindCode(text, start, end, at);
        return verdict.Act == Act.None
            || Others.IsIn(text[Math.Max(0, start - WordBefore)..Characters.Forward(text, end, WordBehind)])
            || !Contexts.BeginsIn(text, Characters.Back(text, at, ContextBefore), Characters.Forward(text, at, ContextBehind)) ? Verdict.None : verdict;
    }

    private Verdict FindCode(ReadOnlySpan<byte> text, int start, int end, int at)
    {
        var value = Assignment.TryRead(text, start, end, out var found) && IsCode(text, found.Start, out _) ? found.Start : Gap.Skip(text, end, Between);
        if (value > at && IsCode(text, value, out var stop))
            return Verdict.Hide(value, stop);
        if (BehindColon(text, end) is { Act: Act.Hide } behind)
            return behind;
        // "order 1834: sms to …" says nothing about the number before.
        return Channels.LengthAt(text, at) == 0 ? Before(text, start) : Verdict.None;
    }

    private bool IsCode(ReadOnlySpan<byte> text, int at, out int stop)
    {
        stop = at + Placeholder.MarkLengthAt(text, at);
        if (stop > at)
            return true;
        while (Bytes.IsDigitAt(text, stop) && stop - at <= Longest)
            stop++;
        // 482-193
        if (
            stop - at == 3
            && Bytes.At(text, stop) is (byte)'-' or (byte)' '
            && Bytes.IsDigitAt(text, stop + 1)
            && Bytes.IsDigitAt(text, stop + 2)
            && Bytes.IsDigitAt(text, stop + 3)
        )
            stop += 4;
        if (
            stop - at is < Shortest or > Longest
            || (at > 0 && (Bytes.IsWord(text[at - 1]) && text[at - 1] < 0x80 && !Escapes.EndsAt(text, at) || text[at - 1] == '*'))
        )
            return false;
        var next = Bytes.At(text, stop);
        if (
            Bytes.IsDigit(next)
            || Bytes.IsAsciiLetter(next)
            || next is (byte)'*' or (byte)'_' or (byte)'%'
            || (next is (byte)'.' or (byte)',' or (byte)':' or (byte)'/' or (byte)'-' && Bytes.IsDigitOrStar(Bytes.At(text, stop + 1)))
        )
            return false;
        var unit = stop + Separator.LengthAt(text, stop);
        return Units.LengthAt(text, unit) == 0 && !(unit > stop && Bytes.IsDigitOrStar(Bytes.At(text, unit)))
            && _numbers.Examine(text, at).Act == Act.None;
    }

    // «Код для оплаты 990,00 RUB в MY-SHOP: 3920»
    private Verdict BehindColon(ReadOnlySpan<byte> text, int at)
    {
        var limit = Characters.Forward(text, at, WayToColon);
        for (var i = at; i < limit && i + 2 < text.Length && !Bytes.IsLineEnd(text[i]); i++)
            if (text[i] == ':' && text[i + 1] == ' ' && IsCode(text, i + 2, out var stop))
                return Bytes.At(text, stop) is (byte)'.' or (byte)'\n' or (byte)'\r' ? Verdict.Hide(i + 2, stop) : Verdict.None;
        return Verdict.None;
    }

    // "482193 — код подтверждения", "4821 is your code"
    private Verdict Before(ReadOnlySpan<byte> text, int at)
    {
        var first = Characters.Back(text, at, WayBack);
        for (var stop = at - 2; stop >= first; stop--)
        {
            if (Bytes.IsLineEnd(text[stop]) || (text[stop] == '.' && stop < at - 2))
                return Verdict.None;
            if (!Bytes.IsDigit(text[stop]))
                continue;
            var start = stop;
            while (start > 0 && Bytes.IsDigit(text[start - 1]))
                start--;
            start += Escapes.Overhang(text, start);
            // The last digits of a number that is longer, or was before it was hidden, are no code.
            var gap = Separator.LengthBefore(text, start);
            if ((gap > 0 && start > gap && Bytes.IsDigitOrStar(text[start - gap - 1])) || _numbers.EndsAt(text, start, stop + 1))
                return Verdict.None;
            return Gap.Skip(text, stop + 1, Between) >= at && IsCode(text, start, out var end) && end == stop + 1 ? Verdict.Hide(start, end) : Verdict.None;
        }

        return Verdict.None;
    }
}
