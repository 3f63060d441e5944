using Microsoft.Extensions.Localization;

namespace SupportDesk.Shell;

/// <summary>
/// A form that is refused without a word, for want of its token or its fields, is answered with a sentence. Pages that say
/// what went wrong are for those who open an address; a script and a stale form get plain text.
/// </summary>
internal sealed class RefusedPosts(RequestDelegate next, IStringLocalizer<ShellText> texts)
{
    public async Task InvokeAsync(HttpContext http)
    {
        await next(http);
        var answer = http.Response;
        // What has a body has begun to send it, or says how long it is; pages name their type before they are refused.
        if (answer.HasStarted || answer.StatusCode is < 400 or > 499 || answer.ContentLength > 0 || HttpMethods.IsGet(http.Request.Method))
            return;
        answer.ContentType = "text/plain; charset=utf-8";
        await answer.WriteAsync(texts[answer.StatusCode == StatusCodes.Status400BadRequest ? "RefusedPost" : "RefusedAddress"], http.RequestAborted);
    }
}
