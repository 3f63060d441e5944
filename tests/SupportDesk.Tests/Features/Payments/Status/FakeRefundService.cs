using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Features.Payments.Status;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Payments.Status;

/// <summary>The provider's refund service behind the desk's own pipeline of time-outs and retries; no answer means that nobody is there.</summary>
internal sealed class FakeRefundService(string? body, HttpStatusCode status = HttpStatusCode.OK) : HttpMessageHandler
{
    public const string Id = "3f2b8a5e-0c1d-4e7f-9a6b-5d4c3b2a1908";

    public List<Uri> Asked { get; } = [];

    public Task<DeskFixture> StartDeskAsync() =>
        DeskFixture.StartAsync(
            services => services.AddHttpClient(AskRefund.ClientName).ConfigurePrimaryHttpMessageHandler(() => this),
            ("Doctor:RefundService", "https://refunds.example.ru/Refund/")
        );

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Asked.Add(request.RequestUri!);
        return body is null
            ? throw new HttpRequestException("Connection refused")
            : Task.FromResult(new HttpResponseMessage(status) { Content = new StringContent(body) });
    }
}
