using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Intake.Drafts;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Intake.Letters;

/// <summary>
/// Turns a draft into a ticket and its letter. The draft vanishes in the same transaction, so that a second click finds
/// nothing to send.
/// </summary>
public sealed class SendCase(
    PrepareLetter prepare, StoreMaskedFile store, OpenTicket open, EscalateToProvider escalate, TicketTransaction transaction,
    CaseFactsReader facts, RemoveFile remove, IDbContextFactory<DeskDbContext> contexts)
{
    public async Task<Result<OpenedTicket>> RunAsync(Guid draftId, string culture, Actor actor, CancellationToken ct)
    {
        var prepared = await prepare.RunAsync(draftId, actor, ct);
        if (!prepared.Ok)
            return prepared.Problems[0];
        var letter = prepared.Value;
        if (letter.Completeness.Impossible.Count > 0)
            return new Problem("AnswersImpossible", null, letter.Completeness.Impossible[0].Label);
        if (!letter.MayGo)
            return new Problem("RequiredMissing", nameof(Draft.OverrideReason), letter.Completeness.MissingRequired.First().Label);
        if (letter.Contact.Email is null && letter.Draft.EscalatesTicketId is not null)
            return new Problem("NoProviderAddress");

        var excerpts = await StoreExcerptsAsync(letter, actor, ct);
        if (!excerpts.Ok)
            return excerpts.Problems[0];
        var sent = letter.Draft.EscalatesTicketId is { } ticket
            ? await EscalateAsync(ticket, letter, excerpts.Value, actor, ct)
            : await OpenAsync(letter, excerpts.Value, culture, actor, ct);
        if (!sent.Ok)
        {
            foreach (var excerpt in excerpts.Value.Values)
                await remove.RunAsync(draftId, excerpt, actor, CancellationToken.None);
        }

        return sent;
    }

    private Task<Result<OpenedTicket>> OpenAsync(PreparedLetter letter, Dictionary<Guid, Guid> excerpts, string culture, Actor actor, CancellationToken ct) =>
        transaction.RunAsync(async db =>
        {
            var draft = await db.Drafts.OwnedBy(actor).FirstOrDefaultAsync(d => d.Id == letter.Draft.Id, ct);
            if (draft is null)
                return Problem.NotFound;
            var opened = await open.ApplyAsync(db, ToCase(letter, excerpts, culture, actor), actor, ct);
            if (opened.Ok)
                db.Drafts.Remove(draft);
            return opened;
        }, ct);

    private async Task<Result<OpenedTicket>> EscalateAsync(Guid ticketId, PreparedLetter letter, Dictionary<Guid, Guid> excerpts, Actor actor, CancellationToken ct)
    {
        // A ticket takes one conversation with the provider: the second click is refused there.
        var done = await escalate.RunAsync(ticketId, ToLetter(letter, excerpts)!, actor, ct);
        if (!done.Ok)
            return done.Problems[0];
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var rest = await db.Database.BeginTransactionAsync(ct);
        await db.Attachments.Where(f => f.DraftId == letter.Draft.Id)
            .ExecuteUpdateAsync(file => file.SetProperty(f => f.TicketId, ticketId).SetProperty(f => f.DraftId, (Guid?)null), ct);
        await db.Drafts.Where(d => d.Id == letter.Draft.Id).ExecuteDeleteAsync(ct);
        await rest.CommitAsync(ct);
        return new OpenedTicket(ticketId, await db.Tickets.Where(t => t.Id == ticketId).Select(t => t.Number).FirstAsync(ct));
    }

    private NewCase ToCase(PreparedLetter letter, Dictionary<Guid, Guid> excerpts, string culture, Actor actor) => new()
    {
        Kind = TicketKind.Merchant,
        Situation = letter.Situation.Key,
        Title = letter.Subject,
        Impact = letter.Answers.Impact(letter.Situation),
        Spread = letter.Answers.Spread(letter.Situation),
        ShopId = letter.Draft.ShopId,
        RequesterUserId = actor.UserId,
        RequesterName = actor.Name,
        RequesterEmail = actor.Email ?? "",
        Culture = culture,
        Payment = facts.Payment(letter.Situation, letter.Answers, letter.Draft.MerchantLogin),
        Context = facts.Context(letter.Situation, letter.Answers),
        OverrideReason = letter.Completeness.MissingRequired.Any() ? letter.Draft.OverrideReason : null,
        Text = CaseFactsReader.Story(letter.Answers),
        Files = [.. letter.Draft.Files.Select(file => file.Id)],
        Letter = ToLetter(letter, excerpts),
        FollowsTicketId = letter.Draft.FollowsTicketId,
    };

    // Without an address the case still becomes a ticket: an agent sends it on once there is one.
    private static ProviderLetter? ToLetter(PreparedLetter letter, Dictionary<Guid, Guid> excerpts) => letter.Contact.Email is not { } address ? null : new(
        address, "Robokassa", letter.Subject, letter.Body,
        [.. letter.Files.Where(file => file.Part != FilePart.StaysHere).Select(file => file.Part == FilePart.Excerpt ? excerpts[file.File.Id] : file.File.Id)]);

    private async Task<Result<Dictionary<Guid, Guid>>> StoreExcerptsAsync(PreparedLetter letter, Actor actor, CancellationToken ct)
    {
        var stored = new Dictionary<Guid, Guid>();
        foreach (var file in letter.Files.Where(file => file.Part == FilePart.Excerpt && letter.Contact.Email is not null))
        {
            using var bytes = new MemoryStream(file.Excerpt, writable: false);
            var result = await store.RunAsync(new(bytes, file.Name, "text/plain", actor.UserId, DraftId: letter.Draft.Id, Shown: ShownText.Of(file.Excerpt, file.File.Shown)), ct);
            if (!result.Ok)
                return result.Problems[0];
            stored[file.File.Id] = result.Value.Id;
        }

        return stored;
    }
}
