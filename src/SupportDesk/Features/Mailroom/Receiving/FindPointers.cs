using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Contacts;
using SupportDesk.Features.Mailroom.Rules;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Mailroom.Receiving;

/// <summary>Looks up everything in a letter that may point at a ticket, in the order in which the rules ask.</summary>
internal sealed class FindPointers(SignedMessages signed, FindTalks talks, ProviderContacts contacts)
{
    private const int MostReferences = 50;
    private const int MostAddresses = 20;

    private static readonly Func<DeskDbContext, long, CancellationToken, Task<Numbered?>> FindNumber = EF.CompileAsyncQuery(
        (DeskDbContext db, long number, CancellationToken ct) => db.Tickets.Where(t => t.Number == number).Select(t => new Numbered(t.Id, t.SubjectCode)).FirstOrDefault());

    private sealed record Numbered(Guid Id, string SubjectCode);

    public async Task<IReadOnlyList<Pointer>> RunAsync(DeskDbContext db, LetterFacts letter, MailboxSettings box, CancellationToken ct)
    {
        var search = new Search(db, new Dictionary<Guid, IReadOnlyList<Talk>>(), ct);
        var answered = letter.InReplyTo.Reverse().Take(MostReferences).ToList();
        var references = letter.References.Reverse().Take(MostReferences).ToList();
        // Where a person has put a letter, its answers go, whatever else stands in them from before.
        var moved = await MovedAsync(search, [.. answered.Union(references).Where(id => !IsOurs(id))], box);
        var answersMoved = moved.Where(pointer => answered.Contains(pointer.Quoted)).ToList();
        return
        [
            .. answersMoved,
            .. await PlusAddressesAsync(search, letter, box),
            .. await OwnIdsAsync(search, MatchRule.InReplyTo, answered),
            .. moved.Except(answersMoved),
            .. await OwnIdsAsync(search, MatchRule.References, [.. references.Except(answered)]),
            .. await TokensAsync(search, MatchRule.LastLine, QuotedToken.FindLastLines(letter.Text)),
            .. await ForeignIdsAsync(search, [.. answered.Union(references).Where(id => !IsOurs(id)).Except(moved.Select(pointer => pointer.Quoted))], box),
            .. await ThreadRootAsync(search, letter.ThreadRoot, box),
            .. await ProviderNumbersAsync(search, letter),
            .. await TokensAsync(search, MatchRule.SubjectToken, QuotedToken.FindAll(letter.Subject)),
        ];
    }

    private static bool IsOurs(string id) => LetterKeys.TryParse(id, out _, out _);

    private sealed record Search(DeskDbContext Db, Dictionary<Guid, IReadOnlyList<Talk>> Talks, CancellationToken Ct);

    private async Task<IReadOnlyList<Talk>> TalksAsync(Search search, Guid ticket) =>
        search.Talks.TryGetValue(ticket, out var known) ? known : search.Talks[ticket] = await talks.RunAsync(search.Db, ticket, search.Ct);

    private async Task<List<Pointer>> PlusAddressesAsync(Search search, LetterFacts letter, MailboxSettings box)
    {
        var found = new List<Pointer>();
        foreach (var address in letter.SentTo.Where(to => IsPlusOf(to, box.Identity.Address)).Distinct().Take(MostAddresses))
        {
            if (LetterKeys.TryParseAddress(address, out _, out _))
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

    private async Task<List<Pointer>> OwnIdsAsync(Search search, MatchRule rule, IEnumerable<string> ids)
    {
        var found = new List<Pointer>();
        foreach (var id in ids.Where(IsOurs).Distinct())
            found.Add(await SignedAsync(search, rule, id, await signed.FindByIdAsync(search.Db, id, search.Ct)));
        return found;
    }

    private async Task<Pointer> SignedAsync(Search search, MatchRule rule, string quoted, SignedMessage? message) => new(
        rule, quoted, message?.TicketId, message is not null, message?.Party, message is { IsCopy: false } ? message.Recipient : null, message?.Mailbox,
        message is null ? [] : await TalksAsync(search, message.TicketId));

    private async Task<List<Pointer>> TokensAsync(Search search, MatchRule rule, IReadOnlyList<QuotedToken> tokens)
    {
        var found = new List<Pointer>();
        foreach (var token in tokens)
        {
            var ticket = await FindNumber(search.Db, token.Number, search.Ct);
            found.Add(new Pointer(rule, token.ToString(), ticket?.Id, ticket?.SubjectCode == token.Code, null, null, null,
                ticket is null ? [] : await TalksAsync(search, ticket.Id)));
        }

        return found;
    }

    private async Task<List<Pointer>> MovedAsync(Search search, List<string> ids, MailboxSettings box) => ids.Count == 0 ? []
        : await EarlierAsync(search, MatchRule.ForeignId, search.Db.Ledger.Where(
            row => ids.Contains(row.LetterId!) && search.Db.LetterMoves.Any(move => move.MessageId == row.MessageId && move.UndoneAt == null)), box);

    private async Task<List<Pointer>> ForeignIdsAsync(Search search, List<string> ids, MailboxSettings box) => ids.Count == 0 ? []
        : await EarlierAsync(search, MatchRule.ForeignId, search.Db.Ledger.Where(row => ids.Contains(row.LetterId!)), box);

    private async Task<List<Pointer>> ThreadRootAsync(Search search, string? root, MailboxSettings box) => root is null ? []
        : await EarlierAsync(search, MatchRule.ThreadRoot, search.Db.Ledger.Where(row => row.ThreadRoot == root), box);

    /// <summary>Letters that came into the same mailbox earlier and are in a ticket.</summary>
    private async Task<List<Pointer>> EarlierAsync(Search search, MatchRule rule, IQueryable<MailLedger> rows, MailboxSettings box)
    {
        var (db, name) = (search.Db, box.LedgerName);
        var earlier = await rows.Where(row => row.Mailbox == name && row.Outcome == LetterOutcome.Ticketed && row.TicketId != null)
            .Join(db.Messages.Where(m => m.Direction == Direction.Incoming), row => row.LetterId, m => m.LetterId,
                (row, m) => new { row.LetterId, m.TicketId, m.ConversationId, m.AuthorAddress, m.At })
            .Join(db.Conversations, letter => letter.ConversationId, c => c.Id, (letter, c) => new { letter.LetterId, letter.TicketId, letter.AuthorAddress, letter.At, c.Party })
            .OrderByDescending(letter => letter.At).Take(MostReferences).ToListAsync(search.Ct);
        var found = new List<Pointer>();
        foreach (var letter in earlier)
        {
            found.Add(new Pointer(rule, SafeText.Line(letter.LetterId, 250).Text, letter.TicketId, true, letter.Party, letter.AuthorAddress, box.Name,
                await TalksAsync(search, letter.TicketId)));
        }

        return found;
    }

    private async Task<List<Pointer>> ProviderNumbersAsync(Search search, LetterFacts letter)
    {
        var found = new List<Pointer>();
        foreach (var number in (await contacts.GetAsync(search.Db, search.Ct)).Number.FindAll(letter.Subject))
        {
            var tickets = await search.Db.Conversations.Where(c => c.ExternalNumber == number && c.Party == Party.Provider)
                .OrderByDescending(c => c.TicketId).Select(c => c.TicketId).Take(2).ToListAsync(search.Ct);
            foreach (var ticket in tickets)
                found.Add(new Pointer(MatchRule.ProviderNumber, number, ticket, true, Party.Provider, null, null, await TalksAsync(search, ticket)));
        }

        return found;
    }
}
