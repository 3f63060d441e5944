namespace SupportDesk.Robokassa.Status;

/// <summary>What became of a question about an operation.</summary>
public enum StatusOutcome
{
    /// <summary>The provider answered.</summary>
    Answered = 0,

    /// <summary>Something answered that is not the service; this says nothing about the payment.</summary>
    NotUnderstood,

    /// <summary>No connection could be made, or it broke.</summary>
    Unreachable,

    /// <summary>No answer came in time.</summary>
    TimedOut,
}

/// <summary>The answer to a question about an operation.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="State">The answer; null unless <paramref name="Outcome"/> is <see cref="StatusOutcome.Answered"/>.</param>
/// <param name="Problem">Why there is none, in one line, without anything secret.</param>
public sealed record StatusAnswer(StatusOutcome Outcome, OperationState? State = null, string? Problem = null);

/// <summary>
/// Asks the provider's XML service where an operation stands (OpStateExt). Only live payments are known to it, and only
/// live passwords sign the question.
/// </summary>
/// <param name="http">Sends it. Its time-out applies; its handler should neither follow redirects nor keep cookies.</param>
/// <param name="service">Address of the service; <see cref="DefaultService"/> unless a test bed or another country is meant.</param>
public sealed class OperationStateClient(HttpClient http, Uri? service = null)
{
    /// <summary>The service in Russia.</summary>
    public static readonly Uri DefaultService = new("https://auth.robokassa.ru/Merchant/WebService/Service.asmx/");

    private readonly Uri address = new(service ?? DefaultService, "OpStateExt");

    /// <summary>Asks once.</summary>
    /// <param name="merchantLogin">The shop's identifier.</param>
    /// <param name="invoiceId">The invoice's number.</param>
    /// <param name="password2">Password #2 of the live pair.</param>
    /// <param name="algorithm">The shop's algorithm.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<StatusAnswer> GetAsync(
        string merchantLogin,
        string invoiceId,
        string password2,
        SignatureAlgorithm algorithm,
        CancellationToken cancellationToken = default
    )
    {
        // The client's own time-out ends with the headers.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(http.Timeout);
        using var form = new FormUrlEncodedContent(Fields(merchantLogin, invoiceId, password2, algorithm));
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = form };
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false);
            using var body = await ReadAsync(response, limit.Token).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
                return new StatusAnswer(StatusOutcome.NotUnderstood, Problem: $"The service answered {(int)response.StatusCode}.");
            return OperationStateReader.TryRead(body, out var state, out var problem)
                ? new StatusAnswer(StatusOutcome.Answered, state)
                : new StatusAnswer(StatusOutcome.NotUnderstood, Problem: problem);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return new StatusAnswer(StatusOutcome.Unreachable, Problem: error.GetBaseException().Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new StatusAnswer(StatusOutcome.TimedOut, Problem: "The service did not answer in time.");
        }
    }

    /// <summary>The signed fields of a question, as they are sent.</summary>
    /// <param name="merchantLogin">The shop's identifier.</param>
    /// <param name="invoiceId">The invoice's number.</param>
    /// <param name="password2">Password #2 of the live pair.</param>
    /// <param name="algorithm">The shop's algorithm.</param>
    public static IReadOnlyList<KeyValuePair<string, string>> Fields(string merchantLogin, string invoiceId, string password2, SignatureAlgorithm algorithm) =>
    [
        new("MerchantLogin", merchantLogin), new("InvoiceID", invoiceId),
        new("Signature", SignatureHash.Compute(algorithm, SignatureBase.OfStatus(merchantLogin, invoiceId, password2))),
    ];

    private static async Task<MemoryStream> ReadAsync(HttpResponseMessage response, CancellationToken ct)
    {
        using var stream = await response.Content.ReadAsStreamAsync(ct).ConfigureAwait(false);
        var body = new byte[OperationStateReader.MaxLength];
        return new MemoryStream(body, 0, await stream.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, ct).ConfigureAwait(false));
    }
}
