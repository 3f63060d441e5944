using System.Globalization;
using SupportDesk.Features.Intake.Drafts;
using SupportDesk.Features.Intake.Situations;

namespace SupportDesk.Features.Intake.Checks;

/// <summary>Takes a payment link apart and names what usually breaks its signature. The password is never asked for.</summary>
internal sealed class PaymentLinkCheck : IChecklistCheck
{
    private static readonly string[] RawUrls = ["ResultUrl2", "SuccessUrl2", "FailUrl2"];

    public string Name => "payment-link";

    public Task<Verdict?> RunAsync(CheckInput input, CancellationToken ct) =>
        Task.FromResult<Verdict?>(Look(FormText.Parse(input.Answer), input.Situation, input.Answers, input.Draft.MerchantLogin));

    internal static Verdict Look(FormText link, Situation situation, CaseAnswers answers, string? merchantLogin)
    {
        var login = link["MerchantLogin", "MrchLogin"];
        var sum = link["OutSum"];
        var signature = link["SignatureValue"];
        var missing = new[] { ("MerchantLogin", login), ("OutSum", sum), ("SignatureValue", signature) }
            .Where(field => string.IsNullOrEmpty(field.Item2)).Select(field => field.Item1).ToList();
        if (missing.Count > 0)
            return new Verdict(Tone.Red, Phrase.Of("LinkMissingSeen", string.Join(", ", missing)), Phrase.Of("LinkMissingAdvice"));
        if (merchantLogin is not null && login != merchantLogin)
            return new Verdict(Tone.Red, Phrase.Of("LinkLoginSeen", login), Phrase.Of("LinkLoginAdvice", merchantLogin));
        if (!decimal.TryParse(sum, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) || amount <= 0)
            return new Verdict(Tone.Red, Phrase.Of("LinkSumSeen", sum), Phrase.Of("LinkSumAdvice"));
        if (Digest.AlgorithmOf(signature!) is not { } algorithm)
            return Digest.IsHidden(signature!)
                ? new Verdict(Tone.Yellow, Phrase.Of("DigestHidden"))
                : new Verdict(Tone.Red, Phrase.Of("DigestSeen", signature!.Length), Phrase.Of("DigestAdvice"));
        if (situation.Find("algorithm") is not null && answers["algorithm"] is { Length: > 0 } chosen && !algorithm.Split(" / ").Contains(chosen))
            return new Verdict(Tone.Red, Phrase.Of("LinkAlgorithmSeen", algorithm), Phrase.Of("LinkAlgorithmAdvice", chosen));

        var cares = Cares(link, situation, answers, sum!, amount).ToList();
        var fields = Phrase.Of("LinkFields", link.Fields.Count, algorithm);
        return cares.Count > 0
            ? new Verdict(Tone.Yellow, cares[0].Seen, cares[0].Advice) { Details = [.. cares.Skip(1).Select(care => care.Seen), fields] }
            : new Verdict(Tone.Green, Phrase.Of("LinkGoodSeen"), Phrase.Of("LinkGoodAdvice"))
            {
                Details = [fields],
                ForLetter = Phrase.Of("LinkForLetter", algorithm),
            };
    }

    private static IEnumerable<(Phrase Seen, Phrase Advice)> Cares(FormText link, Situation situation, CaseAnswers answers, string sum, decimal amount)
    {
        var shop = link.ShopFields;
        if (!shop.SequenceEqual(shop.Order(StringComparer.OrdinalIgnoreCase)))
            yield return (Phrase.Of("ShpOrderSeen", string.Join(", ", shop)), Phrase.Of("ShpOrderAdvice", string.Join(", ", shop.Order(StringComparer.OrdinalIgnoreCase))));
        else if (shop.Select(name => name[..Math.Min(4, name.Length)]).Distinct().Count() > 1)
            yield return (Phrase.Of("ShpCaseSeen", string.Join(", ", shop)), Phrase.Of("ShpCaseAdvice"));
        if (link["IsTest"] == "1")
            yield return (Phrase.Of("LinkTestSeen"), Phrase.Of("LinkTestAdvice"));
        if (answers.Invoice(situation) is { } invoice && link["InvId", "InvoiceID"] is { Length: > 0 } own && own != invoice)
            yield return (Phrase.Of("LinkInvoiceSeen", own), Phrase.Of("LinkInvoiceAdvice", invoice));
        if (answers.Amount(situation) is { } asked && asked != amount)
            yield return (Phrase.Of("LinkAmountSeen", sum), Phrase.Of("LinkAmountAdvice", asked.ToString("0.00", CultureInfo.InvariantCulture)));
        if (RawUrls.FirstOrDefault(name => link[name] is not null) is { } raw)
            yield return (Phrase.Of("LinkRawUrlSeen", raw), Phrase.Of("LinkRawUrlAdvice"));
        if (link["Receipt"] is not null)
            yield return (Phrase.Of("LinkReceiptSeen"), Phrase.Of("LinkReceiptAdvice"));
        if (link["OutSumCurrency", "UserIp"] is not null)
            yield return (Phrase.Of("LinkOldFieldSeen"), Phrase.Of("LinkOldFieldAdvice"));
    }
}
