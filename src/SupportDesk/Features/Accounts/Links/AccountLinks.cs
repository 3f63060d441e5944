using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Accounts.Links;

/// <summary>
/// Links by which people set their passwords. A secret is 256 random bits and only its hash is kept; a person has one link at a
/// time, a new one puts the old one out of use.
/// </summary>
internal sealed class AccountLinks(TimeProvider clock) : IUseCase
{
    /// <summary>An invitation waits over a weekend.</summary>
    public static readonly TimeSpan InvitationLasts = TimeSpan.FromDays(7);

    /// <summary>A reset opens an account that is in use.</summary>
    public static readonly TimeSpan ResetLasts = TimeSpan.FromMinutes(30);

    public static string PathOf(string secret) => "/account/" + secret;

    /// <summary>Makes a link; the caller saves. Its secret is seen once, here.</summary>
    public async Task<(string Secret, AccountLink Link)> AddAsync(DeskDbContext db, DeskUser user, CancellationToken ct)
    {
        await RevokeAsync(db, user.Id, ct);
        var (secret, now) = (Ids.Secret(), clock.GetUtcNow());
        var purpose = user.PasswordHash is null ? AccountLinkPurpose.Invitation : AccountLinkPurpose.Reset;
        var link = new AccountLink
        {
            Id = Ids.New(clock),
            UserId = user.Id,
            Purpose = purpose,
            SecretHash = Ids.Hash(secret),
            CreatedAt = now,
            ExpiresAt = now + (purpose == AccountLinkPurpose.Invitation ? InvitationLasts : ResetLasts),
        };
        db.AccountLinks.Add(link);
        return (secret, link);
    }

    /// <summary>Looking changes nothing: a mail scanner that follows the link does not use it up (T-65).</summary>
    /// <returns>Null for one that never was, was used, is out of date, or belongs to a person who is blocked.</returns>
    public async Task<(AccountLink Link, DeskUser User)?> FindAsync(DeskDbContext db, string? secret, CancellationToken ct)
    {
        var (hash, now) = (Ids.Hash(secret ?? ""), clock.GetUtcNow());
        var found = await (
            from link in db.AccountLinks.AsNoTracking()
            join user in db.Users on link.UserId equals user.Id
            where link.SecretHash == hash && link.ExpiresAt > now && (user.LockoutEnd == null || user.LockoutEnd < now)
            select new { link, user }).SingleOrDefaultAsync(ct);
        return found is null ? null : (found.link, found.user);
    }

    /// <summary>Uses a link up, inside the caller's transaction.</summary>
    /// <returns>False if somebody was first.</returns>
    public static async Task<bool> TryUseAsync(DeskDbContext db, AccountLink link, CancellationToken ct) =>
        await db.AccountLinks.Where(one => one.Id == link.Id).ExecuteDeleteAsync(ct) == 1;

    public static Task RevokeAsync(DeskDbContext db, Guid user, CancellationToken ct) =>
        db.AccountLinks.Where(link => link.UserId == user).ExecuteDeleteAsync(ct);
}
