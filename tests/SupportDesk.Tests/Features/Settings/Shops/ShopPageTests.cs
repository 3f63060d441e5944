using System.Globalization;
using System.Security.Claims;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;
using SupportDesk.Features.Settings.Shops;
using SupportDesk.Kernel;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Settings.Shops;

public sealed class ShopPageTests
{
    [Fact]
    public async Task Page_PasswordsWereSaved_SaysWhichAreStoredAndKeepsWhatIsTyped()
    {
        await using var desk = await DeskFixture.StartAsync();
        await using var scope = desk.Services.CreateAsyncScope();
        await using var context = Context(desk, scope.ServiceProvider);
        var page = context.Render<ShopPage>(parameters => parameters.Add(one => one.Id, desk.Shop.Id));
        page.WaitForState(() => page.FindAll("form[data-passwords]").Count == 1);
        Assert.Empty(page.FindAll("[name=ForgetPassword1]"));
        await page.Find("#shop-name").InputAsync("Тмин и Ко");

        await desk.UseAsync<SaveShopPasswords, Result<Unit>>(save =>
            save.RunAsync(desk.Shop.Id, ["первый", null, null, null], [false, false, false, false], desk.Admin, default));
        await page.FindComponent<ShopPasswordsForm>().Instance.SavedAsync();
        Assert.Single(page.FindAll("[name=ForgetPassword1]"));
        Assert.Equal("Тмин и Ко", page.Find("#shop-name").GetAttribute("value"));
    }

    [Fact]
    public async Task Page_SomebodyElseChangedTheSameField_IsToldAndMayOverruleThem()
    {
        await using var desk = await DeskFixture.StartAsync();
        await using var scope = desk.Services.CreateAsyncScope();
        await using var context = Context(desk, scope.ServiceProvider);
        var page = context.Render<ShopPage>(parameters => parameters.Add(one => one.Id, desk.Shop.Id));
        page.WaitForState(() => page.FindAll("form[data-shop]").Count == 1);
        var form = new SaveShop.Input(
            desk.Shop.Id, "md5", [null, null, null, null], [false, false, false, false], null, ByGet: true, "theirs.example", Forwards: false);
        Assert.True((await desk.UseAsync<SaveShop, Result<Unit>>(save => save.RunAsync(form, desk.Admin, default))).Ok);

        await page.Find("#hosts").InputAsync("mine.example");
        await page.Find("form[data-shop]").SubmitAsync();
        Assert.Contains("здесь появилось другое: theirs.example", page.Markup, StringComparison.Ordinal);
        await page.Find("form[data-shop]").SubmitAsync();
        var rows = await desk.UseAsync<ReadShops, IReadOnlyList<ReadShops.Row>>(read => read.RunAsync(desk.Admin, default));
        var row = rows.Single(one => one.Id == desk.Shop.Id);
        Assert.Equal(("mine.example", true), (string.Join(' ', row.Hosts), row.ByGet));
    }

    private static BunitContext Context(DeskFixture desk, IServiceProvider services)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ru");
        var context = new BunitContext { JSInterop = { Mode = JSRuntimeMode.Loose } };
        context.AddAuthorization().SetAuthorized(desk.Admin.Name).SetClaims(
            new Claim(ClaimTypes.NameIdentifier, desk.Admin.UserId.ToString()!), new Claim(ClaimTypes.Role, nameof(DeskRole.Admin)));
        context.Services.AddScoped<CurrentActor>();
        context.Services.AddMudServices();
        context.Services.AddFallbackServiceProvider(services);
        context.Render<MudPopoverProvider>();
        return context;
    }
}
