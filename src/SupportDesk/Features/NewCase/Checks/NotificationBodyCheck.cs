using System.Globalization;
using SupportDesk.Features.NewCase.Checklists;
using SupportDesk.Features.NewCase.Drafts;
using SupportDesk.Kernel.Findings;

namespace SupportDesk.Features.NewCase.Checks;

/// <summary>Reads a notification that was pasted and compares it with the facts of the case. Needs no password.</summary>
internal sealed class NotificationBodyCheck : IChecklistCheck
{
    public string Name => "notification-body";

    public Task<CheckResult?> RunAsync(CheckInput input, CancellationToken ct) =>
        Task.FromResult<CheckResult?>(Look(PastedRequest.Parse(input.Answer), input.CaseType, input.Answers));

    internal static CheckResult Look(PastedRequest body, CaseType caseType, CaseAnswers answers)
    {
        // The old names are still sent beside the new ones.
        var sum = body["OutSum", "out_summ"];
        var invoice = body["InvId", "InvoiceID", "inv_id"];
        var signature = body["SignatureValue", "crc"];
        var missing = new[] { ("OutSum", sum), ("InvId", invoice), ("SignatureValue", signature) }
            .Where(field => string.IsNullOrEmpty(field.Item2)).Select(field => field.Item1).ToList();
        if (missing.Count > 0)
            return new CheckResult(Severity.Red, CheckText.Of("BodyMissingSeen", string.Join(", ", missing)), CheckText.Of("BodyMissingAdvice"));

        if (answers.Invoice(caseType) is { } expected && invoice != expected)
            return new CheckResult(Severity.Red, CheckText.Of("BodyInvoiceSeen", invoice), CheckText.Of("BodyInvoiceAdvice", expected));
        if (!decimal.TryParse(sum, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
            return new CheckResult(Severity.Red, CheckText.Of("BodySumSeen", sum), CheckText.Of("BodySumAdvice"));
        if (answers.Amount(caseType) is { } asked && amount != asked)
            return new CheckResult(
                Severity.Yellow,
                CheckText.Of("BodySumDiffersSeen", sum),
                CheckText.Of("BodySumDiffersAdvice", asked.ToString("0.00", CultureInfo.InvariantCulture))
            );

        var algorithm = SignatureLength.AlgorithmOf(signature!);
        if (algorithm is null && !SignatureLength.IsHidden(signature!))
            return new CheckResult(Severity.Red, CheckText.Of("DigestSeen", signature!.Length), CheckText.Of("DigestAdvice"));
        if (SignatureLength.Contradicts(algorithm, caseType, answers) is { } chosen)
            return new CheckResult(Severity.Red, CheckText.Of("LinkAlgorithmSeen", algorithm), CheckText.Of("LinkAlgorithmAdvice", chosen));
        var details = new List<LocalizedText> { algorithm is null ? CheckText.Of("DigestHidden") : CheckText.Of("DigestIs", signature!.Length, algorithm) };
        details.Add(body.ShopFields.Count == 0 ? CheckText.Of("ShpNone") : CheckText.Of("ShpSome", string.Join(", ", body.ShopFields)));
        return body["IsTest"] == "1"
            ? new CheckResult(Severity.Yellow, CheckText.Of("BodyTestSeen"), CheckText.Of("BodyTestAdvice")) { Details = details }
            : new CheckResult(
                Severity.Green,
                CheckText.Of("BodyGoodSeen"),
                CheckText.Of(answers.Invoice(caseType) is null ? "BodyReadAdvice" : "BodyGoodAdvice", sum, invoice)
            )
            {
                Details = details,
                ForEmail = CheckText.Of("BodyForEmail", sum, invoice, algorithm ?? "—"),
            };
    }
}
