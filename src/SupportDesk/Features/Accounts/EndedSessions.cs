using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Accounts;

/// <summary>
/// Sessions that were signed out. A cookie is good until it expires, whoever has kept a copy: the desk remembers for so long
/// that its session is over.
/// </summary>
internal sealed class EndedSessions(IDbContextFactory<DeskDbContext> contexts, TimeProvider clock) : IDisposable
{
    public const string Claim = "sd:session";

    /// <summary>Of the cookie, counted from the last request.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    // A session that another node has ended is found out this late.
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(20);

    private readonly MemoryCache known = new(new MemoryCacheOptions());

    /// <summary>Marks a session that begins.</summary>
    public static Claim NewClaim() => new(Claim, Ids.Random().ToString("N"));

    public async Task EndAsync(ClaimsPrincipal principal, CancellationToken ct)
    {
        if (IdOf(principal) is not { } id)
            return;
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!await db.EndedSessions.AnyAsync(session => session.Id == id, ct))
        {
            db.EndedSessions.Add(new EndedSession { Id = id, ExpiresAt = clock.GetUtcNow() + Lifetime });
            await db.SaveChangesAsync(ct);
        }

        known.Set(id, true, Lifetime);
    }

    /// <summary>Also true of a cookie that names no session: the desk gives none out.</summary>
    public async ValueTask<bool> HasEndedAsync(ClaimsPrincipal? principal, CancellationToken ct)
    {
        if (principal is null || IdOf(principal) is not { } id)
            return true;
        if (known.TryGetValue<bool>(id, out var ended))
            return ended;
        await using var db = await contexts.CreateDbContextAsync(ct);
        return known.Set(id, await db.EndedSessions.AnyAsync(session => session.Id == id, ct), Remembered);
    }

    public void Dispose() => known.Dispose();

    private static Guid? IdOf(ClaimsPrincipal principal) => Guid.TryParseExact(principal.FindFirstValue(Claim), "N", out var id) ? id : null;
}
