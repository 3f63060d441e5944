using Hangfire;
using Hangfire.Common;
using Hangfire.Dashboard;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using SupportDesk.Kernel;

namespace SupportDesk.Jobs;

/// <summary>Hangfire's own pages: administrators press its buttons, leads look, to everybody else there is no such page.</summary>
public static class JobsDashboard
{
    public const string Path = "/desk/jobs";

    /// <summary>The one style block that its pages contain, for the content security policy.</summary>
    public const string StyleHash = "'sha256-z7zcnw/4WalZqx+PrNaRnoeLz/G9WXuFqV1WCJ129sg='";

    internal static void MapJobsDashboard(this IEndpointRouteBuilder endpoints) => endpoints
        .MapHangfireDashboard(Path, new DashboardOptions
        {
            Authorization = [new Viewers()],
            IsReadOnlyFunc = context => RoleOf(context) != DeskRole.Admin,
            AppPath = "/desk",
            DashboardTitle = "SupportDesk",
            DisplayStorageConnectionString = false,
            DisplayNameFunc = NameOf,
            FaviconPath = "/favicon.svg",
        })
        // A refused post stays a refusal instead of becoming the page that says there is none.
        .WithMetadata(new SkipStatusCodePagesAttribute())
        // The same answer as every other page gives: strangers are asked to sign in, others are told there is none.
        .RequireAuthorization(new AuthorizeAttribute { Roles = $"{nameof(DeskRole.Lead)},{nameof(DeskRole.Admin)}" });

    private static string NameOf(DashboardContext context, Job job)
    {
        var services = context.GetHttpContext().RequestServices;
        return services.GetRequiredService<JobStates>().Find(job) is { Job.Name: var name }
            ? services.GetRequiredService<IStringLocalizer<JobsText>>()[name]
            : job.Type.Name;
    }

    private static DeskRole? RoleOf(DashboardContext context) =>
        context.GetHttpContext().User is { Identity.IsAuthenticated: true } user ? Actor.From(user).Role : null;

    private sealed class Viewers : IDashboardAuthorizationFilter
    {
        public bool Authorize(DashboardContext context) => RoleOf(context) >= DeskRole.Lead;
    }
}
