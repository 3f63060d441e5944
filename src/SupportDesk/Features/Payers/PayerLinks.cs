using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Payers;

/// <summary>
/// Private links. A secret is 256 random bits, the database keeps its hash: looking a link up by the hash tells nothing
/// about how near a guess was.
/// </summary>
internal sealed class PayerLinks(
    IOptions<DeskOptions> desk, IOptions<PayerOptions> options, TimeProvider clock) : IRequesterLink
{
    public static string PathOf(string secret) => "/case/" + secret;

    public Task<Uri?> CreateAsync(DeskDbContext db, Ticket ticket, CancellationToken ct) =>
        Task.FromResult(ticket.Kind == TicketKind.Payer ? desk.Value.Link(PathOf(Add(db, ticket.Id, byEmail: true))) : null);

    public async Task RevokeAsync(DeskDbContext db, Guid ticketId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await db.PayerLinks.Where(link => link.TicketId == ticketId && link.ExpiresAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(link => link.ExpiresAt, now), ct);
    }

    /// <summary>Looking changes nothing: a mail scanner that follows the link does not use it up (T-65).</summary>
    public async Task<PayerLink?> FindAsync(DeskDbContext db, string secret, CancellationToken ct)
    {
        var (hash, now) = (Ids.Hash(secret), clock.GetUtcNow());
        return await db.PayerLinks.AsNoTracking().SingleOrDefaultAsync(l => l.SecretHash == hash && l.ExpiresAt > now, ct);
    }

    /// <summary>Adds a link and returns its secret, which nobody sees again.</summary>
    public string Add(DeskDbContext db, Guid ticketId, bool byEmail)
    {
        var (secret, now) = (Ids.Secret(), clock.GetUtcNow());
        db.PayerLinks.Add(new PayerLink
        {
            Id = Ids.New(clock),
            TicketId = ticketId,
            SecretHash = Ids.Hash(secret),
            ByEmail = byEmail,
            CreatedAt = now,
            ExpiresAt = now.AddDays(options.Value.LinkDays),
        });
        return secret;
    }
}
