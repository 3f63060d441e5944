namespace SupportDesk.Shell;

/// <summary>
/// HEAD is answered as GET without its body, on every page: what looks whether an address is there, a monitor or a mail
/// scanner, is told the truth (RFC 9110, 9.3.2). The server leaves the body out by itself.
/// </summary>
internal sealed class HeadRequests(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http)
    {
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await next(http);
            return;
        }

        http.Request.Method = HttpMethods.Get;
        try
        {
            await next(http);
        }
        finally
        {
            http.Request.Method = HttpMethods.Head;
        }
    }
}
