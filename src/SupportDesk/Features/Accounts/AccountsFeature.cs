using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Accounts.Links;
using SupportDesk.Features.Accounts.Own;
using SupportDesk.Features.Accounts.People;
using SupportDesk.Features.Accounts.Sessions;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Accounts;

/// <summary>People: the first administrator, invitations, signing in and out, roles, sessions.</summary>
public sealed class AccountsFeature : IFeature
{
    public IEnumerable<SettingsPage> Settings =>
    [
        new(10, OwnEndpoints.Page, "user", typeof(AccountsText), "Me"),
        new(20, PeopleFilter.Path, "users", typeof(AccountsText), "People", DeskRole.Lead),
    ];

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.ConfigureApplicationCookie(cookie =>
        {
            cookie.Cookie.Name = "sd.session";
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.LoginPath = "/sign-in";
            cookie.ReturnUrlParameter = "return";
            cookie.AccessDeniedPath = "/not-found";
            cookie.ExpireTimeSpan = DeskSessions.Lifetime;
            cookie.SlidingExpiration = true;
            cookie.Events.OnValidatePrincipal = ValidateAsync;
            // As a path: the framework would repeat the Host header, which anybody can write.
            cookie.Events.OnRedirectToLogin = RedirectAsync;
            cookie.Events.OnRedirectToAccessDenied = DenyAsync;
        });
        services.AddIdentityCore<DeskUser>(identity =>
            {
                identity.User.RequireUniqueEmail = true;
                identity.Password.RequiredLength = 10;
                identity.Password.RequireDigit = false;
                identity.Password.RequireLowercase = false;
                identity.Password.RequireUppercase = false;
                identity.Password.RequireNonAlphanumeric = false;
            })
            .AddEntityFrameworkStores<DeskDbContext>()
            .AddClaimsPrincipalFactory<DeskClaims>()
            .AddSignInManager();
        services.Configure<SecurityStampValidatorOptions>(stamp =>
        {
            stamp.ValidationInterval = TimeSpan.FromMinutes(1);
            stamp.OnRefreshingPrincipal = KeepSession;
        });
        services.AddSingleton<DeskSessions>();
        services.AddAuthorization();
        services.AddSingleton<SetupLink>();
        services.AddScoped<IFirstStep, PeopleStep>();
        services.AddSingleton<SignInLimits>();
        services.AddSingleton<LinkLimits>();
        services.AddScoped<OwnAnswer>();
        foreach (var kind in AccountEmails.All)
            services.AddSingleton(kind);
        services.AddScoped<AuthenticationStateProvider, RevalidatingDeskUser>();
    }

    public void AddJobs(JobCatalogue jobs) =>
        jobs.Every("purge-sessions", TimeSpan.FromHours(6), (PurgeSessions purge) => purge.RunAsync(default));

    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapSessionEndpoints();
        endpoints.MapOwnAccount();
    }

    private static Task RedirectAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.Redirect(new Uri(context.RedirectUri).PathAndQuery);
        return Task.CompletedTask;
    }

    // Whoever is signed in keeps the desk's frame: there they are told that there is no such page.
    private static Task DenyAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (!context.Request.Path.StartsWithSegments("/desk", StringComparison.Ordinal))
            return RedirectAsync(context);
        context.Response.Redirect("/desk/not-found");
        return Task.CompletedTask;
    }

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var sessions = context.HttpContext.RequestServices.GetRequiredService<DeskSessions>();
        if (await sessions.HasEndedAsync(context.Principal, context.HttpContext.RequestAborted))
            context.RejectPrincipal();
        else
            await SecurityStampValidator.ValidatePrincipalAsync(context);
    }

    // The principal is made anew from the account each minute; the session stays the one that was begun.
    private static Task KeepSession(SecurityStampRefreshingPrincipalContext context)
    {
        if (context.CurrentPrincipal?.FindFirst(DeskSessions.Claim) is { } session)
            ((ClaimsIdentity)context.NewPrincipal!.Identity!).AddClaim(session.Clone());
        return Task.CompletedTask;
    }
}
