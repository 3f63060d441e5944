using Microsoft.EntityFrameworkCore;
using SupportDesk.Data.Access;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Files;
using SupportDesk.Features.NewCase.Drafts;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;

namespace SupportDesk.Features.NewCase.Escalation;

/// <summary>
/// Turns a draft into a ticket and its e-mail. The draft vanishes in the same transaction, so that a second click finds
/// nothing to send.
/// </summary>
public sealed class SendCase(
    PrepareEmail prepare, StoreMaskedFile store, OpenTicket open, EscalateToProvider escalate, TicketTransaction transaction,
    TicketFiles files, CaseFactsReader facts, RemoveFile remove) : IUseCase
{
    public async Task<Result<OpenedTicket>> RunAsync(Guid draftId, string culture, Actor actor, CancellationToken ct)
    {
        var prepared = await prepare.RunAsync(draftId, actor, ct);
        if (!prepared.Ok)
            return prepared.Problems[0];
        var email = prepared.Value;
        if (email.Completeness.Impossible.Count > 0)
            return new Problem("AnswersImpossible", null, email.Completeness.Impossible[0].Label);
        if (!email.MayGo)
            return new Problem("RequiredMissing", nameof(Draft.OverrideReason), email.Completeness.MissingRequired.First().Label);
        if (email.Contact.Email is null && email.Draft.EscalatesTicketId is not null)
            return new Problem("NoProviderAddress");

        var excerpts = await StoreExcerptsAsync(email, actor, ct);
        if (!excerpts.Ok)
            return excerpts.Problems[0];
        var sent = email.Draft.EscalatesTicketId is { } ticket
            ? await EscalateAsync(ticket, email, excerpts.Value, actor, ct)
            : await OpenAsync(email, excerpts.Value, culture, actor, ct);
        if (!sent.Ok)
        {
            foreach (var excerpt in excerpts.Value.Values)
                await remove.RunAsync(draftId, excerpt, actor, CancellationToken.None);
        }

        return sent;
    }

    private Task<Result<OpenedTicket>> OpenAsync(PreparedEmail email, Dictionary<Guid, Guid> excerpts, string culture, Actor actor, CancellationToken ct) =>
        transaction.RunAsync(async db =>
        {
            var draft = await db.Drafts.OwnedBy(actor).FirstOrDefaultAsync(d => d.Id == email.Draft.Id, ct);
            if (draft is null)
                return Problem.NotFound;
            var opened = await open.ApplyAsync(db, ToCase(email, excerpts, culture, actor), actor, ct);
            if (opened.Ok)
                db.Drafts.Remove(draft);
            return opened;
        }, ct);

    private Task<Result<OpenedTicket>> EscalateAsync(Guid ticketId, PreparedEmail email, Dictionary<Guid, Guid> excerpts, Actor actor, CancellationToken ct) =>
        transaction.RunAsync(async db =>
        {
            var draft = await db.Drafts.OwnedBy(actor).FirstOrDefaultAsync(d => d.Id == email.Draft.Id, ct);
            if (draft is null)
                return Problem.NotFound;
            // A ticket takes one conversation with the provider: the second click is refused there.
            var escalated = await escalate.ApplyAsync(db, ticketId, ToEmail(email, excerpts)!, actor, ct);
            if (!escalated.Ok)
                return escalated;
            // What does not go with the e-mail stays with the ticket. Those that go are marked already, though not in the database.
            var rest = await db.Attachments.Where(f => f.DraftId == draft.Id).ToListAsync(ct);
            if (!await files.AttachAsync(db, ticketId, null, [.. rest.Where(file => file.DraftId is not null).Select(file => file.Id)], actor, ct))
                return new Problem("FileGone", "Files");
            db.Drafts.Remove(draft);
            return escalated;
        }, ct);

    private NewTicket ToCase(PreparedEmail email, Dictionary<Guid, Guid> excerpts, string culture, Actor actor) => new()
    {
        Kind = TicketKind.Merchant,
        CaseType = email.CaseType.Key,
        Title = email.Subject,
        Impact = email.Answers.Impact(email.CaseType),
        Scope = email.Answers.Scope(email.CaseType),
        ShopId = email.Draft.ShopId,
        RequesterUserId = actor.UserId,
        RequesterName = actor.Name,
        RequesterEmail = actor.Email ?? "",
        Culture = culture,
        Payment = facts.Payment(email.CaseType, email.Answers, email.Draft.MerchantLogin),
        Context = facts.Context(email.CaseType, email.Answers),
        OverrideReason = email.Completeness.MissingRequired.Any() ? email.Draft.OverrideReason : null,
        Text = CaseFactsReader.Story(email.Answers),
        Files = [.. email.Draft.Files.Select(file => file.Id)],
        Email = ToEmail(email, excerpts),
        FollowsTicketId = email.Draft.FollowsTicketId,
    };

    // Without an address the case still becomes a ticket: an agent sends it on once there is one.
    private static EscalationEmail? ToEmail(PreparedEmail email, Dictionary<Guid, Guid> excerpts) => email.Contact.Email is not { } address ? null : new(
        address, "Robokassa", email.Subject, email.Body,
        [.. email.Files.Where(file => file.Part != FilePart.StaysHere).Select(file => file.Part == FilePart.Excerpt ? excerpts[file.File.Id] : file.File.Id)]);

    private async Task<Result<Dictionary<Guid, Guid>>> StoreExcerptsAsync(PreparedEmail email, Actor actor, CancellationToken ct)
    {
        var stored = new Dictionary<Guid, Guid>();
        foreach (var file in email.Files.Where(file => file.Part == FilePart.Excerpt && email.Contact.Email is not null))
        {
            using var bytes = new MemoryStream(file.Excerpt, writable: false);
            var result = await store.RunAsync(
                new(bytes, file.Name, "text/plain", actor.UserId, DraftId: email.Draft.Id, Shown: UnmaskedText.Of(file.Excerpt, file.File.Shown)),
                ct
            );
            if (!result.Ok)
                return result.Problems[0];
            stored[file.File.Id] = result.Value.Id;
        }

        return stored;
    }
}
