using System.Globalization;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MudBlazor;
using MudBlazor.Services;
using SupportDesk.Kernel;
using SupportDesk.Tests.Support;
using SupportDesk.Ui.Controls;

namespace SupportDesk.Tests.Ui.Controls;

public sealed class TimeBoxTests : BunitContext, IAsyncLifetime
{
    private DateTimeOffset? value;
    private bool hasTime = true;

    public TimeBoxTests()
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("ru");
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services.AddLogging();
        Services.AddLocalization();
        var clock = new TestClock();
        clock.Advance(TimeSpan.FromDays(7));
        Services.AddSingleton(new DeskTime(Options.Create(new DeskOptions()), clock));
    }

    [Fact]
    public async Task Typed_Moment_IsAnInstantInUtcAndIsSaidBesideIt()
    {
        var box = Box();
        await box.Find("#at").InputAsync("25.11 14:03");
        Assert.Equal(new DateTimeOffset(2026, 11, 25, 11, 3, 0, TimeSpan.Zero), value);
        Assert.Equal("среда, 25 ноября, 14:03 МСК", Normal(box.Find("#at-said").TextContent));
        Assert.Contains("at-said", box.Find("#at").GetAttribute("aria-describedby"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Typed_DayAlone_SaysThatNoTimeWasGiven()
    {
        var box = Box();
        await box.Find("#at").InputAsync("28112026");
        Assert.False(hasTime);
        Assert.Equal("суббота, 28 ноября, время не указано", Normal(box.Find("#at-said").TextContent));
    }

    [Fact]
    public async Task Typed_HalfOfADate_IsNoMistakeUntilTheFieldIsLeft()
    {
        var box = Box();
        await box.Find("#at").InputAsync("31.02");
        Assert.Empty(box.FindAll(".err"));
        await box.Find("#at").BlurAsync(new());
        Assert.Contains("Такого дня нет", box.Find("#at-err").TextContent, StringComparison.Ordinal);
        Assert.Equal("true", box.Find("#at").GetAttribute("aria-invalid"));
        Assert.Contains("at-err", box.Find("#at").GetAttribute("aria-describedby"), StringComparison.Ordinal);
        Assert.Null(value);
        await box.Find("#at").InputAsync("28.02");
        Assert.Empty(box.FindAll(".err"));
    }

    [Fact]
    public async Task Left_WordThatDependsOnToday_BecomesADate()
    {
        var box = Box();
        await box.Find("#at").InputAsync("вчера 9:40");
        await box.Find("#at").BlurAsync(new());
        Assert.Equal("28.11.2026 09:40", box.Find("#at").GetAttribute("value"));
        Assert.Equal(new DateTimeOffset(2026, 11, 28, 6, 40, 0, TimeSpan.Zero), value);
    }

    [Fact]
    public async Task Typed_MomentStillToCome_IsRefusedWhereThePastIsAsked()
    {
        var box = Box();
        await box.Find("#at").InputAsync("завтра 9:40");
        await box.Find("#at").BlurAsync(new());
        Assert.Contains("ещё не наступило", box.Find(".err").TextContent, StringComparison.Ordinal);
        Assert.Null(value);
        Assert.False(box.FindComponent<TimeBox>().Instance.IsValid);
    }

    [Fact]
    public async Task Calendar_DayAndTimePicked_AreWrittenIntoTheField()
    {
        var box = Box();
        await box.Find("button[aria-label='Выбрать в календаре']").ClickAsync(new());
        Assert.Equal("пн", box.Find(".mud-day-label").TextContent.Trim().ToLowerInvariant());
        await box.FindAll("button.mud-day").First(day => day.TextContent.Trim() == "25").ClickAsync(new());
        Assert.Equal("25.11.2026", box.Find("#at").GetAttribute("value"));
        await box.Find("#at-time").ChangeAsync("1403");
        Assert.Equal("25.11.2026 14:03", box.Find("#at").GetAttribute("value"));
        Assert.Equal(new DateTimeOffset(2026, 11, 25, 11, 3, 0, TimeSpan.Zero), value);
        await box.Find("[role=dialog]").KeyDownAsync(new KeyboardEventArgs { Key = "Escape" });
        Assert.Empty(box.FindAll("[role=dialog]"));
    }

    [Fact]
    public async Task Calendar_WrongTime_StaysOpenUntilItIsMendedOrGivenUp()
    {
        value = new DateTimeOffset(2026, 11, 25, 11, 3, 0, TimeSpan.Zero);
        var box = Box();
        await box.Find("button[aria-label='Выбрать в календаре']").ClickAsync(new());

        await box.Find("#at-time").ChangeAsync("99:99");
        await box.FindAll("[role=dialog] button").Single(button => button.TextContent.Trim() == "Готово").ClickAsync(new());

        Assert.NotEmpty(box.Find("[role=dialog] .err").TextContent);
        await box.Find("#at-time").ChangeAsync("15:00");
        await box.FindAll("[role=dialog] button").Single(button => button.TextContent.Trim() == "Готово").ClickAsync(new());
        Assert.Empty(box.FindAll("[role=dialog]"));
        Assert.Equal("25.11.2026 15:00", box.Find("#at").GetAttribute("value"));
    }

    [Fact]
    public void Value_GivenByThePage_IsWrittenInTheZoneOfTheDesk()
    {
        value = new DateTimeOffset(2026, 11, 25, 11, 3, 0, TimeSpan.Zero);
        Assert.Equal("25.11.2026 14:03", Box().Find("#at").GetAttribute("value"));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    // The library's services can only be disposed of asynchronously.
    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    private static string Normal(string text) => text.Replace('\u00A0', ' ').Trim();

    private IRenderedComponent<IComponent> Box() => Render(builder =>
    {
        builder.OpenComponent<MudPopoverProvider>(0);
        builder.CloseComponent();
        builder.OpenComponent<TimeBox>(1);
        builder.AddAttribute(2, nameof(TimeBox.Id), "at");
        builder.AddAttribute(3, nameof(TimeBox.Value), value);
        builder.AddAttribute(4, nameof(TimeBox.ValueChanged), EventCallback.Factory.Create<DateTimeOffset?>(this, at => value = at));
        builder.AddAttribute(5, nameof(TimeBox.HasTimeChanged), EventCallback.Factory.Create<bool>(this, given => hasTime = given));
        builder.CloseComponent();
    });
}
