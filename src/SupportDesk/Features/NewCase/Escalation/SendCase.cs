using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Files;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;

namespace SupportDesk.Features.NewCase.Escalation;

/// <summary>
/// Turns a draft into a ticket and its e-mail. The draft vanishes in the same transaction, so that a second click finds
/// nothing to send.
/// </summary>
public sealed class SendCase(
    ReadCaseToSend read,
    StoreMaskedFile store,
    OpenTicket open,
    EscalateToProvider escalate,
    TicketTransaction transaction,
    TicketFiles files,
    CaseFactsReader facts,
    DeleteFiles delete
) : IUseCase
{
    /// <param name="Body">The e-mail as it was shown: no check runs again, and nothing goes out that nobody has read.</param>
    /// <param name="Culture">Language in which the requester is written to, <c>ru</c> or <c>en</c>.</param>
    public sealed record Input(Guid DraftId, string Body, string Culture);

    public async Task<Result<OpenedTicket>> RunAsync(Input input, Actor actor, CancellationToken ct)
    {
        var found = await read.RunAsync(input.DraftId, actor, ct);
        if (!found.Ok)
            return found.Problems[0];
        var sent = found.Value;
        if (sent.Completeness.Impossible.Count > 0)
            return new Problem("AnswersImpossible", null, sent.Completeness.Impossible[0].Label);
        if (!sent.MayGo)
            return new Problem("RequiredMissing", nameof(Draft.OverrideReason), sent.Completeness.MissingRequired.First().Label);
        if (sent.Contact.Email is null && sent.Draft.EscalatesTicketId is not null)
            return new Problem("NoProviderAddress");

        if (sent.Draft.ShopIsAsked)
            return new Problem("ShopMissing", nameof(Draft.ShopId));

        var excerpts = await StoreExcerptsAsync(sent, ct);
        if (!excerpts.Ok)
            return excerpts.Problems[0];
        var email = ToEmail(sent, input.Body, excerpts.Value);
        var opened = sent.Draft.EscalatesTicketId is { } ticket
            ? await EscalateAsync(ticket, sent.Draft.Id, email!, excerpts.Value.Values, actor, ct)
            : await OpenAsync(sent, email, excerpts.Value.Values, input.Culture, actor, ct);
        if (!opened.Ok)
            await delete.DiscardAsync(excerpts.Value.Values);

        return opened;
    }

    private Task<Result<OpenedTicket>> OpenAsync(
        CaseToSend sent,
        EscalationEmail? email,
        IReadOnlyCollection<Guid> excerpts,
        string culture,
        Actor actor,
        CancellationToken ct
    ) =>
        transaction.RunAsync(
            async db =>
            {
                if (await FindDraftAsync(db, sent.Draft.Id, excerpts, actor, ct) is not { } draft)
                    return Problem.NotFound;
                var opened = await open.ApplyAsync(db, ToTicket(sent, email, culture, actor), actor, ct);
                if (opened.Ok)
                    db.Drafts.Remove(draft);
                return opened;
            },
            ct
        );

    private Task<Result<OpenedTicket>> EscalateAsync(
        Guid ticketId,
        Guid draftId,
        EscalationEmail email,
        IReadOnlyCollection<Guid> excerpts,
        Actor actor,
        CancellationToken ct
    ) =>
        transaction.RunAsync(
            async db =>
            {
                if (await FindDraftAsync(db, draftId, excerpts, actor, ct) is not { } draft)
                    return Problem.NotFound;
                // A ticket takes one conversation with the provider: the second click is refused there.
                var escalated = await escalate.ApplyAsync(db, ticketId, email, actor, ct);
                if (!escalated.Ok)
                    return escalated;
                // What does not go with the e-mail stays with the ticket. Those that go are marked already, though not in the database.
                var rest = await db.Attachments.Where(f => f.DraftId == draft.Id).ToListAsync(ct);
                if (!await files.AttachAsync(db, ticketId, null, [.. rest.Where(file => file.DraftId is not null).Select(file => file.Id)], actor, ct))
                    return new Problem("FileGone", "Files");
                db.Drafts.Remove(draft);
                return escalated;
            },
            ct
        );

    private async Task<Draft?> FindDraftAsync(DeskDbContext db, Guid draftId, IReadOnlyCollection<Guid> excerpts, Actor actor, CancellationToken ct)
    {
        var draft = await db.Drafts.OwnedBy(actor).FirstOrDefaultAsync(d => d.Id == draftId, ct);
        if (draft is not null)
            await files.AddToDraftAsync(db, draft, excerpts, ct);
        return draft;
    }

    private NewTicket ToTicket(CaseToSend sent, EscalationEmail? email, string culture, Actor actor) => new()
    {
        Kind = TicketKind.Merchant,
        CaseType = sent.CaseType.Key,
        Title = sent.Subject,
        Impact = sent.Answers.Impact(sent.CaseType),
        Scope = sent.Answers.Scope(sent.CaseType),
        ShopId = sent.Draft.ShopId,
        RequesterUserId = actor.UserId,
        RequesterName = actor.Name,
        RequesterEmail = actor.Email ?? "",
        Culture = culture,
        Payment = facts.Payment(sent.CaseType, sent.Answers, sent.Draft.MerchantLogin),
        Context = facts.Context(sent.CaseType, sent.Answers),
        OverrideReason = sent.Completeness.MissingRequired.Any() ? sent.Draft.OverrideReason : null,
        Text = CaseFactsReader.Story(sent.Answers),
        Files = [.. sent.Draft.Files.Select(file => file.Id)],
        Email = email,
        FollowsTicketId = sent.Draft.FollowsTicketId,
    };

    // Without an address the case still becomes a ticket: an agent sends it on once there is one.
    private static EscalationEmail? ToEmail(CaseToSend sent, string body, Dictionary<Guid, Guid> excerpts) =>
        sent.Contact.Email is not { } address
            ? null
            : new(
                address,
                "Robokassa",
                sent.Subject,
                body,
                [
                    .. sent
                        .Files.Where(file => file.Part != FilePart.StaysHere)
                        .Select(file => file.Part == FilePart.Excerpt ? excerpts[file.File.Id] : file.File.Id),
                ]
            )
            {
                ShopId = sent.Draft.ShopId,
            };

    // They hang on nothing until the transaction: a stop in between leaves files that are swept up, and the draft as it was.
    private async Task<Result<Dictionary<Guid, Guid>>> StoreExcerptsAsync(CaseToSend sent, CancellationToken ct)
    {
        var stored = new Dictionary<Guid, Guid>();
        foreach (var file in sent.Files.Where(file => file.Part == FilePart.Excerpt && sent.Contact.Email is not null))
        {
            using var bytes = new MemoryStream(file.Excerpt, writable: false);
            var shown = UnmaskedText.Of(file.Excerpt, file.File.Shown);
            var result = await store.RunAsync(new(bytes, file.Name, "text/plain", UploadedBy: null, Shown: shown), ct);
            if (!result.Ok)
            {
                await delete.DiscardAsync(stored.Values);
                return result.Problems[0];
            }

            stored[file.File.Id] = result.Value.Id;
        }

        return stored;
    }
}
