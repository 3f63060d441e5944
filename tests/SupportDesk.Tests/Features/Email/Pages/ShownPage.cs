using System.Globalization;
using System.Security.Claims;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;
using SupportDesk.Kernel;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Email.Pages;

/// <summary>A page of the mail before an administrator's eyes, with all that it needs.</summary>
internal sealed class ShownPage<T> : IAsyncDisposable
    where T : IComponent
{
    private readonly BunitContext context = new();
    private readonly AsyncServiceScope scope;

    public ShownPage(DeskFixture desk, string address, string culture = "ru", Action<ComponentParameterCollectionBuilder<T>>? parameters = null)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        scope = desk.Services.CreateAsyncScope();
        context.JSInterop.Mode = JSRuntimeMode.Loose;
        context.JSInterop.SetupModule("./tickets.js").Mode = JSRuntimeMode.Loose;
        context
            .AddAuthorization()
            .SetAuthorized(desk.Admin.Name)
            .SetRoles(nameof(DeskRole.Admin))
            .SetClaims(
                new Claim(ClaimTypes.NameIdentifier, desk.Admin.UserId.ToString()!),
                new Claim(ClaimTypes.GivenName, desk.Admin.Name),
                new Claim(ClaimTypes.Role, nameof(DeskRole.Admin))
            );
        context.Services.AddMudServices();
        context.Services.AddScoped<CurrentActor>();
        context.Services.AddFallbackServiceProvider(scope.ServiceProvider);
        context.Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        Toasts = context.Render<MudSnackbarProvider>();
        Component = context.Render<T>(parameters);
    }

    public IRenderedComponent<T> Component { get; }

    public string Address => context.Services.GetRequiredService<NavigationManager>().Uri;

    /// <summary>What the page tells in passing.</summary>
    public IRenderedComponent<MudSnackbarProvider> Toasts { get; }

    public void Go(string address) => context.Services.GetRequiredService<NavigationManager>().NavigateTo(address);

    /// <summary>Waits, since each answer comes from the database.</summary>
    public void Until(Func<IRenderedComponent<T>, bool> isSo) => Component.WaitForState(() => isSo(Component), TimeSpan.FromSeconds(15));

    public async ValueTask DisposeAsync()
    {
        await context.DisposeAsync();
        await scope.DisposeAsync();
    }
}
