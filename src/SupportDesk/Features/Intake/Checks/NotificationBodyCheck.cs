using System.Globalization;
using SupportDesk.Features.Intake.Drafts;
using SupportDesk.Features.Intake.Situations;

namespace SupportDesk.Features.Intake.Checks;

/// <summary>Reads a notification that was pasted and compares it with the facts of the case. Needs no password.</summary>
internal sealed class NotificationBodyCheck : IChecklistCheck
{
    public string Name => "notification-body";

    public Task<Verdict?> RunAsync(CheckInput input, CancellationToken ct) =>
        Task.FromResult<Verdict?>(Look(FormText.Parse(input.Answer), input.Situation, input.Answers));

    internal static Verdict Look(FormText body, Situation situation, CaseAnswers answers)
    {
        // The old names are still sent beside the new ones.
        var sum = body["OutSum", "out_summ"];
        var invoice = body["InvId", "InvoiceID", "inv_id"];
        var signature = body["SignatureValue", "crc"];
        var missing = new[] { ("OutSum", sum), ("InvId", invoice), ("SignatureValue", signature) }
            .Where(field => string.IsNullOrEmpty(field.Item2)).Select(field => field.Item1).ToList();
        if (missing.Count > 0)
            return new Verdict(Tone.Red, Phrase.Of("BodyMissingSeen", string.Join(", ", missing)), Phrase.Of("BodyMissingAdvice"));

        if (answers.Invoice(situation) is { } expected && invoice != expected)
            return new Verdict(Tone.Red, Phrase.Of("BodyInvoiceSeen", invoice), Phrase.Of("BodyInvoiceAdvice", expected));
        if (!decimal.TryParse(sum, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
            return new Verdict(Tone.Red, Phrase.Of("BodySumSeen", sum), Phrase.Of("BodySumAdvice"));
        if (answers.Amount(situation) is { } asked && amount != asked)
            return new Verdict(Tone.Yellow, Phrase.Of("BodySumDiffersSeen", sum), Phrase.Of("BodySumDiffersAdvice", asked.ToString("0.00", CultureInfo.InvariantCulture)));

        var algorithm = Digest.AlgorithmOf(signature!);
        if (algorithm is null && !Digest.IsHidden(signature!))
            return new Verdict(Tone.Red, Phrase.Of("DigestSeen", signature!.Length), Phrase.Of("DigestAdvice"));
        var details = new List<Phrase> { algorithm is null ? Phrase.Of("DigestHidden") : Phrase.Of("DigestIs", signature!.Length, algorithm) };
        details.Add(body.ShopFields.Count == 0 ? Phrase.Of("ShpNone") : Phrase.Of("ShpSome", string.Join(", ", body.ShopFields)));
        return body["IsTest"] == "1"
            ? new Verdict(Tone.Yellow, Phrase.Of("BodyTestSeen"), Phrase.Of("BodyTestAdvice")) { Details = details }
            : new Verdict(Tone.Green, Phrase.Of("BodyGoodSeen"), Phrase.Of(answers.Invoice(situation) is null ? "BodyReadAdvice" : "BodyGoodAdvice", sum, invoice))
            {
                Details = details,
                ForLetter = Phrase.Of("BodyForLetter", sum, invoice, algorithm ?? "—"),
            };
    }
}
