using System.Globalization;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using MudBlazor;
using MudBlazor.Services;
using SupportDesk.Features.Tickets;
using SupportDesk.Features.Tickets.Pages;
using SupportDesk.Kernel;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Tickets.Pages;

/// <summary>A page of tickets on a whole desk, before somebody's eyes.</summary>
internal static class TicketScreens
{
    /// <param name="memory">Of the list that was left before; a new one if none was.</param>
    public static Shown<T> Show<T>(
        DeskFixture desk, Actor actor, string? address = null, ListMemory? memory = null, Action<ComponentParameterCollectionBuilder<T>>? parameters = null)
        where T : IComponent
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ru");
        var context = new BunitContext();
        context.JSInterop.Mode = JSRuntimeMode.Loose;
        foreach (var script in new[] { "./tickets.js", "./queue.js", "./upload.js" })
            context.JSInterop.SetupModule(script).Mode = JSRuntimeMode.Loose;
        var services = desk.Services.CreateScope().ServiceProvider;
        var current = new CurrentActor(new SignedIn { Actor = actor });
        context.Services.AddMudServices(mud => mud.PopoverOptions.CheckForPopoverProvider = false);
        context.Services.AddFallbackServiceProvider(services);
        context.Services.AddSingleton<TimeProvider>(TimeProvider.System);
        context.Services.AddSingleton(desk.Services.GetRequiredService<ChangeFeed>());
        context.Services.AddSingleton(current);
        context.Services.AddSingleton(memory ?? new ListMemory());
        context.Services.AddSingleton(new TicketQueries(services.GetRequiredService<ListTickets>(), current, NullLogger<TicketQueries>.Instance));
        context.Services.AddSingleton(new ViewCounts(
            services.GetRequiredService<CountTickets>(), current, desk.Services.GetRequiredService<ChangeFeed>(), TimeProvider.System,
            NullLogger<ViewCounts>.Instance));
        context.Services.AddScoped(all => new TicketUndo(all.GetRequiredService<ISnackbar>(), services.GetRequiredService<TicketLabels>()));
        if (address is not null)
            context.Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        var overlays = context.Render<MudPopoverProvider>();
        return new Shown<T>(context, context.Render<T>(b => parameters?.Invoke(b)), overlays);
    }
}

internal sealed record Shown<T>(BunitContext Context, IRenderedComponent<T> Component, IRenderedComponent<MudPopoverProvider> Overlays)
    : IAsyncDisposable
    where T : IComponent
{
    /// <summary>Opens the menu of that name and takes one of its lines.</summary>
    public async Task ChooseAsync(string menu, string line)
    {
        await Component.ActAsync($"button[aria-label='{menu}']", one => one.ClickAsync(new()));
        await Overlays.WaitForElement(".mud-menu-item").ParentElement!.QuerySelectorAll(".mud-menu-item")
            .Single(one => one.TextContent.Trim() == line).ClickAsync(new MouseEventArgs());
    }

    public string Text(string selector) => Component.FindAll(selector)[^1].TextContent.Trim();

    public async ValueTask DisposeAsync() => await Context.DisposeAsync();
}
