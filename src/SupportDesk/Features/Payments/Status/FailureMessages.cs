using Polly;
using Polly.Timeout;

namespace SupportDesk.Features.Payments.Status;

/// <summary>
/// Tells refusals of the resilience pipeline as what they mean to whoever asked: no answer in time, or nobody there. The
/// library that asks knows only what .NET itself throws.
/// </summary>
internal sealed class FailureMessages : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        catch (TimeoutRejectedException error)
        {
            throw new TaskCanceledException(error.Message, error);
        }
        catch (ExecutionRejectedException)
        {
            throw new HttpRequestException("The service failed several times and is not asked for some seconds.");
        }
    }
}
