using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Accounts.Sessions;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Accounts.People;

/// <summary>The people of the desk with what is to be known to look after them. Leads and administrators may look.</summary>
public sealed class ListPeople(IDbContextFactory<DeskDbContext> contexts, TimeProvider clock) : IUseCase
{
    private const int PageSize = 50;

    /// <param name="Shop">Of merchant staff; null for others.</param>
    /// <param name="LinkUntil">Until when the person's last link holds, or held; null without one.</param>
    /// <param name="Sessions">In how many browsers the person is signed in.</param>
    public sealed record Row(
        Guid Id, string Name, string Email, DeskRole Role, string? Shop, bool IsBlocked, bool IsInvited, DateTimeOffset? LinkUntil, DateTimeOffset? SeenAt,
        int Sessions)
    {
        /// <summary>MerchantLogin of the shop.</summary>
        public string? MerchantLogin { get; init; }
    }

    /// <summary>Where the next page begins.</summary>
    public sealed record Place(string Name, string Key);

    /// <param name="Next">Null on the last page.</param>
    public sealed record Page(IReadOnlyList<Row> Rows, Place? Next);

    public async Task<Result<Page>> RunAsync(PeopleFilter filter, Place? after, Actor actor, CancellationToken ct)
    {
        if (!actor.SeesPeople())
            return Problem.NotFound;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var people = Find(In(db.Users.AsNoTracking(), filter.View), filter.Search);
        if (after is not null)
        {
            // The database compares, in the order in which it sorts.
#pragma warning disable CA1309
            people = people.Where(u =>
                string.Compare(u.DisplayName, after.Name) > 0 || (u.DisplayName == after.Name && string.Compare(u.NormalizedEmail, after.Key) > 0));
#pragma warning restore CA1309
        }

        var rows = await Rows(db, people.OrderBy(u => u.DisplayName).ThenBy(u => u.NormalizedEmail).Take(PageSize + 1)).ToListAsync(ct);
        var last = rows.Count > PageSize ? rows[PageSize - 1] : null;
        return new Page(
            rows.Count > PageSize ? rows[..PageSize] : rows, last is null ? null : new Place(last.Name, last.Email.ToUpperInvariant()));
    }

    /// <summary>One of them.</summary>
    public async Task<Result<Row>> OneAsync(Guid id, Actor actor, CancellationToken ct)
    {
        if (!actor.SeesPeople())
            return Problem.NotFound;
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await Rows(db, db.Users.AsNoTracking().Where(u => u.Id == id)).FirstOrDefaultAsync(ct) is { } row ? row : Problem.NotFound;
    }

    /// <summary>How many each view holds, the search aside.</summary>
    public async Task<Result<IReadOnlyDictionary<PeopleView, int>>> CountAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.SeesPeople())
            return Problem.NotFound;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var counts = new Dictionary<PeopleView, int>();
        foreach (var view in Enum.GetValues<PeopleView>())
            counts[view] = await In(db.Users, view).CountAsync(ct);
        return counts;
    }

    private IQueryable<DeskUser> In(IQueryable<DeskUser> people, PeopleView view)
    {
        var now = clock.GetUtcNow();
        return view switch
        {
            PeopleView.Desk => people.Where(u => u.Role >= DeskRole.Agent),
            PeopleView.Shops => people.Where(u => u.Role == DeskRole.MerchantStaff),
            PeopleView.Invited => people.Where(u => u.PasswordHash == null && (u.LockoutEnd == null || u.LockoutEnd < now)),
            PeopleView.Blocked => people.Where(u => u.LockoutEnd >= now),
            _ => people,
        };
    }

    // Databases compare Russian letters by their case: a name is looked for as it was typed and as names are written.
    private static IQueryable<DeskUser> Find(IQueryable<DeskUser> people, string? search)
    {
        if (search?.Trim() is not { Length: > 0 } typed)
            return people;
        var (written, address) = (CultureInfo.InvariantCulture.TextInfo.ToTitleCase(typed.ToLowerInvariant()), typed.ToUpperInvariant());
        return people.Where(u => u.DisplayName.Contains(typed) || u.DisplayName.Contains(written) || u.NormalizedEmail!.Contains(address));
    }

    private IQueryable<Row> Rows(DeskDbContext db, IQueryable<DeskUser> people)
    {
        var now = clock.GetUtcNow();
        var since = now - DeskSessions.Lifetime;
        return people.Select(u => new Row(
            u.Id,
            u.DisplayName,
            u.Email!,
            u.Role,
            u.Role == DeskRole.MerchantStaff ? db.Shops.Where(s => s.Id == u.ShopId).Select(s => s.Name).FirstOrDefault() : null,
            u.LockoutEnd >= now,
            u.PasswordHash == null,
            db.AccountLinks.Where(l => l.UserId == u.Id).Max(l => (DateTimeOffset?)l.ExpiresAt),
            u.SeenAt,
            db.Sessions.Count(s => s.UserId == u.Id && s.EndedAt == null && s.SeenAt > since)
        )
        {
            MerchantLogin = u.Role == DeskRole.MerchantStaff ? db.Shops.Where(s => s.Id == u.ShopId).Select(s => s.MerchantLogin).FirstOrDefault() : null,
        });
    }
}
