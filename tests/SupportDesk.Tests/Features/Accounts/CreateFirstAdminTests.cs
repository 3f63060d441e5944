using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Features.Accounts;
using SupportDesk.Kernel;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Accounts;

public sealed class CreateFirstAdminTests
{
    [Fact]
    public async Task RunAsync_EmptyDesk_MakesAdminAndShopOnce()
    {
        await using var desk = await EmptyAsync();
        var first = await RunAsync(desk, Good(desk));
        var second = await RunAsync(desk, Good(desk) with { Email = "second@desk.example" });
        Assert.True(first.Ok);
        Assert.Equal(DeskRole.Admin, first.Value.Role);
        Assert.Equal([Problem.NotFound], second.Problems);
        Assert.Equal(1, await desk.ReadAsync(db => db.Users.CountAsync()));
    }

    [Fact]
    public async Task RunAsync_TwoAtOnce_MakeOneAdmin()
    {
        await using var desk = await EmptyAsync();
        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => RunAsync(desk, Good(desk) with { Email = $"p{i}@desk.example" })));
        Assert.Single(results, result => result.Ok);
        Assert.Equal(1, await desk.ReadAsync(db => db.Users.CountAsync()));
    }

    [Fact]
    public async Task T63_RunAsync_WrongSecret_IsRefused()
    {
        await using var desk = await EmptyAsync();
        foreach (var secret in new[] { null, "", "a", Ids.Secret() })
            Assert.False((await RunAsync(desk, Good(desk) with { Secret = secret })).Ok);
    }

    [Fact]
    public async Task T63_RunAsync_SecretThatWasUsed_IsRefused()
    {
        await using var desk = await EmptyAsync();
        Assert.True((await RunAsync(desk, Good(desk))).Ok);
        Assert.False((await RunAsync(desk, Good(desk) with { Email = "eva@desk.example" })).Ok);
    }

    [Theory]
    [InlineData("лавка")]
    [InlineData("lav ka")]
    [InlineData("lavka:1")]
    public async Task RunAsync_IdentifierThatBreaksSignatures_IsNamed(string login)
    {
        await using var desk = await EmptyAsync();
        var problem = Assert.Single((await RunAsync(desk, Good(desk) with { MerchantLogin = login })).Problems);
        Assert.Equal(("MerchantLoginWrong", "MerchantLogin"), (problem.Code, problem.Field));
    }

    [Fact]
    public async Task RunAsync_EmptyForm_NamesEveryField()
    {
        await using var desk = await EmptyAsync();
        var result = await RunAsync(desk, new(desk.Services.GetRequiredService<SetupLink>().Secret, "", "no", "short", " ", null));
        Assert.Equal(["Name", "Email", "Password", "ShopName", "MerchantLogin"], result.Problems.Select(p => p.Field));
    }

    private static async Task<DeskFixture> EmptyAsync()
    {
        var desk = await DeskFixture.StartAsync();
        await desk.ReadAsync(db => db.Users.ExecuteDeleteAsync());
        return desk;
    }

    private static CreateFirstAdmin.Input Good(DeskFixture desk) => new(
        desk.Services.GetRequiredService<SetupLink>().Secret, "Анна Первая", "anna@desk.example", "длинная фраза 1", "Лавка", "lavka");

    private static Task<Result<SupportDesk.Data.Entities.DeskUser>> RunAsync(DeskFixture desk, CreateFirstAdmin.Input input) =>
        desk.UseAsync<CreateFirstAdmin, Result<SupportDesk.Data.Entities.DeskUser>>(useCase => useCase.RunAsync(input, CancellationToken.None));
}
