using System.Globalization;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using SupportDesk.Features.Files.Uploads;
using SupportDesk.Kernel;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Files.Uploads;

public sealed class DropZoneTests : BunitContext, IAsyncLifetime
{
    private const string Target = "draft/1";
    private static readonly Guid Someone = Guid.Parse("019aa000-0000-7000-8000-000000000002");
    private readonly TestClock clock = new();
    private readonly UploadProgress progress;
    private int stored;

    public DropZoneTests()
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("ru");
        progress = new UploadProgress(clock);
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services.AddLogging();
        Services.AddLocalization();
        Services.AddOptions<UploadOptions>();
        Services.AddSingleton<TimeProvider>(clock);
        Services.AddSingleton(progress);
        var actor = new Actor(Someone, "Анна", "anna@shop.example", DeskRole.Agent, ShopId: null);
        Services.AddSingleton<AuthenticationStateProvider>(new SignedIn { Actor = actor });
        Services.AddScoped<CurrentActor>();
    }

    [Fact]
    public async Task Progress_OfAFile_IsToldInBytesAndTimeLeft()
    {
        var zone = Zone();
        var id = Ids.Random();
        Assert.True(await zone.InvokeAsync(() => zone.Instance.ChosenAsync(id, "access.log", 48 << 20)));
        clock.Advance(TimeSpan.FromSeconds(12));
        progress.Report(id, 18 << 20, 3);
        zone.WaitForAssertion(() => Assert.Equal("18 из 48 МБ · ещё 20 с", Normal(zone.Find(".upload .amount").TextContent)));
        Assert.Equal("37", zone.Find(".upload [role=progressbar]").GetAttribute("aria-valuenow"));
        Assert.Contains("скрыто 3", zone.Find(".upload .pill").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_OneIsRefused_IsSaidInWordsBesideThatOne()
    {
        var zone = Zone();
        var (good, empty) = (Ids.Random(), Ids.Random());
        Assert.True(await zone.InvokeAsync(() => zone.Instance.ChosenAsync(good, "access.log", 100)));
        Assert.False(await zone.InvokeAsync(() => zone.Instance.ChosenAsync(empty, "пусто.log", 0)));
        zone.WaitForAssertion(() => Assert.Equal(2, zone.FindAll(".upload").Count));
        Assert.Single(zone.FindAll(".upload .err"));
        Assert.NotNull(zone.Find("[role=group][aria-label='пусто.log'] .err"));
    }

    [Fact]
    public async Task CutOff_TriedAgain_RunsWithoutChoosingAgain()
    {
        var module = JSInterop.SetupModule("./upload.js");
        module.Mode = JSRuntimeMode.Loose;
        module.Setup<bool>("retry", _ => true).SetResult(true);
        var zone = Zone();
        var id = Ids.Random();
        await zone.InvokeAsync(() => zone.Instance.ChosenAsync(id, "access.log", 100));
        await zone.InvokeAsync(() => zone.Instance.EndedAsync(id, 0));
        zone.WaitForElement(".upload .err");
        await zone.Find(".upload > button").ClickAsync(new());
        zone.WaitForAssertion(() => Assert.Empty(zone.FindAll(".upload .err")));
        Assert.Single(zone.FindAll(".upload [role=progressbar]"));
    }

    [Fact]
    public async Task Stored_OrStoppedByThePerson_LeavesTheList()
    {
        var zone = Zone();
        var (first, second) = (Ids.Random(), Ids.Random());
        await zone.InvokeAsync(() => zone.Instance.ChosenAsync(first, "a.log", 100));
        await zone.InvokeAsync(() => zone.Instance.ChosenAsync(second, "b.log", 100));
        progress.Remove(first);
        zone.WaitForAssertion(() => Assert.Equal(1, stored));
        await zone.Find("button[aria-label='Остановить загрузку b.log']").ClickAsync(new());
        zone.WaitForAssertion(() => Assert.Empty(zone.FindAll(".upload")));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    private static string Normal(string text) => text.Replace('\u00A0', ' ').Trim();

    private IRenderedComponent<DropZone> Zone() => Render<DropZone>(parameters => parameters
        .Add(zone => zone.Id, "files")
        .Add(zone => zone.Target, Target)
        .Add(zone => zone.Url, "/files")
        .Add(zone => zone.OnStored, EventCallback.Factory.Create(this, () => stored++)));
}
