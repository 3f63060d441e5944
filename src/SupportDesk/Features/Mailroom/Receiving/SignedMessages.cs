using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Mailroom.Receiving;

/// <param name="Mailbox">The mailbox that it left through.</param>
internal sealed record SignedMessage(Guid MessageId, Guid TicketId, Party Party, string Recipient, string Mailbox);

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
        // The conversation may have moved to another address since; the id was signed for the one it was sent to.
        var sent = await db.Outbox.Where(m => m.MessageId == message).Select(m => new { m.ToAddress, m.Mailbox }).FirstOrDefaultAsync(ct);
        var recipient = sent?.ToAddress ?? row.Address;
        var role = row.Party == Party.Provider ? "provider" : "requester";
        return keys.Verify(signature, row.TicketId, message, role, recipient)
            ? new SignedMessage(message, row.TicketId, row.Party, recipient, settings.MailboxOf(sent?.Mailbox).Name)
            : null;
    }
}
