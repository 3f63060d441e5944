using System.Diagnostics.CodeAnalysis;

namespace SupportDesk.Robokassa.Status;

/// <summary>What became of a question about a refund.</summary>
public enum RefundOutcome
{
    /// <summary>The provider named a state.</summary>
    Answered = 0,

    /// <summary>The provider answered with a message in place of a state. That it knows no such request is likely; its texts are not documented.</summary>
    Message,

    /// <summary>Something answered that is not the service; this says nothing about the refund.</summary>
    NotUnderstood,

    /// <summary>No connection could be made, or it broke.</summary>
    Unreachable,

    /// <summary>No answer came in time.</summary>
    TimedOut,
}

/// <summary>The answer to a question about a refund.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="State">
/// The answer; null unless <paramref name="Outcome"/> is <see cref="RefundOutcome.Answered"/> or <see cref="RefundOutcome.Message"/>.
/// </param>
/// <param name="Problem">Why there is none, in one line.</param>
public sealed record RefundAnswer(RefundOutcome Outcome, RefundState? State = null, string? Problem = null);

/// <summary>
/// Asks the provider's refund service where a refund stands (Refund/GetState). The question carries the id that the
/// service gave when the refund was asked for, and no signature. OpStateExt most likely does not tell of a refund after
/// the payment, so this seems to be the only place to ask.
/// </summary>
/// <param name="http">Sends it. Its time-out applies; its handler should neither follow redirects nor keep cookies.</param>
/// <param name="service">Address of the service; <see cref="DefaultService"/> unless a test bed or another country is meant.</param>
public sealed class RefundStateClient(HttpClient http, Uri? service = null)
{
    /// <summary>The service in Russia.</summary>
    public static readonly Uri DefaultService = new("https://services.robokassa.ru/RefundService/Refund/");

    private readonly Uri address = new(service ?? DefaultService, "GetState");

    /// <summary>Reads the id of a request: a UUID in its 36 characters, space around it allowed.</summary>
    /// <param name="text">The id as it was typed.</param>
    /// <param name="requestId">The id.</param>
    public static bool TryParseId([NotNullWhen(true)] string? text, out Guid requestId) =>
        Guid.TryParseExact(text?.Trim(), "D", out requestId) && requestId != Guid.Empty;

    /// <summary>Asks once.</summary>
    /// <param name="requestId">The id of the request.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException"><paramref name="requestId"/> is empty; nothing was sent.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<RefundAnswer> GetAsync(Guid requestId, CancellationToken cancellationToken = default)
    {
        if (requestId == Guid.Empty)
            throw new ArgumentException("The id of a refund request is a UUID and not empty.", nameof(requestId));

        // The client's own time-out ends with the headers.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(http.Timeout);
        try
        {
            using var response = await http.GetAsync(new Uri($"{address}?id={requestId:D}"), HttpCompletionOption.ResponseHeadersRead, limit.Token)
                .ConfigureAwait(false);
            return Evaluate(requestId, (int)response.StatusCode, await ReadAsync(response, limit.Token).ConfigureAwait(false));
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return new RefundAnswer(RefundOutcome.Unreachable, Problem: error.GetBaseException().Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new RefundAnswer(RefundOutcome.TimedOut, Problem: "The service did not answer in time.");
        }
    }

    // With which status a message comes is not documented, so one is heard from any 4xx. A state is believed with a success only.
    private static RefundAnswer Evaluate(Guid asked, int status, ReadOnlyMemory<byte> body)
    {
        var isRead = RefundStateReader.TryRead(body, out var state, out var problem);
        if (status is not (>= 200 and < 300) && !(isRead && state!.Label is null && status is >= 400 and < 500))
            return new RefundAnswer(RefundOutcome.NotUnderstood, Problem: $"The service answered {status}.");
        if (!isRead)
            return new RefundAnswer(RefundOutcome.NotUnderstood, Problem: problem);
        if (state!.Label is null)
            return new RefundAnswer(RefundOutcome.Message, state);
        return state.RequestId is { } told && !(Guid.TryParse(told, out var id) && id == asked)
            ? new RefundAnswer(RefundOutcome.NotUnderstood, Problem: "The answer is about another request.")
            : new RefundAnswer(RefundOutcome.Answered, state);
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpResponseMessage response, CancellationToken ct)
    {
        using var stream = await response.Content.ReadAsStreamAsync(ct).ConfigureAwait(false);
        // One byte more than is read, by which the reader sees that there is more.
        var body = new byte[RefundStateReader.MaxLength + 1];
        return body.AsMemory(0, await stream.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, ct).ConfigureAwait(false));
    }
}
