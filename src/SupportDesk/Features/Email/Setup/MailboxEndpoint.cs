using Microsoft.AspNetCore.Mvc;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Setup;

/// <summary>Takes the form with the mailbox's passwords: posted and not bound, so that no circuit ever holds them.</summary>
internal static class MailboxEndpoint
{
    public const string Path = "/desk/settings/mailbox/save";

    public static void MapMailboxSetup(this IEndpointRouteBuilder endpoints) => endpoints.MapPost(Path, HandleAsync).RequireAuthorization();

    private static async Task<IResult> HandleAsync(HttpContext http, [FromForm] Posted form, SaveMailbox save)
    {
        var saved = await save.RunAsync(
            form.Id,
            new MailboxInput(
                form.Address,
                form.Name,
                new ServerInput(form.ImapHost, form.ImapPort, form.ImapSecurity, form.ImapUser, form.ImapPassword),
                form.ImapFolder,
                new ServerInput(form.SmtpHost, form.SmtpPort, form.SmtpSecurity, form.SmtpUser, form.SmtpPassword),
                form.SignsIn,
                form.SameSignIn,
                form.PlusAddresses
            )
            {
                Seen = form.Seen,
            },
            form.Untested,
            Actor.From(http.User),
            http.RequestAborted
        );
        // What is wrong stands on the board, in the reader's language.
        return saved.Problems.Contains(Problem.NotFound) ? Results.NotFound() : Results.Json(new { ok = saved.Ok });
    }

    internal sealed class Posted
    {
        public Guid Id { get; set; }

        public long? Seen { get; set; }

        public string? Address { get; set; }

        public string? Name { get; set; }

        public string? ImapHost { get; set; }

        public string? ImapPort { get; set; }

        public string? ImapSecurity { get; set; }

        public string? ImapUser { get; set; }

        public string? ImapPassword { get; set; }

        public string? ImapFolder { get; set; }

        public string? SmtpHost { get; set; }

        public string? SmtpPort { get; set; }

        public string? SmtpSecurity { get; set; }

        public string? SmtpUser { get; set; }

        public string? SmtpPassword { get; set; }

        public bool SignsIn { get; set; }

        public bool SameSignIn { get; set; }

        public bool PlusAddresses { get; set; }

        public bool Untested { get; set; }
    }
}
