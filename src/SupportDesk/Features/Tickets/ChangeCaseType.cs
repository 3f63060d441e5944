using Microsoft.EntityFrameworkCore;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets;

/// <summary>Says what kind of trouble a ticket is about: an e-mail opens one without knowing.</summary>
public sealed class ChangeCaseType(TicketTransaction transaction, IEnumerable<ICaseTypes> types, TimeProvider clock) : IUseCase
{
    /// <summary>What an e-mail is that filled in no checklist.</summary>
    public const string Unknown = "payer-other";

    /// <param name="expected">Nothing is changed unless this stands there.</param>
    public Task<Result<Unit>> RunAsync(Guid ticketId, string caseType, Actor actor, CancellationToken ct, Expected<string>? expected = null) =>
        transaction.RunAsync<Unit>(async db =>
        {
            var ticket = actor.IsDeskStaff ? await db.Tickets.FirstOrDefaultAsync(t => t.Id == ticketId, ct) : null;
            if (ticket is null)
                return Problem.NotFound;
            if (ticket.CaseType == caseType)
                return new Unit();
            if (expected is not null && expected.Value != ticket.CaseType)
                return Expected.Gone;
            if (caseType != Unknown && !types.SelectMany(one => one.All).Any(one => one.Key == caseType))
                return new Problem("CaseTypeUnknown", nameof(caseType));
            if (TicketStatusMachine.ClosedLongAgo(ticket, clock.GetUtcNow()))
                return new Problem("ClosedLongAgo");
            new TicketWriter(db, ticket, actor.Name, clock).Note(TicketEventKind.CaseTypeChanged, ticket.CaseType, caseType);
            ticket.CaseType = caseType;
            return new Unit();
        }, ct);
}
