using System.Net;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Accounts.Sessions;

/// <summary>
/// Who is signed in with which browser. A cookie is good until it expires, whoever has kept a copy: it opens the desk only
/// while the session that it names is among these.
/// </summary>
internal sealed class DeskSessions(IDbContextFactory<DeskDbContext> contexts, TimeProvider clock) : IDisposable
{
    public const string Claim = "sd:session";

    /// <summary>Of the cookie, counted from the last request.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    /// <summary>How exactly the desk knows when a person was last there.</summary>
    public static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(5);

    // A session that another node has ended is found out this late.
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(20);
    private const int LongestAddress = 45;

    private readonly MemoryCache known = new(new MemoryCacheOptions());

    /// <summary>Begins a session.</summary>
    /// <returns>What its cookie carries.</returns>
    public async Task<Claim> BeginAsync(DeskUser user, HttpContext http) =>
        await BeginAsync(user.Id, http.Request.Headers.UserAgent.ToString(), http.Connection.RemoteIpAddress, http.RequestAborted);

    public async Task<Claim> BeginAsync(Guid user, string userAgent, IPAddress? from, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var session = new DeskSession
        {
            Id = Ids.Random(),
            UserId = user,
            Device = DeviceName.Of(userAgent),
            Address = from?.ToString() is { Length: <= LongestAddress } address ? address : "",
            StartedAt = now,
            SeenAt = now,
        };
        await using var db = await contexts.CreateDbContextAsync(ct);
        db.Sessions.Add(session);
        await db.SaveChangesAsync(ct);
        await db.Users.Where(one => one.Id == user).ExecuteUpdateAsync(set => set.SetProperty(one => one.SeenAt, now), ct);
        return new(Claim, session.Id.ToString("N"));
    }

    /// <summary>Ends the session of a cookie.</summary>
    public async Task EndAsync(ClaimsPrincipal principal, CancellationToken ct)
    {
        if (IdOf(principal) is not { } id)
            return;
        await using var db = await contexts.CreateDbContextAsync(ct);
        await EndAsync(db, db.Sessions.Where(session => session.Id == id), ct);
    }

    /// <summary>Ends every session of a person, inside the caller's transaction.</summary>
    /// <param name="but">The one that stays; null for none.</param>
    /// <returns>How many there were.</returns>
    public Task<int> EndAllAsync(DeskDbContext db, Guid user, Guid? but, CancellationToken ct) =>
        EndAsync(db, db.Sessions.Where(session => session.UserId == user && session.Id != but), ct);

    /// <summary>Ends one session of a person, inside the caller's transaction.</summary>
    public Task<int> EndOneAsync(DeskDbContext db, Guid user, Guid session, CancellationToken ct) =>
        EndAsync(db, db.Sessions.Where(one => one.UserId == user && one.Id == session), ct);

    /// <summary>Also true of a cookie that names no session: the desk gives none out.</summary>
    public async ValueTask<bool> HasEndedAsync(ClaimsPrincipal? principal, CancellationToken ct)
    {
        if (principal is null || IdOf(principal) is not { } id)
            return true;
        if (!known.TryGetValue<State>(id, out var state))
            state = known.Set(id, await ReadAsync(id, ct), Remembered);
        if (state!.IsOver)
            return true;
        if (clock.GetUtcNow() - state.SeenAt >= SeenEvery)
            await NoteAsync(id, state, ct);
        return false;
    }

    /// <summary>The session that a cookie names.</summary>
    public static Guid? IdOf(ClaimsPrincipal principal) => Guid.TryParseExact(principal.FindFirstValue(Claim), "N", out var id) ? id : null;

    public void Dispose() => known.Dispose();

    private async Task<int> EndAsync(DeskDbContext db, IQueryable<DeskSession> which, CancellationToken ct)
    {
        var open = await which.Where(session => session.EndedAt == null).Select(session => session.Id).ToListAsync(ct);
        var now = clock.GetUtcNow();
        await db.Sessions.Where(session => open.Contains(session.Id)).ExecuteUpdateAsync(set => set.SetProperty(session => session.EndedAt, now), ct);
        foreach (var id in open)
            known.Set(id, State.Over, Remembered);
        return open.Count;
    }

    private async Task<State> ReadAsync(Guid id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Sessions.AsNoTracking().FirstOrDefaultAsync(session => session.Id == id, ct) is { EndedAt: null } open
            ? new State { UserId = open.UserId, SeenAt = open.SeenAt }
            : State.Over;
    }

    private async Task NoteAsync(Guid id, State state, CancellationToken ct)
    {
        // First, so that the requests of one page do not write all.
        var now = state.SeenAt = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.Sessions.Where(session => session.Id == id).ExecuteUpdateAsync(set => set.SetProperty(session => session.SeenAt, now), ct);
        await db.Users.Where(user => user.Id == state.UserId).ExecuteUpdateAsync(set => set.SetProperty(user => user.SeenAt, now), ct);
    }

    private sealed class State
    {
        public static readonly State Over = new() { IsOver = true };

        public bool IsOver { get; private init; }

        public Guid UserId { get; init; }

        public DateTimeOffset SeenAt { get; set; }
    }
}
