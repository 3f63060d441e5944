using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Contacts;
using SupportDesk.Features.Email.Matching;
using SupportDesk.Features.Files;
using SupportDesk.Features.Outbox;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Features.Email.Inbox;

/// <summary>Looks up everything in an e-mail that may point at a ticket, in the order in which the rules ask.</summary>
internal sealed class FindReferences(OwnMessages signed, FindConversationsByAddress findConversations) : IUseCase
{
    private const int MostReferences = 50;
    private const int MostAddresses = 20;

    private static readonly Func<DeskDbContext, long, CancellationToken, Task<Numbered?>> FindNumber = EF.CompileAsyncQuery(
        (DeskDbContext db, long number, CancellationToken ct) =>
            db.Tickets.Where(t => t.Number == number).Select(t => new Numbered(t.Id, t.SubjectCode)).FirstOrDefault()
    );

    private sealed record Numbered(Guid Id, string SubjectCode);

    /// <param name="number">Finds the provider's number in a subject.</param>
    public async Task<IReadOnlyList<TicketReference>> RunAsync(
        DeskDbContext db,
        EmailFacts email,
        MailboxSettings box,
        ProviderNumber number,
        CancellationToken ct
    )
    {
        var search = new Search(db, new Dictionary<Guid, IReadOnlyList<ConversationHint>>(), ct);
        var answered = email.InReplyTo.Reverse().Take(MostReferences).ToList();
        var references = email.References.Reverse().Take(MostReferences).ToList();
        // Where a person has put an e-mail, its answers go, whatever else stands in them from before.
        var moved = await MovedAsync(search, [.. answered.Union(references).Where(id => !IsOurs(id))], box);
        var answersMoved = moved.Where(move => answered.Contains(move.Quoted)).ToList();
        return
        [
            .. answersMoved,
            .. await PlusAddressesAsync(search, email, box),
            .. await OwnIdsAsync(search, MatchRule.InReplyTo, answered),
            .. moved.Except(answersMoved),
            .. await OwnIdsAsync(search, MatchRule.References, [.. references.Except(answered)]),
            .. await TokensAsync(search, MatchRule.LastLine, QuotedToken.FindLastLines(email.Text)),
            .. await ForeignIdsAsync(search, [.. answered.Union(references).Where(id => !IsOurs(id)).Except(moved.Select(move => move.Quoted))], box),
            .. await ThreadRootAsync(search, ThreadRootOf(email), box),
            .. await ProviderNumbersAsync(search, number.FindAll(email.Subject)),
            .. await TokensAsync(search, MatchRule.SubjectToken, QuotedToken.FindAll(email.Subject)),
        ];
    }

    /// <summary>The first id of the thread, when an e-mail of somebody else began it.</summary>
    public static string? ThreadRootOf(EmailFacts email) => email.References is [{ Length: > 0 and <= 250 } first, ..] && !IsOurs(first) ? first : null;

    private static bool IsOurs(string id) => MessageIdSigner.TryParse(id, out _, out _);

    private sealed record Search(DeskDbContext Db, Dictionary<Guid, IReadOnlyList<ConversationHint>> Conversations, CancellationToken Ct);

    private async Task<IReadOnlyList<ConversationHint>> ConversationsAsync(Search search, Guid ticket) =>
        search.Conversations.TryGetValue(ticket, out var known)
            ? known
            : search.Conversations[ticket] = await findConversations.RunAsync(search.Db, ticket, search.Ct);

    private async Task<List<TicketReference>> PlusAddressesAsync(Search search, EmailFacts email, MailboxSettings box)
    {
        var found = new List<TicketReference>();
        foreach (var address in email.SentTo.Where(to => IsPlusOf(to, box.Identity.Address)).Distinct().Take(MostAddresses))
        {
            if (MessageIdSigner.TryParseAddress(address, out _, out _))
                found.Add(await SignedAsync(search, MatchRule.PlusAddress, address, await signed.FindByAddressAsync(search.Db, address, search.Ct)));
        }

        return found;
    }

    // Somebody else's plus-address is none of ours.
    private static bool IsPlusOf(string address, string own)
    {
        var plus = address.IndexOf('+', StringComparison.Ordinal);
        return plus > 0 && DomainName.SameAddress(string.Concat(address.AsSpan(0, plus), address.AsSpan(Math.Max(plus, address.LastIndexOf('@')))), own);
    }

    private async Task<List<TicketReference>> OwnIdsAsync(Search search, MatchRule rule, IEnumerable<string> ids)
    {
        var found = new List<TicketReference>();
        foreach (var id in ids.Where(IsOurs).Distinct())
            found.Add(await SignedAsync(search, rule, id, await signed.FindByIdAsync(search.Db, id, search.Ct)));
        return found;
    }

    private async Task<TicketReference> SignedAsync(Search search, MatchRule rule, string quoted, OwnMessage? message) => new(
        rule, quoted, message?.TicketId, message is not null, message?.Party, message is { IsCopy: false } ? message.Recipient : null, message?.Mailbox,
        message is null ? [] : await ConversationsAsync(search, message.TicketId));

    private async Task<List<TicketReference>> TokensAsync(Search search, MatchRule rule, IReadOnlyList<QuotedToken> tokens)
    {
        var found = new List<TicketReference>();
        foreach (var token in tokens)
        {
            var ticket = await FindNumber(search.Db, token.Number, search.Ct);
            found.Add(new TicketReference(rule, token.ToString(), ticket?.Id, ticket?.SubjectCode == token.Code, null, null, null,
                ticket is null ? [] : await ConversationsAsync(search, ticket.Id)));
        }

        return found;
    }

    private async Task<List<TicketReference>> MovedAsync(Search search, List<string> ids, MailboxSettings box) => ids.Count == 0 ? []
        : await EarlierAsync(search, MatchRule.ForeignId, search.Db.Ledger.Where(
            row => ids.Contains(row.InternetMessageId!) && search.Db.MessageMoves.Any(move => move.MessageId == row.MessageId && move.UndoneAt == null)), box);

    private async Task<List<TicketReference>> ForeignIdsAsync(Search search, List<string> ids, MailboxSettings box) => ids.Count == 0 ? []
        : await EarlierAsync(search, MatchRule.ForeignId, search.Db.Ledger.Where(row => ids.Contains(row.InternetMessageId!)), box);

    private async Task<List<TicketReference>> ThreadRootAsync(Search search, string? root, MailboxSettings box) => root is null ? []
        : await EarlierAsync(search, MatchRule.ThreadRoot, search.Db.Ledger.Where(row => row.ThreadRoot == root), box);

    /// <summary>E-mails that came into the same mailbox earlier and are in a ticket.</summary>
    private async Task<List<TicketReference>> EarlierAsync(Search search, MatchRule rule, IQueryable<MailLedger> rows, MailboxSettings box)
    {
        var (db, name) = (search.Db, box.LedgerName);
        var earlier = await rows.Where(row => row.Mailbox == name && row.Outcome == EmailOutcome.Ticketed && row.TicketId != null)
            .Join(
                db.Messages.Where(m => m.Direction == Direction.Incoming),
                row => row.InternetMessageId,
                m => m.InternetMessageId,
                (row, m) =>
                    new
                    {
                        row.InternetMessageId,
                        m.TicketId,
                        m.ConversationId,
                        m.AuthorAddress,
                        m.At,
                    }
            )
            .Join(
                db.Conversations,
                email => email.ConversationId,
                c => c.Id,
                (email, c) =>
                    new
                    {
                        email.InternetMessageId,
                        email.TicketId,
                        email.AuthorAddress,
                        email.At,
                        c.Party,
                    }
            )
            .OrderByDescending(email => email.At)
            .Take(MostReferences)
            .ToListAsync(search.Ct);
        var found = new List<TicketReference>();
        foreach (var email in earlier)
        {
            found.Add(
                new TicketReference(
                    rule,
                    SanitizedText.Line(email.InternetMessageId, 250).Text,
                    email.TicketId,
                    true,
                    email.Party,
                    email.AuthorAddress,
                    box.Name,
                    await ConversationsAsync(search, email.TicketId)
                )
            );
        }

        return found;
    }

    private async Task<List<TicketReference>> ProviderNumbersAsync(Search search, IEnumerable<string> numbers)
    {
        var found = new List<TicketReference>();
        foreach (var number in numbers)
        {
            var tickets = await search.Db.Conversations.Where(c => c.ExternalNumber == number && c.Party == Party.Provider)
                .OrderByDescending(c => c.TicketId).Select(c => c.TicketId).Take(2).ToListAsync(search.Ct);
            foreach (var ticket in tickets)
                found.Add(
                    new TicketReference(MatchRule.ProviderNumber, number, ticket, true, Party.Provider, null, null, await ConversationsAsync(search, ticket))
                );
        }

        return found;
    }
}
