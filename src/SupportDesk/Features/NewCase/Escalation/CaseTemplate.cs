using SupportDesk.Features.Outbox.Templates;
using SupportDesk.Features.Outbox.Templates.Language;

namespace SupportDesk.Features.NewCase.Escalation;

/// <summary>The wording around a prepared case. Its parts are composed from the answers; the provider is written to in Russian.</summary>
public static class CaseTemplate
{
    private static readonly Placeholder Opening = new("case.opening", typeof(NewCaseText)) { Required = true };
    private static readonly Placeholder Request = Block("case.request") with { Required = true };
    private static readonly Placeholder Payment = Block("case.payment") with { Required = true };
    private static readonly Placeholder Signature = new("person.signature", typeof(NewCaseText));

    public static readonly EmailKind Kind = new("provider-case", EmailAudience.Provider, typeof(NewCaseText),
        [Opening, Payment, Block("case.story"), Block("case.evidence"), Block("case.log"), Block("case.checked"), Request, Signature], EmailKind.RussianOnly);

    private static Placeholder Block(string name) => new(name, typeof(NewCaseText)) { IsBlock = true };
}
