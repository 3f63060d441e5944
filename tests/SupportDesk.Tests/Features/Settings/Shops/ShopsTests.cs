using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Accounts;
using SupportDesk.Features.NewCase.Drafts;
using SupportDesk.Features.Settings.Shops;
using SupportDesk.Kernel;
using SupportDesk.Tests.Features.Tickets;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Settings.Shops;

public sealed class ShopsTests
{
    [Theory]
    [InlineData("", "new-shop", "ShopNameMissing")]
    [InlineData("Лавка", "", "MerchantLoginWrong")]
    [InlineData("Лавка", "лавка", "MerchantLoginWrong")]
    [InlineData("Лавка", "lav ka", "MerchantLoginWrong")]
    [InlineData("Лавка", "LAVKA-TMIN", "MerchantLoginTaken")]
    public async Task AddShop_WhatCannotBe_IsNamed(string name, string login, string code)
    {
        await using var desk = await DeskFixture.StartAsync();
        Assert.Equal(code, Assert.Single((await AddAsync(desk, name, login, desk.Admin)).Problems).Code);
    }

    [Fact]
    public async Task AddShop_ByAdministrator_CanBeChosenAtOnceAndLeavesARecord()
    {
        await using var desk = await DeskFixture.StartAsync();
        Assert.True((await AddAsync(desk, " Новая лавка ", " new-shop ", desk.Admin)).Ok);
        Assert.Contains(("Новая лавка", "new-shop"), (await ChoicesAsync(desk)).Select(row => (row.Name, row.MerchantLogin)));
        Assert.NotNull(await desk.Services.GetRequiredService<ShopCache>().FindAsync("NEW-SHOP", default));
        Assert.Equal("shop.add", await desk.ReadAsync(db => db.Audit.Select(record => record.Action).SingleAsync()));
    }

    [Fact]
    public async Task T52_EveryAct_ByOthersThanAdministrators_IsNotFound()
    {
        await using var desk = await DeskFixture.StartAsync();
        foreach (var actor in new[] { desk.Merchant, desk.Stranger, desk.Agent })
        {
            Assert.Equal([Problem.NotFound], (await AddAsync(desk, "Лавка", "new-shop", actor)).Problems);
            Assert.Equal([Problem.NotFound], (await ArchiveAsync(desk, desk.Shop, true, actor)).Problems);
            Assert.Equal([Problem.NotFound], (await PasswordsAsync(desk, actor, "пароль")).Problems);
            var use = await desk.UseAsync<ReadShopUse, Result<ReadShopUse.Use>>(read => read.RunAsync(desk.Shop.Id, actor, default));
            Assert.Equal([Problem.NotFound], use.Problems);
        }
    }

    [Fact]
    public async Task ArchiveShop_TakesNoNewCasesKeepsItsTicketsAndTheLastOneStays()
    {
        await using var desk = await DeskFixture.StartAsync();
        await desk.ReadAsync(db =>
        {
            db.ShopSettings.Add(new ShopSettings { ShopId = desk.Shop.Id, Algorithm = "md5", ProbeHours = 6, ProbeDueAt = desk.Clock.GetUtcNow() });
            return db.SaveChangesAsync();
        });
        await desk.OpenAsync(Cases.Merchant(desk));
        Assert.True((await ArchiveAsync(desk, desk.Shop, true, desk.Admin)).Ok);
        Assert.DoesNotContain(desk.Shop.MerchantLogin, (await ChoicesAsync(desk)).Select(row => row.MerchantLogin));
        Assert.Equal("ShopMissing", Assert.Single((await StartAsync(desk)).Problems).Code);
        Assert.Empty(await desk.UseAsync<ProbeSchedule, IReadOnlyList<ShopSettings>>(schedule => schedule.FindDueAsync(9, default)));
        // Money may stand behind what still comes.
        Assert.NotNull(await desk.Services.GetRequiredService<ShopCache>().FindAsync(desk.Shop.MerchantLogin, default));
        Assert.Equal("LastShop", Assert.Single((await ArchiveAsync(desk, desk.OtherShop, true, desk.Admin)).Problems).Code);

        Assert.True((await ArchiveAsync(desk, desk.Shop, false, desk.Admin)).Ok);
        Assert.True((await StartAsync(desk)).Ok);
        Assert.Single(await desk.UseAsync<ProbeSchedule, IReadOnlyList<ShopSettings>>(schedule => schedule.FindDueAsync(9, default)));
        Assert.Equal(["shop.archive", "shop.restore"], await desk.ReadAsync(db =>
            db.Audit.Where(r => r.Action.StartsWith("shop.")).OrderBy(r => r.Action).Select(r => r.Action).ToListAsync()));
    }

    [Fact]
    public async Task SaveShop_IdentifierThatSomethingHangsOn_IsCorrectedOnceThatIsConfirmed()
    {
        await using var desk = await DeskFixture.StartAsync();
        Assert.True((await SaveAsync(desk, "lavka-tmin-2", confirms: false)).Ok);
        await desk.OpenAsync(Cases.Merchant(desk));
        Assert.Equal("LoginConfirm", Assert.Single((await SaveAsync(desk, "lavka-tmin-3", confirms: false)).Problems).Code);
        Assert.True((await SaveAsync(desk, "lavka-tmin-2", confirms: false)).Ok);
        Assert.True((await SaveAsync(desk, "lavka-tmin-3", confirms: true)).Ok);
        Assert.Equal(("Тмин и Ко", "lavka-tmin-3"), await desk.ReadAsync(async db =>
        {
            var shop = await db.Shops.SingleAsync(one => one.Id == desk.Shop.Id);
            return (shop.Name, shop.MerchantLogin);
        }));
        Assert.Equal(1, await desk.ReadAsync(db => db.Audit.CountAsync(record => record.Detail!.EndsWith("; was lavka-tmin-2"))));
    }

    [Fact]
    public async Task SaveShop_FormOfBeforeAnotherChange_ChangesOnlyWhatItsPersonChanged()
    {
        await using var desk = await DeskFixture.StartAsync();
        Assert.True((await SaveAsync(desk, Form(desk) with { Hosts = "old.example, tmin.example", Forwards = true, OpensTickets = true })).Ok);
        var was = await RowAsync(desk);
        Assert.True((await SaveAsync(desk, Form(desk) with { Hosts = "tmin.example", Reconciles = true })).Ok);

        var stale = Form(desk) with { Hosts = "old.example tmin.example", Forwards = true, OpensTickets = true, Name = "Тмин и Ко", Was = was };
        Assert.True((await SaveAsync(desk, stale)).Ok);
        var now = await RowAsync(desk);
        Assert.Equal(
            ("Тмин и Ко", "tmin.example", false, false, true), (now.Name, string.Join(' ', now.Hosts), now.Forwards, now.OpensTickets, now.Reconciles));
    }

    [Fact]
    public async Task SaveShop_BothChangedOneField_IsToldWhatIsThereNowAndDecides()
    {
        await using var desk = await DeskFixture.StartAsync();
        var was = await RowAsync(desk);
        Assert.True((await SaveAsync(desk, Form(desk) with { Hosts = "theirs.example" })).Ok);
        var mine = Form(desk) with { Hosts = "mine.example", Was = was };
        var problem = Assert.Single((await SaveAsync(desk, mine)).Problems);
        Assert.Equal(("ShopChangedMeanwhile", "Hosts", "theirs.example"), (problem.Code, problem.Field, problem.Args[0]));
        Assert.True((await SaveAsync(desk, mine with { Was = await RowAsync(desk) })).Ok);
        Assert.Equal(["mine.example"], (await RowAsync(desk)).Hosts);
    }

    [Fact]
    public async Task SaveShop_IdentifierThatAnotherShopGetsJustNow_IsTaken()
    {
        var meanwhile = new Meanwhile();
        await using var desk = await DeskFixture.StartAsync(meanwhile.Listen);
        meanwhile.Act = async () => Assert.True((await AddAsync(desk, "Другая лавка", "Lavka-Tmin-2", desk.Admin)).Ok);
        Assert.Equal("MerchantLoginTaken", Assert.Single((await SaveAsync(desk, "lavka-tmin-2", confirms: false)).Problems).Code);
    }

    [Fact]
    public async Task Shops_SecondOfOneIdentifierInAnotherCase_IsRefusedByTheDatabase()
    {
        await using var desk = await DeskFixture.StartAsync();
        await Assert.ThrowsAsync<DbUpdateException>(() => desk.ReadAsync(db =>
        {
            db.Shops.Add(new Shop { Id = Guid.NewGuid(), Name = "Другая лавка", MerchantLogin = "LAVKA-tmin" });
            return db.SaveChangesAsync();
        }));
    }

    [Fact]
    public async Task SaveShopPasswords_EmptyFields_KeepWhatIsStoredAndForgettingForgets()
    {
        await using var desk = await DeskFixture.StartAsync();
        Assert.True((await PasswordsAsync(desk, desk.Admin, "первый")).Ok);
        Assert.True((await PasswordsAsync(desk, desk.Admin, "")).Ok);
        var settings = await desk.ReadAsync(db => db.ShopSettings.SingleAsync());
        Assert.Equal("первый", desk.Services.GetRequiredService<ShopSecrets>().Open(settings).Password1);
        Assert.DoesNotContain("первый", settings.Password1, StringComparison.Ordinal);
        Assert.True((await PasswordsAsync(desk, desk.Admin, "", forgets: true)).Ok);
        Assert.Null(await desk.ReadAsync(db => db.ShopSettings.Select(one => one.Password1).SingleAsync()));
    }

    [Fact]
    public async Task SaveShopPasswords_SomebodyJustSavedTheOtherFields_KeepsBoth()
    {
        var meanwhile = new Meanwhile();
        await using var desk = await DeskFixture.StartAsync(meanwhile.Listen);
        meanwhile.Act = async () => Assert.True((await SaveAsync(desk, Form(desk) with { Algorithm = "sha256", Hosts = "tmin.example" })).Ok);
        Assert.True((await PasswordsAsync(desk, desk.Admin, "первый")).Ok);
        var settings = await desk.ReadAsync(db => db.ShopSettings.SingleAsync());
        Assert.Equal(("sha256", "tmin.example", true), (settings.Algorithm, settings.Hosts, settings.Password1 is not null));
    }

    [Fact]
    public async Task T70_PasswordsForm_WithoutTokenOrSession_IsRefused()
    {
        await using var desk = await DeskFixture.ServeAsync();
        using var stranger = desk.CreateClient();
        using var admin = await desk.SignInAsync(desk.Admin);
        using var form = new FormUrlEncodedContent([new("ShopId", desk.Shop.Id.ToString()), new("Password1", "пароль")]);
        Assert.NotEqual(HttpStatusCode.OK, (await stranger.PostAsync(ShopPasswordsEndpoint.Path, form)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await admin.PostAsync(ShopPasswordsEndpoint.Path, form)).StatusCode);
        Assert.Equal(0, await desk.ReadAsync(db => db.ShopSettings.CountAsync()));
    }

    private static Task<Result<Shop>> AddAsync(DeskFixture desk, string name, string login, Actor by) =>
        desk.UseAsync<AddShop, Result<Shop>>(add => add.RunAsync(name, login, by, default));

    private static Task<Result<Unit>> ArchiveAsync(DeskFixture desk, Shop shop, bool isArchived, Actor by) =>
        desk.UseAsync<ArchiveShop, Result<Unit>>(archive => archive.RunAsync(shop.Id, isArchived, by, default));

    private static Task<Result<Unit>> PasswordsAsync(DeskFixture desk, Actor by, string password1, bool forgets = false) =>
        desk.UseAsync<SaveShopPasswords, Result<Unit>>(save =>
            save.RunAsync(desk.Shop.Id, [password1, null, null, null], [forgets, false, false, false], by, default));

    private static Task<Result<Unit>> SaveAsync(DeskFixture desk, string login, bool confirms) =>
        SaveAsync(desk, Form(desk) with { Name = "Тмин и Ко", MerchantLogin = login, ConfirmsLogin = confirms });

    private static Task<Result<Unit>> SaveAsync(DeskFixture desk, SaveShop.Input input) =>
        desk.UseAsync<SaveShop, Result<Unit>>(save => save.RunAsync(input, desk.Admin, default));

    private static SaveShop.Input Form(DeskFixture desk) =>
        new(desk.Shop.Id, "Md5", [null, null, null, null], [false, false, false, false], null, false, null, false)
        {
            Name = desk.Shop.Name,
            MerchantLogin = desk.Shop.MerchantLogin,
        };

    private static async Task<ReadShops.Row> RowAsync(DeskFixture desk) =>
        (await desk.UseAsync<ReadShops, IReadOnlyList<ReadShops.Row>>(read => read.RunAsync(desk.Admin, default))).Single(row => row.Id == desk.Shop.Id);

    private static Task<IReadOnlyList<ListShops.Row>> ChoicesAsync(DeskFixture desk) =>
        desk.UseAsync<ListShops, IReadOnlyList<ListShops.Row>>(list => list.RunAsync(desk.Admin, default));

    private static Task<Result<Guid>> StartAsync(DeskFixture desk) =>
        desk.UseAsync<StartDraft, Result<Guid>>(start => start.RunAsync(new("notification-missing", desk.Shop.Id), desk.Merchant, default));
}
