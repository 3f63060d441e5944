using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Settings.Shops;

/// <summary>Takes the form with a shop's passwords: posted and not bound, so that no circuit ever holds them.</summary>
internal static class ShopPasswordsEndpoint
{
    public const string Path = ShopsPage.Path + "/passwords";

    public static void MapShopPasswords(this IEndpointRouteBuilder endpoints) => endpoints.MapPost(Path, HandleAsync).RequireAuthorization();

    private static async Task<IResult> HandleAsync(
        HttpContext http, [FromForm] Posted form, SaveShopPasswords save, IStringLocalizer<SettingsText> texts)
    {
        var saved = await save.RunAsync(
            form.ShopId,
            [form.Password1, form.Password2, form.TestPassword1, form.TestPassword2],
            [form.ForgetPassword1, form.ForgetPassword2, form.ForgetTestPassword1, form.ForgetTestPassword2],
            Actor.From(http.User),
            http.RequestAborted
        );
        return Results.Json(
            new { ok = saved.Ok, problems = saved.Problems.Select(problem => new { field = problem.Field, text = texts[problem.Code, problem.Args!].Value }) }
        );
    }

    internal sealed class Posted
    {
        public Guid ShopId { get; set; }

        public string? Password1 { get; set; }

        public string? Password2 { get; set; }

        public string? TestPassword1 { get; set; }

        public string? TestPassword2 { get; set; }

        public bool ForgetPassword1 { get; set; }

        public bool ForgetPassword2 { get; set; }

        public bool ForgetTestPassword1 { get; set; }

        public bool ForgetTestPassword2 { get; set; }
    }
}
