using System.Text;

namespace SupportDesk.Robokassa;

/// <summary>
/// The strings that are hashed to a signature, by the provider's documentation ("Pay interface", "Notifications and
/// redirects", "XML interfaces", "Holding", "Recurring"). Each holds a password: it must not reach a log.
/// </summary>
public static class SignatureBase
{
    /// <summary>Of a payment link or form: login, amount, number, what else is sent, password #1, the shop's own parameters.</summary>
    /// <param name="request">The fields as they are sent.</param>
    /// <param name="password1">Password #1, or the test one for a test payment.</param>
    /// <param name="order">How the shop's own parameters are sorted.</param>
    public static string OfPayment(PaymentRequest request, string password1, ShpOrder order = ShpOrder.NameIgnoringCase)
    {
        ArgumentNullException.ThrowIfNull(request);
        // What is not sent leaves no empty slot, only the number does.
        string?[] modifiers =
        [
            request.OutSumCurrency, request.UserIp, request.Receipt, request.StepByStep, request.ResultUrl2,
            request.SuccessUrl2, request.SuccessUrl2Method, request.FailUrl2, request.FailUrl2Method, request.Token,
        ];
        return Join([request.MerchantLogin, request.OutSum, request.InvId ?? "", .. modifiers.OfType<string>(), password1], request.Shp, order);
    }

    /// <summary>Of a notification to ResultURL: amount and number exactly as received, password #2, the shop's own parameters.</summary>
    /// <param name="outSum">As received; live ones have six decimals.</param>
    /// <param name="invId">As received.</param>
    /// <param name="password2">Password #2, or the test one for a test payment.</param>
    /// <param name="shp">Every parameter received whose name is one of the shop's own.</param>
    /// <param name="order">How they are sorted.</param>
    public static string OfResult(string outSum, string invId, string password2, IReadOnlyList<ShpParameter> shp, ShpOrder order = ShpOrder.NameIgnoringCase) =>
        Join([outSum, invId, password2], shp, order);

    /// <summary>Of the buyer's return to SuccessURL: as a notification, with password #1. The return to FailURL is not signed.</summary>
    /// <param name="outSum">As received.</param>
    /// <param name="invId">As received.</param>
    /// <param name="password1">Password #1, or the test one for a test payment.</param>
    /// <param name="shp">Every parameter received whose name is one of the shop's own.</param>
    /// <param name="order">How they are sorted.</param>
    public static string OfSuccess(
        string outSum,
        string invId,
        string password1,
        IReadOnlyList<ShpParameter> shp,
        ShpOrder order = ShpOrder.NameIgnoringCase
    ) => Join([outSum, invId, password1], shp, order);

    /// <summary>Of a question to the status service (OpStateExt). Test payments cannot be asked for.</summary>
    /// <param name="merchantLogin">The shop's identifier.</param>
    /// <param name="invoiceId">Number of the invoice.</param>
    /// <param name="password2">Password #2, the live one.</param>
    public static string OfStatus(string merchantLogin, string invoiceId, string password2) => Join([merchantLogin, invoiceId, password2], [], default);

    /// <summary>Of taking held money: as a payment without modifiers but the receipt.</summary>
    /// <param name="merchantLogin">The shop's identifier.</param>
    /// <param name="outSum">How much is taken.</param>
    /// <param name="invoiceId">Number of the invoice.</param>
    /// <param name="receipt">The receipt, if one is sent.</param>
    /// <param name="password1">Password #1.</param>
    public static string OfHoldConfirmation(string merchantLogin, string outSum, string invoiceId, string? receipt, string password1) =>
        Join([merchantLogin, outSum, invoiceId, .. receipt is null ? [] : (string[])[receipt], password1], [], default);

    /// <summary>Of giving held money back: the slot of the amount stays empty.</summary>
    /// <param name="merchantLogin">The shop's identifier.</param>
    /// <param name="invoiceId">Number of the invoice.</param>
    /// <param name="password1">Password #1.</param>
    public static string OfHoldCancellation(string merchantLogin, string invoiceId, string password1) =>
        Join([merchantLogin, "", invoiceId, password1], [], default);

    /// <summary>Of a second receipt: the body in base64 without its padding, and the password behind it without a colon.</summary>
    /// <param name="body">The body, in base64.</param>
    /// <param name="password1">Password #1.</param>
    public static string OfSecondReceipt(string body, string password1)
    {
        ArgumentNullException.ThrowIfNull(body);
        return body.TrimEnd('=') + password1;
    }

    /// <summary>Sorts the shop's own parameters.</summary>
    /// <param name="shp">As they were sent; what is equal keeps its place.</param>
    /// <param name="order">How.</param>
    public static IEnumerable<ShpParameter> Sort(IReadOnlyList<ShpParameter> shp, ShpOrder order)
    {
        ArgumentNullException.ThrowIfNull(shp);
        return order switch
        {
            ShpOrder.NameIgnoringCase => shp.OrderBy(parameter => parameter.Name, StringComparer.OrdinalIgnoreCase),
            ShpOrder.NameOrdinal => shp.OrderBy(parameter => parameter.Name, StringComparer.Ordinal),
            ShpOrder.PairOrdinal => shp.OrderBy(parameter => parameter.ToString(), StringComparer.Ordinal),
            _ => shp,
        };
    }

    private static string Join(ReadOnlySpan<string> parts, IReadOnlyList<ShpParameter> shp, ShpOrder order)
    {
        var text = new StringBuilder().AppendJoin(':', parts!);
        foreach (var parameter in Sort(shp, order))
            text.Append(':').Append(parameter);
        return text.ToString();
    }
}
