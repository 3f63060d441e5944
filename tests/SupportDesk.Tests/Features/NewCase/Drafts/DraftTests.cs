using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Features.Files;
using SupportDesk.Features.Files.Unmasking;
using SupportDesk.Features.NewCase.Drafts;
using SupportDesk.Kernel;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.NewCase.Drafts;

public sealed class DraftTests
{
    [Fact]
    public async Task Save_PartOfTheAnswers_KeepsTheOthersAndTheMoment()
    {
        await using var desk = await DeskFixture.StartAsync();
        var draft = await StartAsync(desk);
        await SaveAsync(desk, draft, desk.Merchant, ("invoice", "12345"));
        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        var saved = await SaveAsync(desk, draft, desk.Merchant, ("amount", "2480"));
        var read = await ReadAsync(desk, draft, desk.Merchant);
        var answers = CaseAnswers.FromJson(read.Value.AnswersJson);
        Assert.Equal(("12345", "2480", "OrdersStuck"), (answers["invoice"], answers["amount"], answers["impact"]));
        Assert.Equal((desk.Clock.GetUtcNow(), desk.Clock.GetUtcNow()), (saved.Value.At, read.Value.UpdatedAt));
    }

    [Fact]
    public async Task T89_Save_CardNumberInAnAnswer_NeverReachesTheDatabase()
    {
        await using var desk = await DeskFixture.StartAsync();
        var draft = await StartAsync(desk);
        var saved = await SaveAsync(desk, draft, desk.Merchant, ("happened", "Платили картой 4111 1111 1111 1111, cvv 123"));
        Assert.Contains("1111", saved.Value.Masked["happened"], StringComparison.Ordinal);
        Assert.DoesNotContain("4111 1111", saved.Value.Masked["happened"], StringComparison.Ordinal);
        await desk.UseAsync<SaveDraft, Result<SaveDraft.Saved>>(save =>
            save.RunAsync(
                new(draft)
                {
                    Email = "карта 4111111111111111",
                    Subject = "карта 4111111111111111",
                    OverrideReason = "4111111111111111",
                },
                desk.Merchant,
                CancellationToken.None
            )
        );
        var row = await desk.ReadAsync(db => db.Drafts.SingleAsync());
        Assert.DoesNotContain("4111", row.Answers + row.Email + row.Subject + row.OverrideReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task T52_ForeignDraft_IsNotThereForAnybodyElse()
    {
        await using var desk = await DeskFixture.StartAsync();
        var draft = await StartAsync(desk);
        var file = await AddFileAsync(desk, draft, desk.Merchant);
        foreach (var other in new[] { desk.Stranger, desk.Agent, desk.Admin })
        {
            Assert.False((await ReadAsync(desk, draft, other)).Ok);
            Assert.False((await SaveAsync(desk, draft, other, ("invoice", "1"))).Ok);
            Assert.False((await desk.UseAsync<DeleteDraft, Result<Unit>>(delete => delete.RunAsync(draft, other, CancellationToken.None))).Ok);
            Assert.False((await desk.UseAsync<RemoveFile, Result<Unit>>(remove => remove.RunAsync(draft, file, other, CancellationToken.None))).Ok);
            Assert.False(
                (await desk.UseAsync<ListMaskedSpans, Result<ListMaskedSpans.Report>>(places => places.RunAsync(file, other, CancellationToken.None))).Ok
            );
            Assert.Empty(await desk.UseAsync<ListDrafts, IReadOnlyList<ListDrafts.Row>>(list => list.RunAsync(other, CancellationToken.None)));
        }

        Assert.True((await ReadAsync(desk, draft, desk.Merchant)).Ok);
    }

    [Fact]
    public async Task Start_ForAnotherShop_IsNotForMerchantStaffToChoose()
    {
        await using var desk = await DeskFixture.StartAsync();
        var draft = await StartAsync(desk, desk.OtherShop.Id);
        Assert.Equal(desk.Shop.Id, (await ReadAsync(desk, draft, desk.Merchant)).Value.ShopId);
        var refused = await desk.UseAsync<StartDraft, Result<Guid>>(start => start.RunAsync(new("error-29", null), desk.Agent, CancellationToken.None));
        Assert.Equal("ShopMissing", refused.Problems[0].Code);
    }

    [Fact]
    public async Task Delete_ThenUndo_BringsItBackWithItsFiles_UntilADayHasPassed()
    {
        await using var desk = await DeskFixture.StartAsync();
        var draft = await StartAsync(desk);
        await AddFileAsync(desk, draft, desk.Merchant);
        await desk.UseAsync<DeleteDraft, Result<Unit>>(delete => delete.RunAsync(draft, desk.Merchant, CancellationToken.None));
        Assert.False((await ReadAsync(desk, draft, desk.Merchant)).Ok);
        await PurgeAsync(desk);
        await desk.UseAsync<DeleteDraft, Result<Unit>>(delete => delete.UndoAsync(draft, desk.Merchant, CancellationToken.None));
        Assert.Single((await ReadAsync(desk, draft, desk.Merchant)).Value.Files);

        await desk.UseAsync<DeleteDraft, Result<Unit>>(delete => delete.RunAsync(draft, desk.Merchant, CancellationToken.None));
        desk.Clock.Advance(PurgeDrafts.Grace + TimeSpan.FromSeconds(1));
        await PurgeAsync(desk);
        Assert.Equal(0, await desk.ReadAsync(db => db.Drafts.CountAsync()) + await desk.ReadAsync(db => db.Attachments.CountAsync()));
        Assert.Empty(Directory.EnumerateFiles(desk.Services.GetRequiredService<DataPaths>().Blobs, "*", SearchOption.AllDirectories));
    }

    internal static async Task<Guid> StartAsync(DeskFixture desk, Guid? shop = null, string caseType = "notification-missing") =>
        (await desk.UseAsync<StartDraft, Result<Guid>>(start => start.RunAsync(new(caseType, shop), desk.Merchant, CancellationToken.None))).Value;

    internal static Task<Result<SaveDraft.Saved>> SaveAsync(DeskFixture desk, Guid draft, Actor actor, params (string Key, string Text)[] answers) =>
        desk.UseAsync<SaveDraft, Result<SaveDraft.Saved>>(save =>
            save.RunAsync(new(draft) { Answers = answers.ToDictionary(entry => entry.Key, entry => entry.Text) }, actor, CancellationToken.None));

    // A payer names no shop; whoever escalates does.
    internal static Task<Result<SaveDraft.Saved>> ChooseShopAsync(DeskFixture desk, Guid draft, Actor actor) =>
        desk.UseAsync<SaveDraft, Result<SaveDraft.Saved>>(save => save.RunAsync(new(draft) { ShopId = desk.Shop.Id }, actor, CancellationToken.None));

    internal static Task<Result<DraftView>> ReadAsync(DeskFixture desk, Guid draft, Actor actor) =>
        desk.UseAsync<ReadDraft, Result<DraftView>>(read => read.RunAsync(draft, actor, CancellationToken.None));

    internal static async Task<Guid> AddFileAsync(
        DeskFixture desk,
        Guid draft,
        Actor actor,
        string text = "карта 4111111111111111\n",
        string name = "access.log"
    ) =>
        (
            await desk.UseAsync<StoreMaskedFile, Result<SupportDesk.Data.Entities.Attachment>>(store =>
                store.RunAsync(
                    new(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)), name, "text/plain", actor.UserId, DraftId: draft),
                    CancellationToken.None
                )
            )
        )
            .Value
            .Id;

    private static Task<bool> PurgeAsync(DeskFixture desk) => desk.UseAsync<PurgeDrafts, bool>(async purge =>
    {
        await purge.RunAsync(CancellationToken.None);
        return true;
    });
}
