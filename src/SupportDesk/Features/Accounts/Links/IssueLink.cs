using System.Globalization;
using Microsoft.Extensions.Options;
using SupportDesk.Data;
using SupportDesk.Data.Audit;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Outbox;
using SupportDesk.Features.Outbox.Templates;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Accounts.Links;

/// <summary>A link that was made for a person, to be handed over. It is shown once: nothing keeps it.</summary>
/// <param name="Link">Opens without signing in.</param>
/// <param name="ByEmail">It was sent to the person as well.</param>
public sealed record IssuedLink(Guid UserId, string Name, string Email, AccountLinkPurpose Purpose, Uri Link, DateTimeOffset ExpiresAt, bool ByEmail)
{
    /// <summary>Without the link: it must not get into a log with the record.</summary>
    public override string ToString() => $"{Purpose} for {UserId}";
}

/// <summary>
/// Gives a person a link by which they set a password: the first one, or another one. Administrators may. It is shown to be
/// handed over, and goes out as an e-mail if that is wanted and the desk can send any.
/// </summary>
internal sealed class IssueLink(
    AccountTransaction transaction, AccountLinks links, QueueEmail queue, EmailTemplates templates, SenderIdentities identities, OutboxSignal outbox,
    IOptions<DeskOptions> desk, DeskTime time, TimeProvider clock) : IUseCase
{
    /// <summary>Whether an e-mail would leave the desk, and not only a folder be filled.</summary>
    public bool CanSend => identities.For(MailPurposes.Merchants).Leaves;

    public async Task<Result<IssuedLink>> RunAsync(Guid user, bool byEmail, Actor actor, CancellationToken ct)
    {
        var issued = await transaction.RunAsync(actor, async (db, users) => await users.FindByIdAsync(user.ToString()) is { } person
            ? await ApplyAsync(db, person, byEmail, actor, ct)
            : Problem.NotFound, ct);
        Wake(issued);
        return issued;
    }

    /// <summary>Inside the caller's transaction, who has checked the rights and calls <see cref="Wake"/> after it.</summary>
    internal async Task<Result<IssuedLink>> ApplyAsync(DeskDbContext db, DeskUser user, bool byEmail, Actor actor, CancellationToken ct)
    {
        if (user.LockoutEnd > clock.GetUtcNow())
            return new Problem("UserBlocked");
        if (byEmail && !CanSend)
            return new Problem("MailOff");
        var (secret, link) = await links.AddAsync(db, user, ct);
        var issued = new IssuedLink(
            user.Id, user.DisplayName, user.Email!, link.Purpose, desk.Value.Link(AccountLinks.PathOf(secret)), link.ExpiresAt, byEmail);
        if (byEmail)
            await QueueAsync(db, issued, actor, ct);
        db.AddAudit(actor, clock, link.Purpose == AccountLinkPurpose.Invitation ? "user.invite" : "user.reset", user.Email!, byEmail ? "by e-mail" : "shown");
        return issued;
    }

    internal void Wake(Result<IssuedLink> issued)
    {
        if (issued is { Ok: true, Value.ByEmail: true })
            outbox.Wake();
    }

    // In the language of whoever invites: nothing else is known of the person yet.
    private async Task QueueAsync(DeskDbContext db, IssuedLink issued, Actor actor, CancellationToken ct)
    {
        var kind = issued.Purpose == AccountLinkPurpose.Invitation ? AccountEmails.Invitation : AccountEmails.Reset;
        var template = await templates.FindAsync(db, kind, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, ct);
        var words = template.Fill(new Dictionary<string, string?>
        {
            ["account.link"] = issued.Link.ToString(),
            ["account.until"] = time.DayAndTime(issued.ExpiresAt),
            ["inviter.name"] = actor.Name,
            ["person.name"] = issued.Name,
            ["desk.name"] = desk.Value.Name,
        });
        queue.AddNotice(db, identities.For(MailPurposes.Merchants), "account", issued.Name, issued.Email, words);
    }
}
