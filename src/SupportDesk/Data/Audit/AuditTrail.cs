using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Data.Audit;

/// <summary>Who did what to what, append only. Saved in the transaction of what was done.</summary>
internal static class AuditTrail
{
    /// <param name="action">Area and verb, such as <c>shop.settings</c>.</param>
    /// <param name="subject">What it was done to: a number, a name or an id; no secret.</param>
    /// <param name="detail">What else is to be known later; no secret.</param>
    public static void AddAudit(this DeskDbContext db, Actor actor, TimeProvider clock, string action, string subject, string? detail = null) =>
        db.Audit.Add(
            new AuditRecord
            {
                Id = Ids.New(clock),
                At = clock.GetUtcNow(),
                ActorId = actor.UserId,
                ActorName = actor.Name,
                Action = action,
                Subject = subject,
                Detail = detail,
            }
        );
}
