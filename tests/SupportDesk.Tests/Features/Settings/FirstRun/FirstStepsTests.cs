using Microsoft.EntityFrameworkCore;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Settings.FirstRun;
using SupportDesk.Kernel;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Settings.FirstRun;

public sealed class FirstStepsTests
{
    [Fact]
    public async Task Read_DeskWithPeopleOnly_SaysWhatIsDoneAndWhatIsNext()
    {
        await using var desk = await DeskFixture.StartAsync();
        var view = await ReadAsync(desk);
        Assert.Equal(["shop", "mailbox", "contacts", "people", "case"], view.Steps.Select(one => one.Step.Key));
        Assert.Equal(["people"], view.Steps.Where(one => one.State.IsDone).Select(one => one.Step.Key));
        Assert.Equal(("shop", 1, false), (view.Next!.Step.Key, view.Done, view.IsComplete));
    }

    [Fact]
    public async Task Read_WhatTheDataSays_CountsAndNotAClick()
    {
        await using var desk = await DeskFixture.StartAsync();
        await desk.ReadAsync(db =>
        {
            db.ShopSettings.Add(new ShopSettings { ShopId = desk.Shop.Id, Algorithm = "md5", Password1 = "closed", Password2 = "closed" });
            db.Contacts.Add(new Contact
            {
                Id = Ids.New(desk.Clock),
                Kind = ContactKind.ProviderEmail,
                Value = "help@pay.example",
                Origin = "кабинет",
                CheckedAt = desk.Clock.GetUtcNow(),
            });
            return db.SaveChangesAsync();
        });
        Assert.Equal(["shop", "contacts", "people"], (await ReadAsync(desk)).Steps.Where(one => one.State.IsDone).Select(one => one.Step.Key));
        await desk.ReadAsync(db => db.ShopSettings.ExecuteUpdateAsync(set => set.SetProperty(row => row.Password2, (string?)null)));
        Assert.DoesNotContain((await ReadAsync(desk)).Steps, one => one.Step.Key == "shop" && one.State.IsDone);
    }

    [Fact]
    public async Task PutOff_AStep_IsRememberedForTheDeskAndCanBeTakenUp()
    {
        await using var desk = await DeskFixture.StartAsync();
        Assert.True((await PutOffAsync(desk, "shop", true, desk.Admin)).Ok);
        Assert.Equal("mailbox", (await ReadAsync(desk)).Next!.Step.Key);
        Assert.True((await PutOffAsync(desk, "shop", false, desk.Admin)).Ok);
        Assert.Equal("shop", (await ReadAsync(desk)).Next!.Step.Key);
        Assert.Equal(Problem.NotFound, (await PutOffAsync(desk, "unknown", true, desk.Admin)).Problems[0]);
    }

    [Fact]
    public async Task PutOff_SomebodyJustDidTheSame_IsDone()
    {
        var meanwhile = new Meanwhile();
        await using var desk = await DeskFixture.StartAsync(meanwhile.Listen);
        meanwhile.Act = async () => Assert.True((await PutOffAsync(desk, "shop", true, desk.Admin)).Ok);
        Assert.True((await PutOffAsync(desk, "shop", true, desk.Admin)).Ok);
        Assert.Equal(1, await desk.ReadAsync(db => db.FirstStepChoices.CountAsync()));
    }

    [Fact]
    public async Task PutOff_TheList_HidesItUntilItIsShownAgain()
    {
        await using var desk = await DeskFixture.StartAsync();
        await PutOffAsync(desk, null, true, desk.Admin);
        var hidden = (await desk.UseAsync<ReadFirstSteps, Result<FirstStepsView>>(read => read.RunAsync(false, desk.Admin, default))).Value;
        Assert.Equal((true, 0), (hidden.IsDismissed, hidden.Steps.Count));
        Assert.Equal(5, (await ReadAsync(desk)).Steps.Count);
        await PutOffAsync(desk, null, false, desk.Admin);
        Assert.False((await ReadAsync(desk)).IsDismissed);
    }

    [Fact]
    public async Task T52_WhoeverIsNoAdministrator_FindsNothing()
    {
        await using var desk = await DeskFixture.StartAsync();
        foreach (var actor in new[] { desk.Stranger, desk.Agent })
        {
            var read = await desk.UseAsync<ReadFirstSteps, Result<FirstStepsView>>(one => one.RunAsync(true, actor, default));
            Assert.Equal(Problem.NotFound, read.Problems[0]);
            Assert.Equal(Problem.NotFound, (await PutOffAsync(desk, "shop", true, actor)).Problems[0]);
        }
    }

    private static async Task<FirstStepsView> ReadAsync(DeskFixture desk) =>
        (await desk.UseAsync<ReadFirstSteps, Result<FirstStepsView>>(read => read.RunAsync(true, desk.Admin, default))).Value;

    private static Task<Result<Unit>> PutOffAsync(DeskFixture desk, string? step, bool putOff, Actor actor) =>
        desk.UseAsync<PutOffFirstStep, Result<Unit>>(put => put.RunAsync(step, putOff, actor, default));
}
