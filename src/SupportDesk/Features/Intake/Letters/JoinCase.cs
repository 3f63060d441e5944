using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Features.Intake.Drafts;
using SupportDesk.Features.Intake.Situations;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Intake.Letters;

/// <summary>The case is known already: what has been gathered becomes a message of the open ticket, and the draft ends.</summary>
public sealed class JoinCase(ReadDraft read, SituationBook book, JoinTicket join, IDbContextFactory<DeskDbContext> contexts)
{
    public async Task<Result<OpenedTicket>> RunAsync(Guid draftId, Guid ticketId, Actor actor, CancellationToken ct)
    {
        var draft = await read.RunAsync(draftId, actor, ct);
        if (!draft.Ok || book.Find(draft.Value.Situation) is not { } situation)
            return Problem.NotFound;
        var answers = CaseAnswers.FromJson(draft.Value.AnswersJson);
        var story = CaseFactsReader.Story(answers);
        // Nothing told yet: the title that the facts make says at least which case it is.
        var text = story.Length > 0 ? story : TitleComposer.Compose(situation, answers, russian: true);
        var joined = await join.RunAsync(ticketId, text, [.. draft.Value.Files.Select(file => file.Id)], actor, ct);
        if (!joined.Ok)
            return joined;
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.Drafts.Where(d => d.Id == draftId).ExecuteDeleteAsync(ct);
        return joined;
    }
}
