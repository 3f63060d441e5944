using Microsoft.AspNetCore.Antiforgery;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Sending;

internal static class OutboxEndpoints
{
    /// <summary>The id is that of the outbox row or of the message whose e-mail it carries.</summary>
    public static void MapOutbox(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/desk/mail/outbox/{id:guid}").RequireAuthorization();
        group.MapPost("resend", (Guid id, HttpContext http, IAntiforgery antiforgery, ResendEmail resend) =>
            AnswerAsync(http, antiforgery, actor => resend.RunAsync(id, actor, http.RequestAborted)));
        group.MapPost("arrived", (Guid id, HttpContext http, IAntiforgery antiforgery, ConfirmDelivery confirm) =>
            AnswerAsync(http, antiforgery, actor => confirm.RunAsync(id, actor, http.RequestAborted)));
    }

    private static async Task<IResult> AnswerAsync(HttpContext http, IAntiforgery antiforgery, Func<Actor, Task<Result<OutboxRef>>> run)
    {
        if (!await antiforgery.IsRequestValidAsync(http))
            return Results.BadRequest();
        var result = await run(Actor.From(http.User));
        if (!result.Ok && result.Problems.Contains(Problem.NotFound))
            return Results.NotFound();
        // A decision that came too late changes nothing; the page shows how the e-mail stands.
        var home = result is { Ok: true, Value.TicketNumber: { } number } ? $"/desk/tickets/{number}" : "/desk/mail?tab=outbox";
        return Results.LocalRedirect(LocalUrl.OrHome(http.Request.HasFormContentType ? http.Request.Form["return"].ToString() : null, home));
    }
}
