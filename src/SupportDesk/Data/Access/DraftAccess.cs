using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Data.Access;

/// <summary>A draft belongs to who writes it. To everybody else it is not there.</summary>
internal static class DraftAccess
{
    public static IQueryable<Draft> OwnedBy(this IQueryable<Draft> drafts, Actor actor) =>
        drafts.Where(d => d.OwnerId == actor.UserId && d.DeletedAt == null && d.SolvedAt == null);

    /// <summary>Those that ended without a ticket.</summary>
    public static IQueryable<Draft> SolvedBy(this IQueryable<Draft> drafts, Actor actor) =>
        drafts.Where(d => d.OwnerId == actor.UserId && d.DeletedAt == null && d.SolvedAt != null);
}
