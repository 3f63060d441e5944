using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Data.Blobs;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Tickets;

public sealed class AddEvidenceTests
{
    [Fact]
    public async Task RunAsync_TextWithACard_HangsMaskedOnTheTicketAndStandsInItsTimeline()
    {
        await using var desk = await DeskFixture.StartAsync();
        var ticket = await desk.OpenAsync(Cases.Merchant(desk, sent: false));
        Assert.Equal(ticket.Number, (await AddAsync(desk, TicketNumber.Format(ticket.Number), $"500 POST /pay card={Cases.Card}", desk.Agent)).Value);
        var file = await desk.ReadAsync(db => db.Attachments.AsNoTracking().SingleAsync());
        Assert.Equal((ticket.Id, null, "log-12345.txt", 1L), (file.TicketId!.Value, file.MessageId, file.Name, file.HiddenCount));
        using var stored = new StreamReader(desk.Services.GetRequiredService<BlobStore>().OpenRead(file.BlobKey));
        Assert.DoesNotContain("4111 1111", await stored.ReadToEndAsync(), StringComparison.Ordinal);
        var line = await desk.ReadAsync(db => db.Events.SingleAsync(e => e.Kind == TicketEventKind.EvidenceAdded));
        Assert.Equal(("log-12345.txt", desk.Agent.Name), (line.To, line.ActorName));
    }

    [Theory]
    [InlineData("SD-9999", "EvidenceNoTicket")]
    [InlineData("дело", "EvidenceTicketWrong")]
    [InlineData("", "EvidenceTicketWrong")]
    public async Task RunAsync_NoSuchTicket_IsRefusedAndNothingIsStored(string ticket, string problem)
    {
        await using var desk = await DeskFixture.StartAsync();
        Assert.Equal(
            (problem, 0),
            ((await AddAsync(desk, ticket, "text", desk.Admin)).Problems[0].Code, await desk.ReadAsync(db => db.Attachments.CountAsync()))
        );
    }

    [Fact]
    public async Task T52_RunAsync_TicketOfAnotherShop_LooksLikeNone()
    {
        await using var desk = await DeskFixture.StartAsync();
        var ticket = await desk.OpenAsync(Cases.Merchant(desk, sent: false));
        Assert.Equal("EvidenceNoTicket", (await AddAsync(desk, $"{ticket.Number}", "text", desk.Stranger)).Problems[0].Code);
        Assert.Equal(0, await desk.ReadAsync(db => db.Attachments.CountAsync()));
    }

    [Fact]
    public async Task RunAsync_TicketClosesForGoodMeanwhile_LeavesNoFileBehind()
    {
        await using var desk = await DeskFixture.StartAsync();
        var ticket = await desk.OpenAsync(Cases.Merchant(desk, sent: false));
        var now = desk.Clock.GetUtcNow();
        await desk.ReadAsync(db => db.Tickets.ExecuteUpdateAsync(set => set.SetProperty(t => t.Status, TicketStatus.Closed).SetProperty(t => t.ClosedAt, now)));
        await using var scope = desk.Services.CreateAsyncScope();
        var add = ActivatorUtilities.CreateInstance<AddEvidence>(scope.ServiceProvider, new LeapingClock(now));
        var added = await add.RunAsync(new($"{ticket.Number}", "log-12345.txt", "text"), desk.Agent, CancellationToken.None);
        Assert.Equal(("ClosedLongAgo", 0), (added.Problems[0].Code, await desk.ReadAsync(db => db.Attachments.CountAsync())));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(desk.Folder, "data", "blobs"), "*", SearchOption.AllDirectories));
    }

    /// <summary>A year goes by after the first look.</summary>
    private sealed class LeapingClock(DateTimeOffset now) : TimeProvider
    {
        private int looks;

        public override DateTimeOffset GetUtcNow() => looks++ == 0 ? now : now.AddYears(1);
    }

    private static Task<Result<long>> AddAsync(DeskFixture desk, string ticket, string text, Actor actor) =>
        desk.UseAsync<AddEvidence, Result<long>>(add => add.RunAsync(new(ticket, "log-12345.txt", text), actor, CancellationToken.None));
}
