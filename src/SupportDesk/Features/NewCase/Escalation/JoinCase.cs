using Microsoft.EntityFrameworkCore;
using SupportDesk.Data.Access;
using SupportDesk.Features.NewCase.Checklists;
using SupportDesk.Features.NewCase.Drafts;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;

namespace SupportDesk.Features.NewCase.Escalation;

/// <summary>The case is known already: what has been gathered becomes a message of the open ticket, and the draft ends.</summary>
public sealed class JoinCase(ReadDraft read, ChecklistCatalog catalog, JoinTicket join, TicketTransaction transaction) : IUseCase
{
    public async Task<Result<OpenedTicket>> RunAsync(Guid draftId, Guid ticketId, Actor actor, CancellationToken ct)
    {
        var draft = await read.RunAsync(draftId, actor, ct);
        if (!draft.Ok || catalog.Find(draft.Value.CaseType) is not { } caseType)
            return Problem.NotFound;
        var answers = CaseAnswers.FromJson(draft.Value.AnswersJson);
        var story = CaseFactsReader.Story(answers);
        // Nothing told yet: the title that the facts make says at least which case it is.
        var text = story.Length > 0 ? story : TitleComposer.Compose(caseType, answers, russian: true);
        return await transaction.RunAsync(async db =>
        {
            // A second click finds nothing to join.
            var row = await db.Drafts.OwnedBy(actor).FirstOrDefaultAsync(d => d.Id == draftId, ct);
            if (row is null)
                return Problem.NotFound;
            var joined = await join.ApplyAsync(db, ticketId, text, [.. draft.Value.Files.Select(file => file.Id)], actor, ct);
            if (joined.Ok)
                db.Drafts.Remove(row);
            return joined;
        }, ct);
    }
}
