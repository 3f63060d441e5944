using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.NewCase.Escalation;

/// <summary>What the last page of the wizard says about a ticket that was just opened.</summary>
public sealed class ReadSentCase(IDbContextFactory<DeskDbContext> contexts) : IUseCase
{
    public sealed record Sent(long Number, string Title, bool ToProvider);

    public async Task<Sent?> RunAsync(long number, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Tickets.AsNoTracking()
            .VisibleTo(actor)
            .Where(t => t.Number == number)
            .Select(t => new Sent(t.Number, t.Title, t.Conversations.Any(c => c.Party == Party.Provider)))
            .FirstOrDefaultAsync(ct);
    }
}
