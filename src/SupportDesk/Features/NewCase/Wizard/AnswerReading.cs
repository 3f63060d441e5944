using System.Globalization;
using Microsoft.Extensions.Localization;
using SupportDesk.Data.Entities;
using SupportDesk.Features.NewCase.Checklists;
using SupportDesk.Features.NewCase.Escalation;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Features.NewCase.Wizard;

/// <summary>Says an answer back as the desk understood it: «вчера 9:40» becomes a date that one can check at a glance.</summary>
public sealed class AnswerReading(DeskTime time, IStringLocalizer<NewCaseText> texts) : IUseCase
{
    public string? Say(ChecklistItem item, string answer) => item.Kind switch
    {
        _ when answer.Length == 0 => null,
        ItemKind.Amount => Amount.TryParse(answer, out var amount, out _) ? Money.Format(amount, culture: CultureInfo.CurrentCulture) : null,
        ItemKind.Method => Enum.TryParse<PaymentMethod>(answer, out var method) ? TitleComposer.MethodName(method, TitleComposer.IsRussian) : null,
        ItemKind.Scope => Enum.TryParse<Scope>(answer, out var scope) ? texts["Scope" + scope].Value.ToLower(CultureInfo.CurrentCulture) : null,
        ItemKind.DateTime => DateTimeParser.TryParse(answer, time.Now, time.Zone, out var moment) ? time.Spoken(moment.At, moment.HasTime) : null,
        ItemKind.Choice => item.Choices.FirstOrDefault(choice => choice.Value == answer)?.Label.ToString(),
        ItemKind.Last4 => answer.Trim().Length == 4 ? "··" + answer.Trim() : null,
        _ => null,
    };
}
