using SupportDesk.Features.Templates;
using SupportDesk.Features.Templates.Language;

namespace SupportDesk.Features.Intake.Letters;

/// <summary>The wording around a prepared case. Its parts are composed from the answers; the provider is written to in Russian.</summary>
public static class CaseTemplate
{
    private static readonly Placeholder Opening = new("case.opening", typeof(IntakeText)) { Required = true };
    private static readonly Placeholder Request = Block("case.request") with { Required = true };
    private static readonly Placeholder Payment = Block("case.payment") with { Required = true };
    private static readonly Placeholder Signature = new("person.signature", typeof(IntakeText));

    public static readonly LetterKind Kind = new("provider-case", LetterReader.Provider, typeof(IntakeText),
        [Opening, Payment, Block("case.story"), Block("case.evidence"), Block("case.log"), Block("case.checked"), Request, Signature], LetterKind.RussianOnly);

    private static Placeholder Block(string name) => new(name, typeof(IntakeText)) { IsBlock = true };
}
