using SupportDesk.Data.Entities;
using SupportDesk.Features.NewCase.Checklists;
using SupportDesk.Features.NewCase.Drafts;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Features.NewCase.Escalation;

/// <summary>Turns the answers of a checklist into the facts of a ticket. What cannot be read is left out.</summary>
public sealed class CaseFactsReader(DeskTime time) : IUseCase
{
    public PaymentFacts Payment(CaseType caseType, CaseAnswers answers, string? merchantLogin) => new()
    {
        MerchantLogin = merchantLogin,
        InvoiceId = answers.Invoice(caseType),
        OperationId = Text(answers, FactKeys.OperationId),
        Amount = answers.Amount(caseType),
        Method = answers.Method(caseType),
        PaidAt = Moment(answers, FactKeys.PaidAt)?.At,
        PaidTimeUnknown = Moment(answers, FactKeys.PaidAt) is not { HasTime: true },
        CardLast4 = answers.Of(caseType, ItemKind.Last4).Trim() is { Length: 4 } last4 ? last4 : null,
        ErrorCode = caseType.ErrorCode ?? Text(answers, FactKeys.ErrorCode),
        ResultUrl = Text(answers, FactKeys.ResultUrl),
    };

    public CaseContext Context(CaseType caseType, CaseAnswers answers) => new()
    {
        Since = Moment(answers, FactKeys.Since)?.At,
        Scope = answers.Scope(caseType),
        WhatExpected = Text(answers, FactKeys.Expected),
        WhatHappened = Text(answers, FactKeys.Happened),
    };

    /// <summary>The first message of the ticket: the person's own words.</summary>
    public static string Story(CaseAnswers answers) =>
        string.Join("\n\n", new[] { answers[FactKeys.Expected], answers[FactKeys.Happened] }.Select(text => text.Trim()).Where(text => text.Length > 0));

    private TypedMoment? Moment(CaseAnswers answers, string key) =>
        DateTimeParser.TryParse(answers[key], time.Now, time.Zone, out var moment) ? moment : null;

    private static string? Text(CaseAnswers answers, string key) => answers[key].Trim() is { Length: > 0 } text ? text : null;
}
