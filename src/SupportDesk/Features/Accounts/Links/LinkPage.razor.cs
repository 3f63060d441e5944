using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Accounts.Sessions;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Http;

namespace SupportDesk.Features.Accounts.Links;

/// <summary>Where an invitation or a reset leads. Looking at it uses nothing up; only the form does.</summary>
public sealed partial class LinkPage
{
    private IReadOnlyList<Problem> problems = [];
    private UseLink.View? view;
    private bool isSlowed;

    [Parameter] public string? Secret { get; set; }

    [SupplyParameterFromForm(FormName = "account-link")] public Form? Posted { get; set; }

    private Form Model => Posted ??= new Form();

    [CascadingParameter] public required HttpContext Http { get; set; }

    [Inject] public required IOptions<DeskOptions> Desk { get; init; }

    [Inject] public required SignInManager<DeskUser> Session { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] internal UseLink Link { get; init; } = null!;

    [Inject] internal LinkLimits Limits { get; init; } = null!;

    [Inject] internal DeskSessions Sessions { get; init; } = null!;

    private bool IsInvitation => view?.Purpose == AccountLinkPurpose.Invitation;

    private string Title => T[isSlowed ? "LinkMany" : view is null ? "LinkGone" : IsInvitation ? "InvitationTitle" : "ResetTitle"];

    protected override async Task OnInitializedAsync()
    {
        NoStoreHeaders.HideAddress(Http.Response);
        isSlowed = !Limits.Allows(Http.Connection.RemoteIpAddress);
        if (isSlowed)
        {
            Http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return;
        }

        view = await Link.ReadAsync(Secret, Http.RequestAborted);
        if (view is null)
            Limits.Fail(Http.Connection.RemoteIpAddress);
    }

    private string? ErrorOf(string field) =>
        problems.FirstOrDefault(p => p.Field == field) is { } problem ? T[problem.Code, problem.Args!].Value : null;

    private async Task SubmitAsync()
    {
        if (view is null)
            return;
        var used = await Link.RunAsync(new(Secret, IsInvitation ? Model.Name ?? "" : null, Model.Password), Http.RequestAborted);
        if (used.Ok)
        {
            await Session.SignInWithClaimsAsync(used.Value, isPersistent: false, [await Sessions.BeginAsync(used.Value, Http)]);
            Navigation.NavigateTo("/desk");
            return;
        }

        problems = used.Problems;
        if (problems.Contains(Problem.NotFound))
            view = null;
    }

    public sealed class Form
    {
        public string? Name { get; set; }

        public string? Password { get; set; }
    }
}
