using Microsoft.EntityFrameworkCore;
using SupportDesk.Features.Contacts;
using SupportDesk.Kernel;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Contacts;

public sealed class SaveContactsTests
{
    [Fact]
    public async Task RunAsync_AddressAndDomains_AreReadBackInOneSpelling()
    {
        await using var desk = await DeskFixture.StartAsync();
        var saved = await SaveAsync(desk, new("Help@RK.example.ru", "Кабинет", "почта.пример.рф, RK2.example.ru."), desk.Admin);
        var contact = await desk.UseAsync<ProviderContacts, ProviderContact>(contacts => contacts.GetAsync(CancellationToken.None));
        Assert.True(saved.Ok);
        Assert.Equal("Help@RK.example.ru", contact.Email);
        Assert.Equal(["rk.example.ru", "rk2.example.ru", "xn--80a1acny.xn--e1afmkfd.xn--p1ai"], contact.Domains.Order());
        Assert.Equal("contacts.save", (await desk.ReadAsync(db => db.Audit.SingleAsync())).Action);
    }

    [Fact]
    public async Task RunAsync_WrongInput_NamesEachFieldAndKeepsTheOld()
    {
        await using var desk = await DeskFixture.StartAsync();
        await SaveAsync(desk, new("help@rk.example.ru", "Кабинет", ""), desk.Admin);
        var wrong = await SaveAsync(desk, new("Помощь <help@rk.example.ru>", " ", "https://rk.example.ru"), desk.Admin);
        Assert.Equal(["Email", "Origin", "Domains"], wrong.Problems.Select(p => p.Field));
        Assert.Equal(1, await desk.ReadAsync(db => db.Contacts.CountAsync()));
    }

    [Fact]
    public async Task T52_RunAsync_AgentOrMerchant_IsRefused()
    {
        await using var desk = await DeskFixture.StartAsync();
        foreach (var actor in new[] { desk.Agent, desk.Merchant })
            Assert.Equal([Problem.NotFound], (await SaveAsync(desk, new("a@b.example", "x", ""), actor)).Problems);
        Assert.Equal(0, await desk.ReadAsync(db => db.Contacts.CountAsync()));
    }

    private static Task<Result<Unit>> SaveAsync(DeskFixture desk, SaveContacts.Input input, Actor actor) =>
        desk.UseAsync<SaveContacts, Result<Unit>>(useCase => useCase.RunAsync(input, actor, CancellationToken.None));
}
