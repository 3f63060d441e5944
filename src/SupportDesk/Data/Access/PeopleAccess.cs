using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Data.Access;

/// <summary>Who looks after people: administrators and the desk itself, while leads look. This is the only place that says so.</summary>
internal static class PeopleAccess
{
    public static bool SeesPeople(this Actor actor) => actor.IsSystem || actor.Role >= DeskRole.Lead;

    public static bool ManagesPeople(this Actor actor) => actor.IsSystem || actor.Role == DeskRole.Admin;

    /// <summary>The accounts that may, and are not blocked.</summary>
    public static IQueryable<DeskUser> ManagingPeople(this IQueryable<DeskUser> users, DateTimeOffset now) =>
        users.Where(user => user.Role == DeskRole.Admin && (user.LockoutEnd == null || user.LockoutEnd < now));
}
