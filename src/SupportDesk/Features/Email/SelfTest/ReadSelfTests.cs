using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.SelfTest;

/// <param name="CanTrust">The name that the host stamps, when it may be trusted and is not.</param>
public sealed record SelfTestView(Guid Id, DateTimeOffset StartedAt, string StartedBy, bool IsOver, IReadOnlyList<SelfTestStep> Steps, string? CanTrust);

/// <param name="Name">Its name in the settings.</param>
/// <param name="Last">Null if it was never tested.</param>
public sealed record TestedMailbox(string Name, string Address, bool IsFolder, SelfTestView? Last);

/// <summary>The mailboxes and how their last self-test went, or goes.</summary>
public sealed class ReadSelfTests(IDbContextFactory<DeskDbContext> contexts, MailSettings settings, TimeProvider clock) : IUseCase
{
    public async Task<Result<IReadOnlyList<TestedMailbox>>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.IsDeskStaff)
            return Problem.NotFound;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = new List<TestedMailbox>();
        foreach (var box in settings.Mailboxes)
        {
            var (name, isFolder) = (box.LedgerName, box.Transport == MailTransport.Folder);
            var test = await db.SelfTests.AsNoTracking().Include(t => t.Emails.OrderBy(email => email.Id))
                .Where(t => t.Mailbox == name).OrderByDescending(t => t.StartedAt).FirstOrDefaultAsync(ct);
            var trusted = await TrustedAuthservIds.OfAsync(db, box, ct);
            var now = clock.GetUtcNow();
            rows.Add(
                new TestedMailbox(
                    box.Name,
                    box.Identity.Address,
                    isFolder,
                    test is null
                        ? null
                        : new SelfTestView(
                            test.Id,
                            test.StartedAt,
                            test.StartedBy,
                            SelfTestVerdict.IsOver(test, now),
                            SelfTestVerdict.Of(test, isFolder, trusted, now),
                            box.AuthservId.Length == 0
                            && SelfTestVerdict.StampedBy(test) is { } stamped
                            && !stamped.Equals(trusted, StringComparison.OrdinalIgnoreCase)
                                ? stamped
                                : null
                        )
                )
            );
        }

        return rows;
    }
}
