using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SupportDesk.Features.Diagnostics.Home;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Findings;
using SupportDesk.Robokassa;
using SupportDesk.Robokassa.Explaining;

namespace SupportDesk.Features.Diagnostics.Signature;

/// <summary>
/// Answers the signature form with a piece of HTML. The form is posted and not bound: what is typed into a bound field
/// stays in the memory of the page's circuit, and passwords must not.
/// </summary>
internal static class SignatureEndpoint
{
    public const string Path = "/desk/doctor/signature/answer";

    public static void MapSignature(this IEndpointRouteBuilder endpoints) => endpoints.MapPost(Path, Handle).RequireAuthorization();

    private static RazorComponentResult<SignatureAnswerView> Handle(HttpContext http, [FromForm] Posted form, ExplainRequest explain, RecentFindings recent)
    {
        http.Response.Headers.CacheControl = "no-store";
        var result = explain.Run(new ExplainRequest.Input(
            form.Text ?? "", Enum.TryParse<SignedKind>(form.Kind, out var kind) ? kind : null,
            SignatureHash.TryParse(form.Algorithm, out var algorithm) ? algorithm : null,
            new ShopPasswords(Given(form.Password1), Given(form.Password2), Given(form.TestPassword1), Given(form.TestPassword2))));
        if (result.Ok)
            recent.Put(Actor.From(http.User), "signature", SeverityOf(result.Value.Answer.Verdict), "Verdict_" + result.Value.Answer.Verdict);
        return new RazorComponentResult<SignatureAnswerView>(new { Result = result });
    }

    private static Severity SeverityOf(SignatureVerdict verdict) => verdict switch
    {
        SignatureVerdict.Match => Severity.Green,
        SignatureVerdict.Mistake => Severity.Red,
        _ => Severity.Yellow,
    };

    // A blank at its end is part of a password, and often the mistake.
    private static string? Given(string? password) => string.IsNullOrEmpty(password) ? null : password;

    internal sealed class Posted
    {
        public string? Text { get; set; }

        public string? Kind { get; set; }

        public string? Algorithm { get; set; }

        public string? Password1 { get; set; }

        public string? Password2 { get; set; }

        public string? TestPassword1 { get; set; }

        public string? TestPassword2 { get; set; }
    }
}
