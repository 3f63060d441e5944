using System.Globalization;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Files;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Features.Tickets.Facts;

/// <summary>
/// One fact in the one spelling in which it is compared and kept in the timeline, whoever reads it: «2480.00 RUB», 2026-11-25T07:02:00Z,
/// Card. Screens put it into words.
/// </summary>
internal static class FactValue
{
    private const string Instant = "yyyy-MM-dd'T'HH:mm:ss'Z'";
    private const string Day = "yyyy-MM-dd";
    private const int LongestUrl = 500;
    private const int LongestText = 100;

    /// <returns>Null if it is not known.</returns>
    public static string? Read(PaymentFacts facts, FactField field, TimeZoneInfo zone) => field switch
    {
        FactField.MerchantLogin => facts.MerchantLogin,
        FactField.InvoiceId => facts.InvoiceId,
        FactField.OrderNumber => facts.OrderNumber,
        FactField.Amount => facts.Amount is { } amount ? Write(amount, facts.Currency) : null,
        FactField.Method => facts.Method == PaymentMethod.Unknown ? null : facts.Method.ToString(),
        FactField.PaidAt => facts.PaidAt is { } paid ? Write(paid, facts.PaidTimeUnknown, zone) : null,
        FactField.OperationId => facts.OperationId,
        FactField.CardLast4 => facts.CardLast4,
        FactField.ErrorCode => facts.ErrorCode,
        _ => facts.ResultUrl,
    };

    /// <param name="value">In the one spelling; null to forget the fact.</param>
    public static void Apply(PaymentFacts facts, FactField field, string? value, TimeZoneInfo zone)
    {
        switch (field)
        {
            case FactField.MerchantLogin: facts.MerchantLogin = value; break;
            case FactField.InvoiceId: facts.InvoiceId = value; break;
            case FactField.OrderNumber: facts.OrderNumber = value; break;
            case FactField.Amount: SetAmount(facts, value); break;
            case FactField.Method: facts.Method = value is null ? PaymentMethod.Unknown : Enum.Parse<PaymentMethod>(value); break;
            case FactField.PaidAt: SetPaidAt(facts, value, zone); break;
            case FactField.OperationId: facts.OperationId = value; break;
            case FactField.CardLast4: facts.CardLast4 = value; break;
            case FactField.ErrorCode: facts.ErrorCode = value; break;
            default: facts.ResultUrl = value; break;
        }
    }

    /// <summary>What a person typed, or a value in the one spelling.</summary>
    /// <returns>The one spelling; empty for an empty text.</returns>
    public static Result<string> Parse(FactField field, string typed, DateTimeOffset now, TimeZoneInfo zone)
    {
        var text = typed.Trim();
        if (text.Length == 0)
            return "";
        // What is kept as it was typed must be no secret; texts are masked below.
        if (field is FactField.MerchantLogin or FactField.InvoiceId or FactField.Amount
            && (SanitizedText.Line(text).Hidden > 0 || SanitizedText.Line(string.Concat(text.Where(char.IsLetterOrDigit))).Hidden > 0))
            return Wrong("FactIsSecret", field);
        return field switch
        {
            FactField.MerchantLogin => MerchantLogins.IsValid(text) ? text : Wrong("MerchantLoginWrong", field),
            FactField.InvoiceId => InvoiceId.TryParse(text, out var invoice) ? invoice : Wrong("InvoiceIdWrong", field),
            FactField.Amount => MoneyText.TryParse(text, out var amount, out var currency, out var problem) ? Write(amount, currency) : Wrong(problem!, field),
            FactField.Method => Enum.TryParse<PaymentMethod>(text, out var method) && Enum.IsDefined(method)
                ? method == PaymentMethod.Unknown ? "" : method.ToString()
                : Wrong("MethodUnknown", field),
            FactField.PaidAt => ParseMoment(text, now, zone),
            FactField.CardLast4 => text.Length == 4 && text.All(char.IsAsciiDigit) ? text : Wrong("CardLast4Wrong", field),
            FactField.ResultUrl => ParseUrl(text),
            _ => text.Length > LongestText ? Wrong("FactTooLong", field, LongestText) : SanitizedText.Line(text, LongestText).Text,
        };
    }

    public static string Write(decimal amount, string currency) => amount.ToString("0.00", CultureInfo.InvariantCulture) + " " + currency;

    public static string Write(DateTimeOffset moment, bool dayOnly, TimeZoneInfo zone) => dayOnly
        ? TimeZoneInfo.ConvertTime(moment, zone).ToString(Day, CultureInfo.InvariantCulture)
        : moment.UtcDateTime.ToString(Instant, CultureInfo.InvariantCulture);

    public static (decimal Amount, string Currency) Money(string value) =>
        (decimal.Parse(value[..^4], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture), value[^3..]);

    public static (DateTimeOffset At, bool DayOnly) Moment(string value, TimeZoneInfo zone)
    {
        if (TryInstant(value, out var at))
            return (at, false);
        var day = DateTime.ParseExact(value, Day, CultureInfo.InvariantCulture);
        return (new DateTimeOffset(day, zone.GetUtcOffset(day)), true);
    }

    private static void SetAmount(PaymentFacts facts, string? value)
    {
        (facts.Amount, facts.Currency) = (null, MoneyText.Roubles);
        if (value is not null)
            (facts.Amount, facts.Currency) = Money(value);
    }

    private static void SetPaidAt(PaymentFacts facts, string? value, TimeZoneInfo zone)
    {
        (facts.PaidAt, facts.PaidTimeUnknown) = (null, false);
        if (value is not null)
            (facts.PaidAt, facts.PaidTimeUnknown) = Moment(value, zone);
    }

    private static bool TryInstant(string value, out DateTimeOffset at) => DateTimeOffset.TryParseExact(
        value, Instant, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out at);

    private static Result<string> ParseMoment(string text, DateTimeOffset now, TimeZoneInfo zone)
    {
        var hasTime = TryInstant(text, out var at);
        if (!hasTime)
        {
            if (!DateTimeParser.TryParse(text, now, zone, out var moment))
                return Wrong("MomentWrong", FactField.PaidAt);
            (at, hasTime) = (moment.At, moment.HasTime);
        }

        return at > now.AddDays(1) ? Wrong("MomentAhead", FactField.PaidAt) : Write(at, !hasTime, zone);
    }

    // An address on a machine of one's own may be the very trouble: it is kept, only what is no address is refused.
    private static Result<string> ParseUrl(string text)
    {
        if (text.Length > LongestUrl)
            return Wrong("FactTooLong", FactField.ResultUrl, LongestUrl);
        return Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0 && !text.Any(char.IsWhiteSpace)
            ? SanitizedText.Line(text, LongestUrl).Text
            : Wrong("ResultUrlWrong", FactField.ResultUrl);
    }

    private static Problem Wrong(string code, FactField field, params object?[] args) => new(code, field.ToString(), args);
}
