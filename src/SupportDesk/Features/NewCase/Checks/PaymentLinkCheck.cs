using System.Globalization;
using SupportDesk.Features.NewCase.Checklists;
using SupportDesk.Features.NewCase.Drafts;
using SupportDesk.Kernel.Findings;

namespace SupportDesk.Features.NewCase.Checks;

/// <summary>Takes a payment link apart and names what usually breaks its signature. The password is never asked for.</summary>
internal sealed class PaymentLinkCheck : IChecklistCheck
{
    private static readonly string[] RawUrls = ["ResultUrl2", "SuccessUrl2", "FailUrl2"];

    public string Name => "payment-link";

    public Task<CheckResult?> RunAsync(CheckInput input, CancellationToken ct) =>
        Task.FromResult<CheckResult?>(Look(PastedRequest.Parse(input.Answer), input.CaseType, input.Answers, input.Draft.MerchantLogin));

    internal static CheckResult Look(PastedRequest link, CaseType caseType, CaseAnswers answers, string? merchantLogin)
    {
        var login = link["MerchantLogin", "MrchLogin"];
        var sum = link["OutSum"];
        var signature = link["SignatureValue"];
        var missing = new[] { ("MerchantLogin", login), ("OutSum", sum), ("SignatureValue", signature) }
            .Where(field => string.IsNullOrEmpty(field.Item2)).Select(field => field.Item1).ToList();
        if (missing.Count > 0)
            return new CheckResult(Severity.Red, CheckText.Of("LinkMissingSeen", string.Join(", ", missing)), CheckText.Of("LinkMissingAdvice"));
        if (merchantLogin is not null && login != merchantLogin)
            return new CheckResult(Severity.Red, CheckText.Of("LinkLoginSeen", login), CheckText.Of("LinkLoginAdvice", merchantLogin));
        if (!decimal.TryParse(sum, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) || amount <= 0)
            return new CheckResult(Severity.Red, CheckText.Of("LinkSumSeen", sum), CheckText.Of("LinkSumAdvice"));
        if (SignatureLength.AlgorithmOf(signature!) is not { } algorithm)
            return SignatureLength.IsHidden(signature!)
                ? new CheckResult(Severity.Yellow, CheckText.Of("DigestHidden"))
                : new CheckResult(Severity.Red, CheckText.Of("DigestSeen", signature!.Length), CheckText.Of("DigestAdvice"));
        if (SignatureLength.Contradicts(algorithm, caseType, answers) is { } chosen)
            return new CheckResult(Severity.Red, CheckText.Of("LinkAlgorithmSeen", algorithm), CheckText.Of("LinkAlgorithmAdvice", chosen));

        var cares = Cares(link, caseType, answers, sum!, amount).ToList();
        var fields = CheckText.Of("LinkFields", link.Fields.Count, algorithm);
        return cares.Count > 0
            ? new CheckResult(Severity.Yellow, cares[0].Seen, cares[0].Advice) { Details = [.. cares.Skip(1).Select(care => care.Seen), fields] }
            : new CheckResult(Severity.Green, CheckText.Of("LinkGoodSeen"), CheckText.Of("LinkGoodAdvice"))
            {
                Details = [fields],
                ForEmail = CheckText.Of("LinkForEmail", algorithm),
            };
    }

    private static IEnumerable<(LocalizedText Seen, LocalizedText Advice)> Cares(
        PastedRequest link,
        CaseType caseType,
        CaseAnswers answers,
        string sum,
        decimal amount
    )
    {
        var shop = link.ShopFields;
        if (!shop.SequenceEqual(shop.Order(StringComparer.OrdinalIgnoreCase)))
            yield return (
                CheckText.Of("ShpOrderSeen", string.Join(", ", shop)),
                CheckText.Of("ShpOrderAdvice", string.Join(", ", shop.Order(StringComparer.OrdinalIgnoreCase)))
            );
        else if (shop.Select(name => name[..Math.Min(4, name.Length)]).Distinct().Count() > 1)
            yield return (CheckText.Of("ShpCaseSeen", string.Join(", ", shop)), CheckText.Of("ShpCaseAdvice"));
        if (link["IsTest"] == "1")
            yield return (CheckText.Of("LinkTestSeen"), CheckText.Of("LinkTestAdvice"));
        if (answers.Invoice(caseType) is { } invoice && link["InvId", "InvoiceID"] is { Length: > 0 } own && own != invoice)
            yield return (CheckText.Of("LinkInvoiceSeen", own), CheckText.Of("LinkInvoiceAdvice", invoice));
        if (answers.Amount(caseType) is { } asked && asked != amount)
            yield return (CheckText.Of("LinkAmountSeen", sum), CheckText.Of("LinkAmountAdvice", asked.ToString("0.00", CultureInfo.InvariantCulture)));
        if (RawUrls.FirstOrDefault(name => link[name] is not null) is { } raw)
            yield return (CheckText.Of("LinkRawUrlSeen", raw), CheckText.Of("LinkRawUrlAdvice"));
        if (link["Receipt"] is not null)
            yield return (CheckText.Of("LinkReceiptSeen"), CheckText.Of("LinkReceiptAdvice"));
        if (link["OutSumCurrency", "UserIp"] is not null)
            yield return (CheckText.Of("LinkOldFieldSeen"), CheckText.Of("LinkOldFieldAdvice"));
    }
}
