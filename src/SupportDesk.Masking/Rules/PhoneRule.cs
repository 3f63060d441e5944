using SupportDesk.Masking.Engine;
using SupportDesk.Masking.Text;

namespace SupportDesk.Masking.Rules;

/// <summary>
/// Phone numbers: international ones (ITU-T E.164) and Russian ones behind an 8 or a bare 7. The country and the last
/// four digits stay, as in <c>+7 *** ***-12-34</c>.
/// </summary>
internal sealed class PhoneRule : Rule
{
    private const int Longest = 15;
    private const int Shortest = 10;
    private const int Russian = 11;
    private const int LastDigits = 4;
    private const string Digits = "0123456789";

    private static readonly WordSet Ids = new(
        "заказ",
        "счет",
        "счёт",
        "операци",
        "платеж",
        "платёж",
        "договор",
        "накладн",
        "номер чека",
        "№",
        "order",
        "inv",
        "id",
        "#",
        "rrn",
        "invoice",
        "opkey",
        "payment",
        "account"
    );

    private static readonly WordSet Words = new("тел", "phone", "моб", "mobile", "смс", "sms", "звон", "whatsapp", "tel", "msisdn", "contact");
    private static readonly string[] Countries = ["375", "380", "374", "994", "995", "996", "998", "992", "993", "373", "371", "370", "372"];
    private readonly PanRule _numbers = new();
    private readonly int[] _positions = new int[Longest + 1];
    private readonly byte[] _values = new byte[Longest + 1];

    public override string Name => "phone";

    public override SecretKind Kind => SecretKind.Phone;

    public override IReadOnlyList<TriggerPattern> TriggerPatterns { get; } =
    [
        TriggerPattern.Of("+", Digits, Digits + " (-", Digits + " (-"),
        TriggerPattern.Of("%", "2", "bB", Digits),
        TriggerPattern.Of("78", "3489", Digits, Digits),
        TriggerPattern.Of("78", " -", "3489(", Digits),
        TriggerPattern.Of("78", "(", "3489", Digits),
        TriggerPattern.Of("78", " ", "-", " "),
        TriggerPattern.Of("(", "3489", Digits, Digits),
    ];

    public override Verdict Examine(ReadOnlySpan<byte> text, int at)
    {
        var sign =
            text[at] == '+' ? 1
            : text[at] == '%' ? 3
            : 0;
        if (
            sign == 0
            && at > 0
            && (Bytes.IsWord(text[at - 1]) && !Escapes.EndsAt(text, at) || text[at - 1] is (byte)'*' or (byte)'.' or (byte)'-' or (byte)'+' or (byte)',')
        )
            return Verdict.None;
        // A part of a longer row of digits may belong to a card number.
        if (sign == 0 ? Surroundings.IsJoinedBefore(text, at) : at > 0 && Bytes.IsDigitOrStar(text[at - 1]))
            return Verdict.None;
        var end = Read(text, at + sign, out var count, out var parted);
        if (count < Shortest || count > Longest || !Ends(text, end))
            return Verdict.None;
        var country = CountryLength(sign > 0, count);
        if (
            country < 0
            || IsCard(count)
            || BeginsCard(text, _positions[count - LastDigits])
            || (sign == 0 && !parted && !IsMeant(text, at))
            || (country == 0 && _values[0] != 9 && !Words.BeginsIn(text, Characters.Back(text, at, 32), at))
        )
            return Verdict.None;
        return Verdict.Stars(at, end, _positions.AsSpan(country, count - country - LastDigits));
    }

    // How many digits tell the country, or -1 when this is nobody's phone; 8-800 numbers are those of firms.
    private int CountryLength(bool international, int count)
    {
        if (_values[0] is 7 or 8 && count == Russian && (!international || _values[0] == 7))
            return _values[1] is 3 or 4 or 9 || (_values[1] == 8 && _values[2] != 0) ? 1 : -1;
        if (!international)
            return count == Shortest && _values[0] is 3 or 4 or 8 or 9 ? 0 : -1;
        foreach (var code in Countries)
            if (code[0] - '0' == _values[0] && code[1] - '0' == _values[1] && code[2] - '0' == _values[2])
                return code.Length;
        return _values[0] is 1 or 7 ? 1 : 2;
    }

    private int Read(ReadOnlySpan<byte> text, int at, out int count, out bool parted)
    {
        count = 0;
        parted = false;
        int i = at, end = at, gaps = 0, dots = 0;
        while (count <= Longest)
        {
            if (Bytes.IsDigitAt(text, i))
            {
                _values[count] = (byte)(text[i] - '0');
                _positions[count++] = i++;
                end = i;
                continue;
            }

            var gap = GapAt(text, i);
            if (gap == 0 || !Bytes.IsDigitAt(text, i + gap))
                break;
            // Groups of phone numbers are not longer than this; what follows is another number.
            if (count >= Russian || (count >= Shortest && _values[0] == 9))
                break;
            parted = true;
            gaps++;
            dots += text[i] == '.' ? 1 : 0;
            i += gap;
        }

        if (gaps == 1 && dots == 1)
            count = 0; // an amount

        return end;
    }

    // A blank, dash, dot or bracket, alone or with a blank.
    private static int GapAt(ReadOnlySpan<byte> text, int at)
    {
        var i = at;
        while (i < text.Length && i - at < 8)
        {
            if (text[i] is (byte)'(' or (byte)')')
                i++;
            else if (Separator.LengthAt(text, i) is var length and > 0 && text[i] != '+' && !Separator.IsLineBreak(text, i, length))
                i += length;
            else
                break;
        }

        return i - at;
    }

    private static bool Ends(ReadOnlySpan<byte> text, int end)
    {
        var next = Bytes.At(text, end);
        return !Bytes.IsDigit(next) && !Bytes.IsAsciiLetter(next) && next is not ((byte)'_' or (byte)'*')
            && !(next is (byte)'.' or (byte)'-' or (byte)',' && Bytes.IsDigitAt(text, end + 1));
    }

    private bool IsCard(int count)
    {
        var digits = _values.AsSpan(0, count);
        return count >= Issuers.Shortest && Issuers.Accept(digits) && Luhn.IsValid(digits);
    }

    private bool BeginsCard(ReadOnlySpan<byte> text, int at) => _numbers.Examine(text[at..], 0).Act != Act.None;

    // Eleven digits in one piece may be the number of an order, too.
    private static bool IsMeant(ReadOnlySpan<byte> text, int at) =>
        Words.BeginsIn(text, Characters.Back(text, at, 32), at) || !Ids.BeginsIn(text, Characters.Back(text, at, 24), at);
}
