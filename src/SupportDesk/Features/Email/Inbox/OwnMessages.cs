using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Outbox;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Inbox;

/// <param name="Mailbox">The mailbox that it left through.</param>
/// <param name="IsCopy">It was made for a participant, who may use it as long as they take part.</param>
internal sealed record OwnMessage(Guid MessageId, Guid TicketId, Party Party, string Recipient, string Mailbox, bool IsCopy);

/// <summary>Finds the message of ours that an id or an address was made for, if its signature is right.</summary>
internal sealed class OwnMessages(MessageIdSigner keys, MailSettings settings) : IUseCase
{
    private static readonly Func<DeskDbContext, Guid, CancellationToken, Task<Written?>> FindMessage = EF.CompileAsyncQuery(
        (DeskDbContext db, Guid message, CancellationToken ct) => db.Messages.Where(m => m.Id == message)
            .Join(db.Conversations, m => m.ConversationId, c => c.Id, (m, c) => new Written(m.TicketId, c.Party, c.Address)).FirstOrDefault());

    private static readonly Func<DeskDbContext, Guid, IAsyncEnumerable<Sent>> FindSent = EF.CompileAsyncQuery(
        (DeskDbContext db, Guid message) => db.Outbox.Where(m => m.MessageId == message).Select(m => new Sent(m.ToAddress, m.Mailbox, m.ParticipantId != null))
    );

    private sealed record Written(Guid TicketId, Party Party, string Address);

    private sealed record Sent(string ToAddress, string? Mailbox, bool IsCopy);

    /// <param name="internetMessageId">A Message-ID.</param>
    public Task<OwnMessage?> FindByIdAsync(DeskDbContext db, string internetMessageId, CancellationToken ct) =>
        MessageIdSigner.TryParse(internetMessageId, out var message, out var signature)
            ? VerifyAsync(db, message, signature, ct)
            : Task.FromResult<OwnMessage?>(null);

    public Task<OwnMessage?> FindByAddressAsync(DeskDbContext db, string address, CancellationToken ct) =>
        MessageIdSigner.TryParseAddress(address, out var message, out var signature)
            ? VerifyAsync(db, message, signature, ct)
            : Task.FromResult<OwnMessage?>(null);

    private async Task<OwnMessage?> VerifyAsync(DeskDbContext db, Guid message, string signature, CancellationToken ct)
    {
        if (await FindMessage(db, message, ct) is not { } row)
            return null;
        // The conversation may have moved to another address since, and copies went to others: the id was signed for one of them.
        var sent = await FindSent(db, message).ToListAsync(ct);
        if (sent.Count == 0)
            sent.Add(new Sent(row.Address, null, IsCopy: false));
        var role = row.Party == Party.Provider ? "provider" : "requester";
        return sent.Find(one => keys.Verify(signature, row.TicketId, message, role, one.ToAddress)) is { } found
            ? new OwnMessage(message, row.TicketId, row.Party, found.ToAddress, settings.MailboxOf(found.Mailbox).Name, found.IsCopy)
            : null;
    }
}
