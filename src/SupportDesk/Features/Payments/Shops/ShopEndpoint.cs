using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using SupportDesk.Features.Diagnostics;
using SupportDesk.Features.Settings.Shops;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Payments.Shops;

/// <summary>Takes the form with a shop's passwords: posted and not bound, so that no circuit ever holds them.</summary>
internal static class ShopEndpoint
{
    public const string Path = "/desk/settings/shops/save";

    public static void MapShops(this IEndpointRouteBuilder endpoints) => endpoints.MapPost(Path, HandleAsync).RequireAuthorization();

    private static async Task<IResult> HandleAsync(HttpContext http, [FromForm] Posted form, SaveShop save, IStringLocalizer<DiagnosticsText> texts)
    {
        var saved = await save.RunAsync(
            new SaveShop.Input(
                form.ShopId,
                form.Algorithm ?? "",
                [form.Password1, form.Password2, form.TestPassword1, form.TestPassword2],
                [form.ForgetPassword1, form.ForgetPassword2, form.ForgetTestPassword1, form.ForgetTestPassword2],
                form.ResultUrl,
                form.ByGet,
                form.Hosts,
                form.Forwards
            )
            {
                MerchantLogin = form.MerchantLogin,
                Reconciles = form.Reconciles,
                OpensTickets = form.OpensTickets,
                ProbeHours = form.ProbeHours,
            },
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

        public string? MerchantLogin { get; set; }

        public string? Algorithm { get; set; }

        public string? Password1 { get; set; }

        public string? Password2 { get; set; }

        public string? TestPassword1 { get; set; }

        public string? TestPassword2 { get; set; }

        public bool ForgetPassword1 { get; set; }

        public bool ForgetPassword2 { get; set; }

        public bool ForgetTestPassword1 { get; set; }

        public bool ForgetTestPassword2 { get; set; }

        public string? ResultUrl { get; set; }

        public bool ByGet { get; set; }

        public string? Hosts { get; set; }

        public bool Forwards { get; set; }

        public bool Reconciles { get; set; }

        public bool OpensTickets { get; set; }

        public int ProbeHours { get; set; }
    }
}
