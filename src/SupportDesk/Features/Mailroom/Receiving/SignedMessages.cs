using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Mailroom.Receiving;

/// <param name="Mailbox">The mailbox that it left through.</param>
/// <param name="IsCopy">It was made for a participant, who may use it as long as they take part.</param>
internal sealed record SignedMessage(Guid MessageId, Guid TicketId, Party Party, string Recipient, string Mailbox, bool IsCopy);

/// <summary>Finds the message of ours that an id or an address was made for, if its signature is right.</summary>
internal sealed class SignedMessages(LetterKeys keys, MailSettings settings)
{
    /// <param name="letterId">A Message-ID.</param>
    public Task<SignedMessage?> FindByIdAsync(DeskDbContext db, string letterId, CancellationToken ct) =>
        LetterKeys.TryParse(letterId, out var message, out var signature) ? VerifyAsync(db, message, signature, ct) : Task.FromResult<SignedMessage?>(null);

    public Task<SignedMessage?> FindByAddressAsync(DeskDbContext db, string address, CancellationToken ct) =>
        LetterKeys.TryParseAddress(address, out var message, out var signature) ? VerifyAsync(db, message, signature, ct) : Task.FromResult<SignedMessage?>(null);

    private async Task<SignedMessage?> VerifyAsync(DeskDbContext db, Guid message, string signature, CancellationToken ct)
    {
        var row = await db.Messages.Where(m => m.Id == message)
            .Join(db.Conversations, m => m.ConversationId, c => c.Id, (m, c) => new { m.TicketId, c.Party, c.Address })
            .FirstOrDefaultAsync(ct);
        if (row is null)
            return null;
        // The conversation may have moved to another address since, and copies went to others: the id was signed for one of them.
        var sent = await db.Outbox.Where(m => m.MessageId == message).Select(m => new { m.ToAddress, m.Mailbox, IsCopy = m.ParticipantId != null }).ToListAsync(ct);
        if (sent.Count == 0)
            sent.Add(new { ToAddress = row.Address, Mailbox = (string?)null, IsCopy = false });
        var role = row.Party == Party.Provider ? "provider" : "requester";
        return sent.Find(one => keys.Verify(signature, row.TicketId, message, role, one.ToAddress)) is { } found
            ? new SignedMessage(message, row.TicketId, row.Party, found.ToAddress, settings.MailboxOf(found.Mailbox).Name, found.IsCopy)
            : null;
    }
}
