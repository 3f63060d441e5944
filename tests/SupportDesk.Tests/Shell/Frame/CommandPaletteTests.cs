using System.Globalization;
using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;
using SupportDesk.Shell.Frame;
using SupportDesk.Tests.Features.Tickets;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Shell.Frame;

public sealed class CommandPaletteTests : BunitContext, IAsyncLifetime
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);
    private readonly SignedIn person = new();
    private DeskFixture desk = null!;
    private AsyncServiceScope scope;
    private string number = "";

    public CommandPaletteTests() => CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("ru");

    [Fact]
    public async Task Type_NumberOfAnInvoice_PutsItsTicketFirstAndEnterOpensIt()
    {
        var palette = await OpenAsync(desk.Agent);
        await TypeAsync(palette, "12345");
        palette.WaitForAssertion(() => Assert.Contains(number, Options(palette)[0].TextContent, StringComparison.Ordinal), Timeout);
        Assert.Equal("true", Options(palette)[0].GetAttribute("aria-selected"));
        await Field(palette).KeyDownAsync(new KeyboardEventArgs { Key = "Enter" });
        var there = Services.GetRequiredService<NavigationManager>().Uri;
        Assert.EndsWith("/desk/tickets/" + number[TicketNumber.Prefix.Length..], there, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_ArrowsAtTheEnds_GoRoundAndTellWhatIsChosen()
    {
        var palette = await OpenAsync(desk.Agent);
        var last = Options(palette).Count - 1;
        Assert.True(last > 1);
        await Field(palette).KeyDownAsync(new KeyboardEventArgs { Key = "ArrowUp" });
        Assert.Equal("palette-" + last, Field(palette).GetAttribute("aria-activedescendant"));
        Assert.Equal("true", Options(palette)[last].GetAttribute("aria-selected"));
        await Field(palette).KeyDownAsync(new KeyboardEventArgs { Key = "ArrowDown" });
        Assert.Equal("palette-0", Field(palette).GetAttribute("aria-activedescendant"));
    }

    [Fact]
    public async Task Type_NameOfASection_LeadsThereOnlyWhoMayEnter()
    {
        var palette = await OpenAsync(desk.Admin);
        await TypeAsync(palette, "поч");
        palette.WaitForAssertion(
            () =>
            {
                Assert.Contains(Options(palette), option => option.GetAttribute("href") == "/desk/mail");
                Assert.DoesNotContain(Options(palette), option => option.GetAttribute("href") == "/desk/doctor");
            },
            Timeout);
        await DisposeComponentsAsync();
        var other = await OpenAsync(desk.Merchant);
        Assert.DoesNotContain(Options(other), option => option.GetAttribute("href") == "/desk/mail");
    }

    [Theory]
    [InlineData("подпись", "/desk/doctor/signature", true)]
    [InlineData("приглашения", "/desk/settings/people", false)]
    public async Task Type_WhatAPageIsGoodFor_LeadsThereOnlyWhoMayOpenIt(string typed, string address, bool forAll)
    {
        var palette = await OpenAsync(desk.Admin);
        await TypeAsync(palette, typed);
        palette.WaitForAssertion(() => Assert.Contains(Options(palette), option => option.GetAttribute("href") == address), Timeout);
        person.Actor = desk.Merchant;
        await TypeAsync(palette, typed + " ");
        palette.WaitForAssertion(() => Assert.Equal(forAll, Options(palette).Any(option => option.GetAttribute("href") == address)), Timeout);
    }

    [Fact]
    public async Task T52_Type_NumbersOfATicketOfAnotherShop_FindsNothing()
    {
        var palette = await OpenAsync(desk.Stranger);
        foreach (var typed in new[] { "12345", number, "Уведомление не приходит" })
        {
            await TypeAsync(palette, typed);
            palette.WaitForAssertion(() => Assert.Contains(Options(palette), option => option.TextContent.Contains(typed, StringComparison.Ordinal)), Timeout);
            Assert.DoesNotContain(Options(palette), option => option.GetAttribute("href")!.StartsWith("/desk/tickets/", StringComparison.Ordinal));
        }
    }

    public async Task InitializeAsync()
    {
        desk = await DeskFixture.StartAsync(services => services.AddScoped<AuthenticationStateProvider>(_ => person));
        var opened = await desk.UseAsync<OpenTicket, Result<OpenedTicket>>(open => open.RunAsync(Cases.Merchant(desk), desk.Merchant, default));
        number = TicketNumber.Format(opened.Value.Number);
        scope = desk.Services.CreateAsyncScope();
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddLocalization();
        Services.AddMudServices();
        // A list of services never comes from the fallback.
        foreach (var source in scope.ServiceProvider.GetServices<IPaletteSource>())
            Services.AddSingleton(source);
        Services.AddFallbackServiceProvider(scope.ServiceProvider);
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        // Services of the library can only be disposed of asynchronously.
        await DisposeAsync();
        await scope.DisposeAsync();
        await desk.DisposeAsync();
    }

    private async Task<IRenderedComponent<MudDialogProvider>> OpenAsync(Actor actor)
    {
        person.Actor = actor;
        Render<MudPopoverProvider>();
        var provider = Render<MudDialogProvider>();
        await provider.InvokeAsync(() => Services.GetRequiredService<IDialogService>().ShowAsync<CommandPalette>("x", CommandPalette.Options));
        provider.WaitForElement("[role=option]", Timeout);
        return provider;
    }

    private static Task TypeAsync(IRenderedComponent<MudDialogProvider> palette, string text) => Field(palette).InputAsync(text);

    private static IElement Field(IRenderedComponent<MudDialogProvider> palette) => palette.Find("#palette");

    private static IReadOnlyList<IElement> Options(IRenderedComponent<MudDialogProvider> palette) => palette.FindAll("[role=option]");
}
