using SupportDesk.Data.Entities;
using SupportDesk.Features.NewCase.Checklists;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Features.NewCase.Checks;

/// <summary>Whether an answer can be at all: a number, an amount, a moment. What cannot is told in words beside the field.</summary>
public static class AnswerFormat
{
    public const int ShortText = 300;
    public const int LongText = 20_000;

    /// <param name="now">Now, in the zone in which moments are typed.</param>
    public static Problem? Wrong(ChecklistItem item, string answer, DateTimeOffset now, TimeZoneInfo zone) => item.Kind switch
    {
        _ when string.IsNullOrWhiteSpace(answer) => null,
        ItemKind.Invoice => InvoiceId.TryParse(answer, out _) ? null : new Problem(answer.Trim().All(char.IsAsciiDigit) ? "InvoiceRange" : "InvoiceNotNumber"),
        ItemKind.Amount => Amount.TryParse(answer, out _, out var problem) ? null : new Problem(problem!),
        ItemKind.DateTime => WrongMoment(answer, now, zone),
        ItemKind.Last4 => answer.Trim() is { Length: 4 } four && four.All(char.IsAsciiDigit) ? null : new Problem("Last4Wrong"),
        ItemKind.Url => PublicUrl.Wrong(answer),
        ItemKind.Method => Enum.TryParse<PaymentMethod>(answer, out _) ? null : new Problem("ChoiceUnknown"),
        ItemKind.Scope => Enum.TryParse<Scope>(answer, out _) ? null : new Problem("ChoiceUnknown"),
        ItemKind.Impact => Enum.TryParse<Impact>(answer, out _) ? null : new Problem("ChoiceUnknown"),
        ItemKind.Choice => item.Choices.Any(choice => choice.Value == answer) ? null : new Problem("ChoiceUnknown"),
        ItemKind.Text => answer.Length <= ShortText ? null : new Problem("TextLong", null, ShortText),
        _ => answer.Length <= LongText ? null : new Problem("TextLong", null, LongText),
    };

    private static Problem? WrongMoment(string answer, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (!DateTimeParser.TryParse(answer, now, zone, out var moment, out var problem))
            return new Problem(problem!);
        if (moment.At > now.AddMinutes(5))
            return new Problem("MomentFuture");
        return moment.At < now.AddYears(-5) ? new Problem("MomentOld") : null;
    }
}
