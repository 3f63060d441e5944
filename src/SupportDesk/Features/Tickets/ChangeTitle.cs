using Microsoft.EntityFrameworkCore;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Files;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets;

/// <summary>Gives a ticket another title. Subjects of e-mails stay as they were: threads hang on them.</summary>
public sealed class ChangeTitle(TicketTransaction transaction, TimeProvider clock) : IUseCase
{
    /// <param name="Was">The title that the person saw when they began.</param>
    public sealed record Input(Guid TicketId, string Title, string Was);

    /// <returns>The title as it is stored, masked.</returns>
    public Task<Result<string>> RunAsync(Input input, Actor actor, CancellationToken ct) =>
        transaction.RunAsync<string>(async db =>
        {
            var ticket = actor.IsDeskStaff ? await db.Tickets.FirstOrDefaultAsync(t => t.Id == input.TicketId, ct) : null;
            if (ticket is null)
                return Problem.NotFound;
            if (TicketStatusMachine.ClosedLongAgo(ticket, clock.GetUtcNow()))
                return new Problem("ClosedLongAgo", nameof(input.Title));
            var title = SanitizedText.Line(input.Title).Text;
            if (title.Length == 0)
                return new Problem("TitleMissing", nameof(input.Title));
            if (ticket.Title == title)
                return title;
            if (ticket.Title != input.Was)
            {
                var by = await db.Events.Where(e => e.TicketId == ticket.Id && e.Kind == TicketEventKind.TitleChanged)
                    .OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Select(e => e.ActorName).FirstOrDefaultAsync(ct);
                return new Problem("TitleChangedMeanwhile", nameof(input.Title), by, ticket.Title);
            }

            new TicketWriter(db, ticket, actor.Name, clock).Note(TicketEventKind.TitleChanged, ticket.Title, title);
            ticket.Title = title;
            return title;
        }, ct);
}
