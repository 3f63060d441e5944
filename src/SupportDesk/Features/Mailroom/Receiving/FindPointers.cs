using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Mailroom.Rules;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Mailroom.Receiving;

/// <summary>Looks up everything in a letter that may point at a ticket, in the order in which the rules ask.</summary>
internal sealed class FindPointers(LetterKeys keys, MailSettings settings)
{
    private const int MostReferences = 50;

    public async Task<IReadOnlyList<Pointer>> RunAsync(DeskDbContext db, LetterFacts letter, CancellationToken ct)
    {
        var found = new List<Pointer>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in letter.InReplyTo.Reverse().Take(MostReferences))
            await AddOwnIdAsync(db, MatchRule.InReplyTo, id, seen, found, ct);
        foreach (var id in letter.References.Reverse().Take(MostReferences))
            await AddOwnIdAsync(db, MatchRule.References, id, seen, found, ct);
        foreach (var number in settings.ProviderNumber.FindAll(letter.Subject))
            await AddNumberAsync(db, number, found, ct);
        foreach (var token in QuotedToken.FindAll(letter.Subject))
            await AddTokenAsync(db, token, found, ct);
        return found;
    }

    /// <summary>The message that an id of ours was made for, if the signature is right.</summary>
    public async Task<SignedMessage?> VerifyAsync(DeskDbContext db, string letterId, CancellationToken ct)
    {
        if (!LetterKeys.TryParse(letterId, out var message, out var signature))
            return null;
        var row = await db.Messages.Where(m => m.Id == message)
            .Join(db.Conversations, m => m.ConversationId, c => c.Id, (m, c) => new { m.TicketId, c.Party, c.Address })
            .FirstOrDefaultAsync(ct);
        if (row is null)
            return null;
        // The conversation may have moved to another address since; the id was signed for the one it was sent to.
        var recipient = await db.Outbox.Where(m => m.MessageId == message).Select(m => m.ToAddress).FirstOrDefaultAsync(ct) ?? row.Address;
        var role = row.Party == Party.Provider ? "provider" : "requester";
        return keys.Verify(signature, row.TicketId, message, role, recipient) ? new SignedMessage(message, row.TicketId, row.Party, recipient) : null;
    }

    internal sealed record SignedMessage(Guid MessageId, Guid TicketId, Party Party, string Recipient);

    private async Task AddOwnIdAsync(DeskDbContext db, MatchRule rule, string id, HashSet<string> seen, List<Pointer> found, CancellationToken ct)
    {
        if (!LetterKeys.TryParse(id, out _, out _) || !seen.Add(id))
            return;
        var signed = await VerifyAsync(db, id, ct);
        found.Add(new Pointer(rule, id, signed?.TicketId, signed is not null, signed?.Party, signed?.Recipient,
            signed is null ? [] : await TalksAsync(db, signed.TicketId, ct)));
    }

    private static async Task AddNumberAsync(DeskDbContext db, string number, List<Pointer> found, CancellationToken ct)
    {
        var tickets = await db.Conversations.Where(c => c.ExternalNumber == number && c.Party == Party.Provider)
            .OrderByDescending(c => c.TicketId).Select(c => c.TicketId).Take(2).ToListAsync(ct);
        foreach (var ticket in tickets)
            found.Add(new Pointer(MatchRule.ProviderNumber, number, ticket, true, Party.Provider, null, await TalksAsync(db, ticket, ct)));
    }

    private static async Task AddTokenAsync(DeskDbContext db, QuotedToken token, List<Pointer> found, CancellationToken ct)
    {
        var ticket = await db.Tickets.Where(t => t.Number == token.Number).Select(t => new { t.Id, t.SubjectCode }).FirstOrDefaultAsync(ct);
        found.Add(new Pointer(MatchRule.SubjectToken, token.ToString(), ticket?.Id, ticket?.SubjectCode == token.Code, null, null,
            ticket is null ? [] : await TalksAsync(db, ticket.Id, ct)));
    }

    private static async Task<IReadOnlyList<Talk>> TalksAsync(DeskDbContext db, Guid ticket, CancellationToken ct)
    {
        var talks = await db.Conversations.Where(c => c.TicketId == ticket).Select(c => new Talk(c.Party, c.Address)).ToListAsync(ct);
        var requester = await db.Tickets.Where(t => t.Id == ticket).Select(t => t.RequesterEmail).FirstOrDefaultAsync(ct);
        return requester is null ? talks : [.. talks, new Talk(Party.Requester, requester)];
    }
}
