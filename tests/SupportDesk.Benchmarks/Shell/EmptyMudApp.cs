using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MudBlazor;
using MudBlazor.Services;

namespace SupportDesk.Benchmarks.Shell;

/// <summary>The least that an interactive page of the component library can be: its providers, a layout and a line of text.</summary>
public sealed class EmptyMudApp : IAsyncDisposable
{
    private readonly WebApplication app;

    private EmptyMudApp(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.First());

    public static async Task<EmptyMudApp> StartAsync()
    {
        var builder = WebApplication.CreateBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.Services.AddMudServices();
        var app = builder.Build();
        app.UseAntiforgery();
        app.MapRazorComponents<Root>().AddInteractiveServerRenderMode();
        await app.StartAsync();
        return new EmptyMudApp(app);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    /// <summary>The static shell of the page.</summary>
    [Route("/")]
    public sealed class Root : ComponentBase
    {
        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.AddMarkupContent(0, "<!DOCTYPE html><html lang=\"en\"><head><base href=\"/\"></head><body>");
            builder.OpenComponent<Page>(1);
            builder.AddComponentRenderMode(new InteractiveServerRenderMode(prerender: false));
            builder.CloseComponent();
            builder.AddMarkupContent(2, "</body></html>");
        }
    }

    /// <summary>What runs over the connection.</summary>
    public sealed class Page : ComponentBase
    {
        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.OpenComponent<MudThemeProvider>(0);
            builder.CloseComponent();
            builder.OpenComponent<MudPopoverProvider>(1);
            builder.CloseComponent();
            builder.OpenComponent<MudDialogProvider>(2);
            builder.CloseComponent();
            builder.OpenComponent<MudSnackbarProvider>(3);
            builder.CloseComponent();
            builder.OpenComponent<MudLayout>(4);
            builder.AddAttribute(5, nameof(MudLayout.ChildContent), (RenderFragment)(inner =>
            {
                inner.OpenComponent<MudText>(0);
                inner.AddAttribute(1, nameof(MudText.ChildContent), (RenderFragment)(text => text.AddContent(0, "Empty")));
                inner.CloseComponent();
            }));
            builder.CloseComponent();
        }
    }
}
