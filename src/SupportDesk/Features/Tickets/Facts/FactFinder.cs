using System.Text.RegularExpressions;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Features.Tickets.Facts;

/// <summary>
/// Finds facts of a payment in what people write. It proposes, so it would rather miss one than name a telephone, a card or a day as an
/// invoice: a number counts only behind its name, a day only beside a word of paying.
/// </summary>
internal static partial class FactFinder
{
    private const int MostText = 20_000;
    private const int MostOfOneField = 3;
    private const int ShortestLooseNumber = 3;
    private const int LongestNumber = 12;

    // What stands behind a number that counts something instead of naming it.
    private static readonly string[] Units =
    [
        "шт", "раз", "дн", "день", "дней", "час", "мин", "сек", "г", "год", "лет", "мес", "недел", "чел", "товар", "позици", "заказ", "сч", "проц", "%",
        "day", "hour", "min", "sec", "year", "week", "month", "time", "item", "pc", "people", "order", "invoice",
    ];

    private static readonly HashSet<string> NoLogins = new(StringComparer.OrdinalIgnoreCase)
    {
        "is", "the", "and", "for", "not", "was", "are", "from", "has", "our", "your", "this", "that", "wrong", "invalid", "password", "login", "shop",
    };

    /// <param name="text">Masked, without quotes.</param>
    /// <param name="at">When it was written: «вчера» is counted from then.</param>
    public static IReadOnlyList<FoundFact> Find(string text, DateTimeOffset at, TimeZoneInfo zone)
    {
        var read = text.Length > MostText ? text[..MostText] : text;
        read = read.Replace('\u00A0', ' ').Replace('\u202F', ' ').Replace('\u2009', ' ');
        return
        [
            .. Invoices(read).Concat(Orders(read)).Concat(Sums(read)).Concat(Logins(read)).Concat(PaymentTimeFinder.Find(read, at, zone))
                .Distinct()
                .GroupBy(found => found.Field)
                .SelectMany(field => field.Take(MostOfOneField)),
        ];
    }

    private static IEnumerable<FoundFact> Invoices(string text)
    {
        foreach (Match match in Invoice().Matches(text))
        {
            var number = match.Groups["number"];
            var named = match.Groups["sure"].Success || match.Groups["sign"].Success;
            if (StartsWord(text, match.Index) && IsIdentifier(text, number, named ? 1 : ShortestLooseNumber)
                && InvoiceId.TryParse(number.Value, out var invoice))
                yield return new FoundFact(FactField.InvoiceId, invoice);
        }
    }

    private static IEnumerable<FoundFact> Orders(string text)
    {
        foreach (Match match in Order().Matches(text))
        {
            var number = match.Groups["number"];
            if (StartsWord(text, match.Index) && IsIdentifier(text, number, match.Groups["sign"].Success ? 1 : ShortestLooseNumber)
                && !DayLike().IsMatch(number.Value))
                yield return new FoundFact(FactField.OrderNumber, number.Value);
        }
    }

    private static IEnumerable<FoundFact> Sums(string text)
    {
        foreach (Match match in Sum().Matches(text).Concat(SumBehind().Matches(text)))
        {
            var (number, currency) = (match.Groups["number"], match.Groups["currency"]);
            if (!IsFree(text, match.Index, match.Index + match.Length) || IsTail(text, match.Index) || MoneyText.CurrencyOf(currency.Value) is not { } code)
                continue;
            if (Amount.TryParseGrouped(number.Value, out var amount) && amount > 0)
                yield return new FoundFact(FactField.Amount, FactValue.Write(amount, code));
        }
    }

    private static IEnumerable<FoundFact> Logins(string text)
    {
        foreach (Match match in Login().Matches(text))
        {
            var login = match.Groups["login"].Value.TrimEnd('.', '-', '_');
            if (StartsWord(text, match.Index) && login.Length > 2 && login.Any(char.IsAsciiLetter) && !NoLogins.Contains(login)
                && MerchantLogins.IsValid(login))
                yield return new FoundFact(FactField.MerchantLogin, login);
        }
    }

    // A whole number that names something: not the head of a sum, of a day, of an address or of a longer number, and no telephone.
    private static bool IsIdentifier(string text, Group number, int shortest)
    {
        var digits = number.Value.Count(char.IsAsciiDigit);
        var end = number.Index + number.Length;
        if (digits < shortest || digits > LongestNumber || IsTelephone(number.Value) || !IsFree(text, number.Index, end))
            return false;
        var rest = text.AsSpan(end);
        if (rest.Length > 1 && rest[0] is '.' or ',' or '/' or ':' or '-' or '\'' && char.IsAsciiDigit(rest[1]))
            return false;
        // «счёт 150 000 ₽», «заказ 1 500 руб»
        if (ThreeDigits().IsMatch(rest))
            return false;
        var word = rest.TrimStart(' ');
        if (word.Length > 0 && word[0] == '*')
            return false;
        var length = 0;
        while (length < word.Length && (char.IsLetter(word[length]) || word[length] is '₽' or '$' or '€' or '₸' or '%'))
            length++;
        var next = word[..length].ToString();
        return next.Length == 0
            || (MoneyText.CurrencyOf(next) is null && !Array.Exists(Units, unit => next.StartsWith(unit, StringComparison.OrdinalIgnoreCase)));
    }

    // The last digits of a telephone: «+7 916 123 45 67 руб».
    private static bool IsTail(string text, int from) => from > 1 && text[from - 1] is ' ' or '-' && char.IsAsciiDigit(text[from - 2]);

    // 8 916 123-45-67 without its blanks, or without its eight.
    private static bool IsTelephone(string number) =>
        number.All(char.IsAsciiDigit) && ((number.Length == 11 && number[0] is '7' or '8') || (number.Length == 10 && number[0] == '9'));

    private static bool StartsWord(string text, int from) => from == 0 || !char.IsLetterOrDigit(text[from - 1]);

    // Nothing that would belong to the same number or word: digits, the stars of a masked card, letters, a plus.
    private static bool IsFree(string text, int from, int to) =>
        (from == 0 || !(char.IsLetterOrDigit(text[from - 1]) || text[from - 1] is '*' or '+' or '.' or ',' or '_'))
        && (to == text.Length || !(char.IsLetterOrDigit(text[to]) || text[to] is '*' or '_'));

    [GeneratedRegex(
        @"(?:(?<sure>inv(?:oice)?[ _]?id|номер(?:ом|а)? сч[её]та)|invoice|сч[её]т(?:а|у|ом|е)?)"
        + @"(?: (?:number|номер))?\s{0,2}(?<sign>№|#|no\.?|n)?\s{0,2}[:=—-]?\s{0,2}(?<number>[0-9]{1,19})",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Invoice();

    [GeneratedRegex(
        @"(?:заказ(?:а|у|ом|е)?|order)(?: (?:number|номер|id))?\s{0,2}(?<sign>№|#|no\.?|n)?\s{0,2}[:=—-]?\s{0,2}"
        + @"(?<number>(?:[A-ZА-Я]{1,4}-?)?[0-9]{2,15}(?:[-/][0-9]{1,8})?)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Order();

    [GeneratedRegex(
        @"(?<number>(?:[0-9]{1,3}(?:[ .,'][0-9]{3})+|[0-9]{1,9})(?:[.,][0-9]{1,2})?) ?"
        + @"(?<currency>₽|\$|€|₸|руб(?:лей|ля|ль|\.)?|р\.?|rub|rur|usd|eur|kzt|byn|тенге|евро|доллар(?:ов|а)?|(?:dollar|rouble|ruble|euro)s?)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Sum();

    [GeneratedRegex(@"(?<currency>₽|\$|€|₸|rub|usd|eur|kzt|byn) ?(?<number>(?:[0-9]{1,3}(?:[ .,'][0-9]{3})+|[0-9]{1,9})(?:[.,][0-9]{1,2})?)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex SumBehind();

    [GeneratedRegex(
        @"(?:merchant[ _-]?login|mrh_?login|(?:логин|идентификатор) магазина|shop ?id)\s{0,2}(?:is |[:=—-])?\s{0,2}[«""']?(?<login>[a-z0-9._-]{3,100})",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Login();

    [GeneratedRegex("^[0-9]{1,2}[-/][0-9]{1,2}(?:[-/][0-9]{2,4})?$", RegexOptions.NonBacktracking)]
    private static partial Regex DayLike();

    [GeneratedRegex("^ [0-9]{3}(?:[^0-9]|$)", RegexOptions.NonBacktracking)]
    private static partial Regex ThreeDigits();
}
