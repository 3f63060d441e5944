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
    private static readonly WordSet Keywords = new("код", "code", "otp", "смс", "sms", "3ds", "3-d secure", "3d secure", "одноразов");
    private static readonly WordSet Contexts = new(
        "никому", "не сообщайте", "не говорите", "не передавайте", "подтвержд", "смс", "sms", "3ds", "3-d", "3d sec", "одноразов", "otp",
        "one-time", "one time", "onetime", "verif", "confirm", "do not share", "don't share", "never share", "для входа", "вход в", "проверочн", "из пуш", "push");

    private static readonly WordSet Between = new(
        "для подтверждения", "подтверждения", "подтверждение", "подтвердить", "одноразовый", "проверочный", "операции", "покупки", "платежа", "оплаты", "перевода", "входа", "карты",
        "пароль", "сообщении", "сообщения", "пришел", "пришёл", "приходит", "пришло", "банка", "вашей", "вашего", "ваш", "мой", "это", "был", "для", "код", "смс", "sms", "из", "от", "на", "в", "с", "по",
        "verification", "confirmation", "password", "passcode", "secure", "one-time", "payment", "purchase", "received", "login", "your", "code", "from", "for", "was", "the", "is", "my", "otp", "3ds", "3-d", "3d", "id");

    private static readonly byte[][] Others =
    [
        "error"u8.ToArray(), "status"u8.ToArray(), "result"u8.ToArray(), "response"u8.ToArray(), "http"u8.ToArray(), "country"u8.ToArray(), "currency"u8.ToArray(), "postal"u8.ToArray(),
        "zip"u8.ToArray(), "product"u8.ToArray(), "item"u8.ToArray(), "bar"u8.ToArray(), "exit"u8.ToArray(), "state"u8.ToArray(), "promo"u8.ToArray(), "len"u8.ToArray(), "auth_code"u8.ToArray(), "authcode"u8.ToArray(), "approval"u8.ToArray(),
    ];

    private static readonly WordSet Units = new("руб", "rub", "rur", "usd", "eur", "р.", "р ", "₽", "мин", "min", "сек", "sec", "ms", "%", "цифр", "знак", "digit", "character", "раз");

    public override string Name => "code";

    public override SecretKind Kind => SecretKind.Code;

    public override IReadOnlyList<Word> Stems => Keywords.Words;

    public override Verdict Examine(ReadOnlySpan<byte> text, int at)
    {
        var length = Keywords.LengthAt(text, at);
        if (length == 0 || (text[at] >= 0x80 && Names.EndsRussianLetter(text, at)))
            return Verdict.None;
        int start = Names.Head(text, at), end = Names.Tail(text, Names.SkipRussianLetters(text, at + length, 8));
        if (Names.Contains(text[start..end], Others) || !Nearby.HasWord(text, at, 64, 160, Contexts))
            return Verdict.None;
        var value = Assignment.TryRead(text, start, end, out var found) && IsCode(text, found.Start, out _) ? found.Start : Gap.Skip(text, end, Between);
        if (value > at && IsCode(text, value, out var stop))
            return Verdict.Hide(value, stop);
        return Before(text, start);
    }

    private static bool IsCode(ReadOnlySpan<byte> text, int at, out int stop)
    {
        stop = at;
        while (Bytes.IsDigitAt(text, stop) && stop - at <= Longest)
            stop++;
        // 482-193
        if (stop - at == 3 && Bytes.At(text, stop) is (byte)'-' or (byte)' ' && Bytes.IsDigitAt(text, stop + 1) && Bytes.IsDigitAt(text, stop + 2) && Bytes.IsDigitAt(text, stop + 3))
            stop += 4;
        if (stop - at is < Shortest or > Longest || (at > 0 && (Bytes.IsWord(text[at - 1]) && text[at - 1] < 0x80 && !Escapes.EndsAt(text, at) || text[at - 1] == '*')))
            return false;
        var next = Bytes.At(text, stop);
        if (Bytes.IsDigit(next) || Bytes.IsAsciiLetter(next) || next is (byte)'*' or (byte)'_' or (byte)'%' || (next is (byte)'.' or (byte)',' or (byte)':' or (byte)'/' or (byte)'-' && Bytes.IsDigitAt(text, stop + 1)))
            return false;
        var unit = stop + Separator.LengthAt(text, stop);
        return Units.LengthAt(text, unit) == 0 && !(unit > stop && Bytes.IsDigitAt(text, unit));
    }

    // "482193 — код подтверждения", "4821 is your code"
    private static Verdict Before(ReadOnlySpan<byte> text, int at)
    {
        for (var back = 2; back <= 40 && back <= at; back++)
        {
            var stop = at - back;
            if (Bytes.IsLineEnd(text[stop]) || (text[stop] == '.' && back > 2))
                return Verdict.None;
            if (!Bytes.IsDigit(text[stop]))
                continue;
            var start = stop;
            while (start > 0 && Bytes.IsDigit(text[start - 1]))
                start--;
            return Gap.Skip(text, stop + 1, Between) >= at && IsCode(text, start, out var end) && end == stop + 1 ? Verdict.Hide(start, end) : Verdict.None;
        }

        return Verdict.None;
    }
}
