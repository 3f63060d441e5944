using System.Globalization;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Intake.Situations;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Intake.Checks;

/// <summary>Whether an answer can be at all: a number, an amount, a moment. What cannot is told in words beside the field.</summary>
public static class AnswerFormat
{
    public const int ShortText = 300;
    public const int LongText = 20_000;
    private const decimal Most = 1_000_000_000m;

    /// <param name="now">Now, in the zone in which moments are typed.</param>
    public static Problem? Wrong(ChecklistItem item, string answer, DateTimeOffset now, TimeZoneInfo zone) => item.Kind switch
    {
        _ when string.IsNullOrWhiteSpace(answer) => null,
        ItemKind.Invoice => TryInvoice(answer, out _) ? null : new Problem(answer.Trim().All(char.IsAsciiDigit) ? "InvoiceRange" : "InvoiceNotNumber"),
        ItemKind.Amount => TryAmount(answer, out _, out var problem) ? null : new Problem(problem!),
        ItemKind.DateTime => WrongMoment(answer, now, zone),
        ItemKind.Last4 => answer.Trim() is { Length: 4 } four && four.All(char.IsAsciiDigit) ? null : new Problem("Last4Wrong"),
        ItemKind.Url => PublicUrl.Wrong(answer),
        ItemKind.Method => Enum.TryParse<PaymentMethod>(answer, out _) ? null : new Problem("ChoiceUnknown"),
        ItemKind.Spread => Enum.TryParse<Spread>(answer, out _) ? null : new Problem("ChoiceUnknown"),
        ItemKind.Impact => Enum.TryParse<Impact>(answer, out _) ? null : new Problem("ChoiceUnknown"),
        ItemKind.Choice => item.Choices.Any(choice => choice.Value == answer) ? null : new Problem("ChoiceUnknown"),
        ItemKind.Text => answer.Length <= ShortText ? null : new Problem("TextLong", null, ShortText),
        _ => answer.Length <= LongText ? null : new Problem("TextLong", null, LongText),
    };

    /// <summary>1 to 9223372036854775807, as the provider numbers invoices.</summary>
    public static bool TryInvoice(string text, out string invoice)
    {
        invoice = "";
        if (!long.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1)
            return false;
        invoice = number.ToString(CultureInfo.InvariantCulture);
        return true;
    }

    /// <summary>Takes a dot or a comma and blanks between thousands; up to six places, as notifications carry them.</summary>
    public static bool TryAmount(string text, out decimal amount, out string? problem)
    {
        amount = 0;
        problem = "AmountNotNumber";
        var plain = string.Concat(text.Trim().TrimEnd('₽', 'р', '.', ' ').Where(c => !char.IsWhiteSpace(c))).Replace(',', '.');
        if (plain.Length == 0 || plain.Count(c => c == '.') > 1)
            return false;
        if (plain[0] == '-')
        {
            problem = "AmountNotPositive";
            return false;
        }

        if (plain.Length > 28 || !decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var read))
            return false;
        var places = plain.IndexOf('.', StringComparison.Ordinal) is var dot and >= 0 ? plain.Length - dot - 1 : 0;
        problem = read switch
        {
            <= 0 => "AmountNotPositive",
            > Most => "AmountHuge",
            _ when places > 6 || read != decimal.Round(read, 2) => "AmountPlaces",
            _ => null,
        };
        amount = decimal.Round(read, 2);
        return problem is null;
    }

    private static Problem? WrongMoment(string answer, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (!MomentText.TryParse(answer, now, zone, out var moment))
            return new Problem("MomentNotDate");
        if (moment > now.AddMinutes(5))
            return new Problem("MomentFuture");
        return moment < now.AddYears(-5) ? new Problem("MomentOld") : null;
    }
}
