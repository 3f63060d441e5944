using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Accounts;

/// <summary>The people of the desk, by name; desk staff may see them, to assign tickets.</summary>
public sealed class ListUsers(IDbContextFactory<DeskDbContext> contexts) : IUseCase
{
    public sealed record Row(Guid Id, string Name, string Email, DeskRole Role, string? Shop);

    public async Task<Result<IReadOnlyList<Row>>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.IsSystem && !actor.IsDeskStaff)
            return Problem.NotFound;
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Users.AsNoTracking()
            .OrderBy(u => u.DisplayName)
            .Select(u => new Row(u.Id, u.DisplayName, u.Email!, u.Role, db.Shops.Where(s => s.Id == u.ShopId).Select(s => s.MerchantLogin).FirstOrDefault()))
            .ToListAsync(ct);
    }
}
