using SupportDesk.Features.Payments.Status;
using SupportDesk.Kernel;
using SupportDesk.Robokassa.Status;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Payments.Status;

public sealed class AskRefundTests
{
    private const string Finished = $$"""{"requestId":"{{FakeRefundService.Id}}","amount":10.5,"label":"finished"}""";

    [Fact]
    public async Task RunAsync_PeopleOfAShopOrOfTheDesk_AreAnsweredWithoutAnySecret()
    {
        using var service = new FakeRefundService(Finished);
        await using var desk = await service.StartDeskAsync();
        foreach (var actor in new[] { desk.Merchant, desk.Stranger, desk.Agent, desk.Admin, Actor.System })
        {
            var answer = (await AskAsync(desk, $" {FakeRefundService.Id} ", actor)).Value;
            Assert.Equal((RefundOutcome.Answered, RefundStage.Finished, 10.5m), (answer.Outcome, answer.State!.Stage, answer.State.Amount));
        }

        Assert.Equal(5, service.Asked.Count);
        Assert.All(service.Asked, asked => Assert.Equal($"https://refunds.example.ru/Refund/GetState?id={FakeRefundService.Id}", asked.AbsoluteUri));
    }

    [Fact]
    public async Task T52_RunAsync_SomebodyWithoutAShop_IsNothingAndNotSent()
    {
        using var service = new FakeRefundService(Finished);
        await using var desk = await service.StartDeskAsync();
        foreach (var actor in new[] { desk.Merchant with { ShopId = null }, new Actor(Guid.NewGuid(), "Никто", null, null, null) })
            Assert.Equal("NotFound", (await AskAsync(desk, FakeRefundService.Id, actor)).Problems[0].Code);
        Assert.Empty(service.Asked);
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    [InlineData(FakeRefundService.Id + "&id=1")]
    [InlineData("../Create?id=" + FakeRefundService.Id)]
    public async Task RunAsync_NoUuid_IsRefusedAndNotSent(string request)
    {
        using var service = new FakeRefundService(Finished);
        await using var desk = await service.StartDeskAsync();
        var problem = Assert.Single((await AskAsync(desk, request, desk.Agent)).Problems);
        Assert.Equal(("RefundIdWrong", "Refund"), (problem.Code, problem.Field));
        Assert.Empty(service.Asked);
    }

    /// <summary>After some failures the pipeline asks no more for a while; that too is an answer and no error of the desk.</summary>
    [Fact]
    public async Task RunAsync_NobodyThere_IsUnreachableHoweverOften()
    {
        using var service = new FakeRefundService(null);
        await using var desk = await service.StartDeskAsync();
        for (var time = 0; time < 5; time++)
            Assert.Equal(RefundOutcome.Unreachable, (await AskAsync(desk, FakeRefundService.Id, desk.Agent)).Value.Outcome);
        Assert.InRange(service.Asked.Count, 2, 9);
    }

    private static Task<Result<RefundAnswer>> AskAsync(DeskFixture desk, string request, Actor actor) =>
        desk.UseAsync<AskRefund, Result<RefundAnswer>>(ask => ask.RunAsync(request, actor, CancellationToken.None));
}
