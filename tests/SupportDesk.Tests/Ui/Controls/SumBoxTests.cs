using System.Globalization;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using SupportDesk.Ui.Controls;

namespace SupportDesk.Tests.Ui.Controls;

public sealed class SumBoxTests : BunitContext, IAsyncLifetime
{
    private decimal? value;

    public SumBoxTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services.AddLogging();
        Services.AddLocalization();
    }

    [Theory]
    [InlineData("ru", "2480.5", "2 480,50")]
    [InlineData("ru", "1 480 руб", "1 480,00")]
    [InlineData("en", "2,480.00", "2,480.00")]
    public async Task Left_AmountAsPeopleWriteIt_IsWrittenAsTheReadersLanguageDoes(string language, string typed, string written)
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(language);
        var box = Render<SumBox>(p => p.Add(b => b.Id, "sum").Add(b => b.ValueChanged, EventCallback.Factory.Create<decimal?>(this, sum => value = sum)));
        await box.Find("#sum").InputAsync(typed);
        var read = value;
        await box.Find("#sum").BlurAsync(new());
        Assert.Equal(written, box.Find("#sum").GetAttribute("value")!.Replace('\u00A0', ' '));
        Assert.Equal(read, value);
        Assert.Contains("₽", box.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Left_NoAmount_IsSaidInWordsBesideTheField()
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("ru");
        var box = Render<SumBox>(p => p.Add(b => b.Id, "sum"));
        await box.Find("#sum").InputAsync("-5");
        Assert.Empty(box.FindAll(".err"));
        await box.Find("#sum").BlurAsync(new());
        Assert.Equal("Сумма должна быть больше нуля.", box.Find("#sum-err").TextContent.Trim());
        Assert.Equal("sum-err", box.Find("#sum").GetAttribute("aria-describedby"));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    // The library's services can only be disposed of asynchronously.
    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();
}
