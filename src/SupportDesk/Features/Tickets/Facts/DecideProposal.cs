using Microsoft.EntityFrameworkCore;
using SupportDesk.Data.Access;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets.Facts;

/// <summary>Hides for good a fact that was found in a message and is none, or brings it back. The timeline remembers which.</summary>
public sealed class DecideProposal(TicketTransaction transaction, DeskTime time, TimeProvider clock) : IUseCase
{
    /// <param name="Value">In the one spelling, as it was found.</param>
    public sealed record Input(Guid TicketId, FactField Field, string Value, bool Refuses);

    public Task<Result<Unit>> RunAsync(Input input, Actor actor, CancellationToken ct) =>
        transaction.RunAsync<Unit>(async db =>
        {
            var ticket = await db.Tickets.VisibleTo(actor).FirstOrDefaultAsync(t => t.Id == input.TicketId, ct);
            if (ticket is null || !EditFacts.MayEdit(actor, input.Field))
                return Problem.NotFound;
            if (TicketStatusMachine.ClosedLongAgo(ticket, clock.GetUtcNow()))
                return new Problem("ClosedLongAgo", input.Field.ToString());
            // Only what is proposed, or was, is written down, never a text of one's own.
            var isKnown = input.Refuses
                ? (await FactProposals.FindAsync(db, ticket, time.Zone, ct)).Any(one => one.Field == input.Field && one.Value == input.Value)
                : await FactProposals.IsRefusedAsync(db, ticket.Id, input.Field, input.Value, ct);
            if (!isKnown)
                return new Problem("ProposalGone", input.Field.ToString());
            new TicketWriter(db, ticket, actor.Name, clock).NoteQuietly(
                input.Refuses ? TicketEventKind.ProposalRefused : TicketEventKind.ProposalRestored, input.Value, input.Field.ToString());
            return new Unit();
        }, ct);
}
