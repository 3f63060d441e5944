using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SupportDesk.Data.Entities;
using SupportDesk.Data.Outbox;
using SupportDesk.Features.Mailroom.Sending;

namespace SupportDesk.Tests.Features.Mailroom.Sending;

public sealed class SettleUncertainTests
{
    [Fact]
    public async Task RunAsync_CopyIsThere_TheLetterHasLeft()
    {
        var copies = new FakeCopies();
        await using var mail = await UncertainAsync(copies);
        copies.Known.Add((await mail.OutboxAsync()).LetterId);
        Assert.Equal(1, await SettleAsync(mail));
        var row = await mail.OutboxAsync();
        Assert.Equal((OutboxState.Sent, mail.Desk.Clock.GetUtcNow(), ""), (row.State, row.SentAt!.Value, row.Body));
        Assert.Equal(DeliveryState.Sent, (await mail.MessagesAsync())[0].Delivery);
    }

    [Fact]
    public async Task RunAsync_NoCopyOrNoAnswer_StaysUncertain()
    {
        var copies = new FakeCopies();
        await using var mail = await UncertainAsync(copies);
        Assert.Equal(0, await SettleAsync(mail));
        copies.Failure = new IOException("The mail host does not answer.");
        Assert.Equal(0, await SettleAsync(mail));
        Assert.Equal(OutboxState.Uncertain, (await mail.OutboxAsync()).State);
        Assert.Equal(0, await mail.SendAsync());
    }

    [Fact]
    public async Task RunAsync_PersonDecidedMeanwhile_IsLeftAlone()
    {
        var copies = new FakeCopies();
        await using var mail = await UncertainAsync(copies);
        var row = await mail.OutboxAsync();
        copies.Known.Add(row.LetterId);
        copies.WhileLooking = () => mail.Desk.ReadAsync(db => db.Outbox.Where(m => m.Id == row.Id).ExecuteUpdateAsync(set => set.SetProperty(m => m.State, OutboxState.Queued)));
        Assert.Equal(0, await SettleAsync(mail));
        Assert.Equal(OutboxState.Queued, (await mail.OutboxAsync()).State);
    }

    [Fact]
    public async Task FolderCopies_DeskDiedAfterTheLetterWasWritten_FindsIt()
    {
        await using var mail = await MailDesk.StartAsync();
        await mail.SendAsync();
        var id = (await mail.OutboxAsync()).Id;
        await mail.Desk.ReadAsync(db => db.Outbox.Where(m => m.Id == id).ExecuteUpdateAsync(set => set.SetProperty(m => m.State, OutboxState.Sending).SetProperty(m => m.SentAt, (DateTimeOffset?)null)));
        await mail.SendAsync();
        Assert.Equal(OutboxState.Uncertain, (await mail.OutboxAsync()).State);
        Assert.Equal(1, await SettleAsync(mail));
        Assert.Single(mail.Written(), file => file.Contains(id.ToString("N", CultureInfo.InvariantCulture), StringComparison.Ordinal));
    }

    private static async Task<MailDesk> UncertainAsync(FakeCopies copies)
    {
        var server = new FakeTransport(new SendResult(SendOutcome.Uncertain, "The connection broke."));
        var mail = await MailDesk.StartAsync(services => services
            .Replace(ServiceDescriptor.Scoped(_ => new MailRoute(1, () => server)))
            .Replace(ServiceDescriptor.Scoped<ISentCopies>(_ => copies)));
        await mail.SendAsync();
        return mail;
    }

    private static Task<int> SettleAsync(MailDesk mail) => mail.Desk.UseAsync<SettleUncertain, int>(settle => settle.RunAsync(CancellationToken.None));

    private sealed class FakeCopies : ISentCopies
    {
        public HashSet<string> Known { get; } = [];

        public IOException? Failure { get; set; }

        public Func<Task>? WhileLooking { get; set; }

        public async Task<IReadOnlyList<OutboxMail>> FindAsync(IReadOnlyList<OutboxMail> letters, CancellationToken ct)
        {
            if (Failure is not null)
                throw Failure;
            if (WhileLooking is not null)
                await WhileLooking();
            return [.. letters.Where(letter => Known.Contains(letter.LetterId))];
        }
    }
}
