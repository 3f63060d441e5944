namespace SupportDesk.Shell;

/// <summary>
/// A request whose Host is none ends here: pages build their own address out of it and would fail one after the other,
/// the page that says so included.
/// </summary>
internal sealed class RefusedHosts(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        var host = http.Request.Host.Value;
        // The prober of a balancer may leave it out; it asks for nothing that needs one.
        if ((string.IsNullOrEmpty(host) && http.Request.Path == "/health") || Uri.TryCreate($"http://{host}/", UriKind.Absolute, out _))
            return next(http);
        http.Response.StatusCode = StatusCodes.Status400BadRequest;
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync("The Host header of this request names no host.\n", http.RequestAborted);
    }
}
