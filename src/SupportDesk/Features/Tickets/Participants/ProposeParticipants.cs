using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Files;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Features.Tickets.Participants;

/// <summary>
/// Notes whom an e-mail named beside the two who talk. A proposal sends nothing to anybody: a person of the desk decides.
/// Works inside the caller's transaction.
/// </summary>
public sealed class ProposeParticipants(TimeProvider clock) : IUseCase
{
    private const int Most = 10;

    /// <summary>Somebody whom an e-mail names.</summary>
    public sealed record Named(string Address, string? Name, ParticipantOrigin Origin);

    public async Task ApplyAsync(DeskDbContext db, Guid ticketId, Party party, IEnumerable<Named> named, CancellationToken ct)
    {
        var candidates = named
            .Where(one => EmailAddress.IsValid(one.Address.Trim()) && SanitizedText.Line(one.Address).Hidden == 0)
            .DistinctBy(one => Key(one.Address))
            .Take(Most)
            .ToList();
        if (candidates.Count == 0)
            return;
        var known = await KnownAsync(db, ticketId, ct);
        foreach (var one in candidates.Where(one => !known.Contains((party, Key(one.Address))) && !known.Contains((null, Key(one.Address)))))
        {
            db.Participants.Add(new Participant
            {
                Id = Ids.New(clock),
                TicketId = ticketId,
                Party = party,
                Address = Key(one.Address),
                Name = SanitizedText.LineOrNull(one.Name, 120),
                Origin = one.Origin,
                At = clock.GetUtcNow(),
            });
        }
    }

    internal static string Key(string address) => address.Trim().ToLowerInvariant();

    // Who was removed is not proposed again; who talks anyway needs no proposal.
    private static async Task<HashSet<(Party?, string)>> KnownAsync(DeskDbContext db, Guid ticketId, CancellationToken ct)
    {
        var known = new HashSet<(Party?, string)>();
        foreach (var one in await db.Participants.Where(p => p.TicketId == ticketId).Select(p => new { p.Party, p.Address }).ToListAsync(ct))
            known.Add((one.Party, one.Address));
        foreach (var address in await db.Conversations.Where(c => c.TicketId == ticketId).Select(c => c.Address).ToListAsync(ct))
            known.Add((null, Key(address)));
        if (await db.Tickets.Where(t => t.Id == ticketId).Select(t => t.RequesterEmail).FirstOrDefaultAsync(ct) is { } requester)
            known.Add((null, Key(requester)));
        return known;
    }
}
