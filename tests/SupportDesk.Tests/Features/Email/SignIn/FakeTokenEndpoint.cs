using System.Net;

namespace SupportDesk.Tests.Features.Email.SignIn;

/// <summary>A token endpoint that answers as it was told; the last answer holds.</summary>
internal sealed class FakeTokenEndpoint(params (HttpStatusCode Status, string Body)[] answers) : HttpMessageHandler, IHttpClientFactory
{
    private readonly Queue<(HttpStatusCode Status, string Body)> queue = new(answers);

    public List<string> Asked { get; } = [];

    public static (HttpStatusCode, string) Token(string token, int seconds = 3600, string more = "") =>
        (HttpStatusCode.OK, $$"""{"access_token":"{{token}}","token_type":"Bearer","expires_in":{{seconds}}{{more}}}""");

    public static (HttpStatusCode, string) Refused(string error, string description = "") =>
        (HttpStatusCode.BadRequest, $$"""{"error":"{{error}}","error_description":"{{description}}"}""");

    public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Asked.Add(await request.Content!.ReadAsStringAsync(cancellationToken));
        var (status, body) = queue.Count > 1 ? queue.Dequeue() : queue.Peek();
        return new HttpResponseMessage(status) { Content = new StringContent(body) };
    }
}
