using System.Globalization;
using System.Security.Claims;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using SupportDesk.Features.Payments.Status;
using SupportDesk.Kernel;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Payments.Status;

public sealed class RefundSectionTests
{
    [Theory]
    [InlineData("ru", "finished", "is-ok", "Возврат выполнен", "Сумма 1\u00a0240,50.")]
    [InlineData("en", "finished", "is-ok", "The refund is done", "Amount 1,240.50.")]
    [InlineData("ru", "processing", "is-warn", "Возврат выполняется", "Второй раз возврат не запрашивайте.")]
    [InlineData("ru", "canceled", "is-bad", "Возврат отменён", "Причину ответ не называет")]
    [InlineData("ru", "approved", "is-warn", "Состояние возврата неизвестно", "approved")]
    public Task Answer_AnyLabel_IsToldInWords(string culture, string label, string severity, string title, string words) =>
        AnswerAsync(culture, $$"""{"amount":1240.50,"label":"{{label}}"}""", severity, title, words);

    [Theory]
    [InlineData("ru", """{"message":"No <b>such</b> request"}""", "Вместо состояния пришло сообщение", "No <b>such</b> request")]
    [InlineData("en", """{"message":"No such request"}""", "A message came in place of a state", "Most likely Robokassa knows no such request")]
    [InlineData("ru", "<html>Maintenance</html>", "Ответ не похож на ответ Robokassa", "О самом возврате это ничего не говорит")]
    [InlineData("en", null, "Robokassa did not answer", "This says nothing about the refund itself")]
    public Task Answer_NoState_IsNoState(string culture, string? body, string title, string words) => AnswerAsync(culture, body, "is-warn", title, words);

    [Fact]
    public async Task Answer_NoUuid_IsSaidAtTheField()
    {
        using var service = new FakeRefundService("{}");
        await using var desk = await service.StartDeskAsync();
        await ShowAsync(desk, "ru", async section =>
        {
            section.Find("#refund").Input("12345");
            await section.Find("form").SubmitAsync();
            section.WaitForState(() => section.FindAll("#refund-err").Count == 1);
            Assert.Contains("36 знаков", section.Find("#refund-err").TextContent, StringComparison.Ordinal);
            Assert.Empty(section.FindAll(".said"));
        });
        Assert.Empty(service.Asked);
    }

    private static async Task AnswerAsync(string culture, string? body, string severity, string title, string words)
    {
        using var service = new FakeRefundService(body);
        await using var desk = await service.StartDeskAsync();
        await ShowAsync(desk, culture, async section =>
        {
            section.Find("#refund").Input(FakeRefundService.Id);
            await section.Find("form").SubmitAsync();
            section.WaitForState(() => section.FindAll(".said").Count == 1);
            Assert.Equal(title, section.Find(".said .state").TextContent);
            Assert.Contains(severity, section.Find(".said .state").ClassList);
            Assert.Contains(words, section.Find(".said").TextContent, StringComparison.Ordinal);
            Assert.Contains(FakeRefundService.Id, section.Find(".said").TextContent, StringComparison.Ordinal);
            Assert.Empty(section.FindAll("b, .err"));
        });
    }

    private static async Task ShowAsync(DeskFixture desk, string culture, Func<IRenderedComponent<RefundSection>, Task> act)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        await using var scope = desk.Services.CreateAsyncScope();
        await using var context = new BunitContext();
        context.JSInterop.Mode = JSRuntimeMode.Loose;
        context.Services.AddMudServices();
        context
            .AddAuthorization()
            .SetAuthorized(desk.Merchant.Name)
            .SetClaims(
                new Claim(ClaimTypes.NameIdentifier, desk.Merchant.UserId.ToString()!),
                new Claim(ClaimTypes.Role, nameof(DeskRole.MerchantStaff)),
                new Claim(Actor.ShopClaim, desk.Shop.Id.ToString())
            );
        context.Services.AddScoped<CurrentActor>();
        context.Services.AddFallbackServiceProvider(scope.ServiceProvider);
        await act(context.Render<RefundSection>());
    }
}
