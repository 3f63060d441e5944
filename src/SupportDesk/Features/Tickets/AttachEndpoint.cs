using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Http;

namespace SupportDesk.Features.Tickets;

/// <summary>Takes what a tool of the doctor found out and hangs it on a ticket.</summary>
internal static class AttachEndpoint
{
    public const string Path = "/desk/doctor/attach";

    // Answers that are pieces of HTML carry no token of a page; the browser says where the request comes from.
    public static void MapAttach(this IEndpointRouteBuilder endpoints) => endpoints.MapPost(Path, HandleAsync).RequireAuthorization().DisableAntiforgery();

    private static async Task<IResult> HandleAsync(HttpContext http, [FromForm] Posted form, AddEvidence add, IStringLocalizer<TicketsText> texts)
    {
        if (!SameOrigin.IsFromOurPage(http.Request))
            return Results.Forbid();
        var added = await add.RunAsync(
            new AddEvidence.Input(form.Ticket, form.Name ?? "doctor.txt", form.Text ?? ""),
            Actor.From(http.User),
            http.RequestAborted
        );
        return Results.Json(
            new { ok = added.Ok, problems = added.Problems.Select(problem => new { field = problem.Field, text = texts[problem.Code, problem.Args!].Value }) }
        );
    }

    internal sealed class Posted
    {
        public string? Ticket { get; set; }

        public string? Name { get; set; }

        public string? Text { get; set; }
    }
}
