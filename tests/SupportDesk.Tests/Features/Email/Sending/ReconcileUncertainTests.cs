using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Email.Sending;

namespace SupportDesk.Tests.Features.Email.Sending;

public sealed class ReconcileUncertainTests
{
    [Fact]
    public async Task RunAsync_CopyIsThere_TheEmailHasLeft()
    {
        var copies = new FakeCopies();
        await using var mail = await UncertainAsync(copies);
        copies.Known.Add((await mail.OutboxAsync()).InternetMessageId);
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
        copies.Known.Add(row.InternetMessageId);
        copies.WhileLooking = () =>
            mail.Desk.ReadAsync(db => db.Outbox.Where(m => m.Id == row.Id).ExecuteUpdateAsync(set => set.SetProperty(m => m.State, OutboxState.Queued)));
        Assert.Equal(0, await SettleAsync(mail));
        Assert.Equal(OutboxState.Queued, (await mail.OutboxAsync()).State);
    }

    [Fact]
    public async Task FolderCopies_DeskDiedAfterTheEmailWasWritten_FindsIt()
    {
        await using var mail = await MailFixture.StartAsync();
        await mail.SendAsync();
        var id = (await mail.OutboxAsync()).Id;
        await mail.Desk.ReadAsync(db =>
            db.Outbox.Where(m => m.Id == id)
                .ExecuteUpdateAsync(set => set.SetProperty(m => m.State, OutboxState.Sending).SetProperty(m => m.SentAt, (DateTimeOffset?)null))
        );
        await mail.SendAsync();
        Assert.Equal(OutboxState.Uncertain, (await mail.OutboxAsync()).State);
        Assert.Equal(1, await SettleAsync(mail));
        Assert.Single(mail.Written(), file => file.Contains(id.ToString("N", CultureInfo.InvariantCulture), StringComparison.Ordinal));
    }

    private static async Task<MailFixture> UncertainAsync(FakeCopies copies)
    {
        var server = new FakeTransport(new SendResult(SendOutcome.Uncertain, "The connection broke."));
        var mail = await MailFixture.StartAsync(services => services
            .Replace(ServiceDescriptor.Scoped<IEmailTransports>(_ => server))
            .Replace(ServiceDescriptor.Scoped<ISentCopies>(_ => copies)));
        await mail.SendAsync();
        return mail;
    }

    private static Task<int> SettleAsync(MailFixture mail) => mail.Desk.UseAsync<ReconcileUncertain, int>(settle => settle.RunAsync(CancellationToken.None));

    private sealed class FakeCopies : ISentCopies
    {
        public HashSet<string> Known { get; } = [];

        public IOException? Failure { get; set; }

        public Func<Task>? WhileLooking { get; set; }

        public async Task<IReadOnlyList<OutboxMail>> FindAsync(IReadOnlyList<OutboxMail> emails, CancellationToken ct)
        {
            if (Failure is not null)
                throw Failure;
            if (WhileLooking is not null)
                await WhileLooking();
            return [.. emails.Where(email => Known.Contains(email.InternetMessageId))];
        }
    }
}
