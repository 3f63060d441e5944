using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Audit;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Email.SelfTest;
using SupportDesk.Features.Outbox;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Setup;

/// <summary>
/// Keeps how the default mailbox is entered, and puts it into force at once. Only administrators may: all e-mails of the
/// desk go through it. A sign-in that fails is not kept unless they want it so.
/// </summary>
internal sealed class SaveMailbox(
    IDbContextFactory<DeskDbContext> contexts, MailSettings settings, MailboxSecrets secrets, MailboxTurn turn, CheckSignIn check, StartSelfTest test,
    SetupBoard board, TimeProvider clock) : IUseCase
{
    public static bool Allows(Actor actor) => actor.Role == DeskRole.Admin;

    /// <param name="id">Under which the page reads how it goes.</param>
    /// <param name="untested">Save without asking the servers.</param>
    public async Task<Result<Unit>> RunAsync(Guid id, MailboxInput input, bool untested, Actor actor, CancellationToken ct)
    {
        if (!Allows(actor))
            return Problem.NotFound;
        var progress = new SetupProgress();
        try
        {
            board.Write(id, progress);
            var done = await RunAsync(input, untested, actor, Tell, ct);
            if (!done.Ok)
                Tell(progress with { Problems = done.Problems });
            return done;
        }
        finally
        {
            Tell(progress with { IsOver = true });
        }

        void Tell(SetupProgress next) => board.Write(id, progress = next);
    }

    private async Task<Result<Unit>> RunAsync(MailboxInput input, bool untested, Actor actor, Action<SetupProgress> tell, CancellationToken ct)
    {
        var row = await ReadAsync(ct);
        var seen = MailboxInput.SeenAt(row?.ChangedAt);
        if (input.Seen is { } began && began != seen)
            return Changed(row);
        var checkedValues = new CheckMailboxInput(settings, secrets).Run(input, row);
        if (!checkedValues.Ok)
            return checkedValues.Problems.ToList();
        MailboxSettings? box;
        try
        {
            box = settings.Try(checkedValues.Value).FirstOrDefault(one => one.Name == SenderIdentities.DefaultMailbox);
        }
        catch (ConfigurationException error)
        {
            return new Problem("SetupRefused", null, error.Message);
        }

        if (box is null or { Transport: MailTransport.Folder })
            return new Problem("SetupFolder");
        var progress = new SetupProgress();
        if (!untested && !await check.RunAsync(box, steps => tell(progress = progress with { Steps = steps }), ct))
            return new Problem("SetupNotEntered");
        if (await turn.RunAsync(() => KeepAsync(seen, box, checkedValues.Value, actor, ct), ct) is { } refused)
            return refused;
        tell(progress = progress with { IsSaved = true });
        if (!untested && (await test.RunAsync(box.Name, actor, CancellationToken.None)).Ok)
            tell(progress with { IsTested = true });
        return default(Unit);
    }

    private async Task<MailboxSetup?> ReadAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.MailboxSetups.AsNoTracking().FirstOrDefaultAsync(one => one.Mailbox == SenderIdentities.DefaultMailbox, ct);
    }

    private static Problem Changed(MailboxSetup? now) =>
        now is null ? new Problem("SetupForgottenMeanwhile") : new Problem("SetupChangedMeanwhile", null, now.ChangedBy);

    // What is in force is kept; what the configuration says is written down without its passwords, so that it can go. The
    // servers have taken their time: what was read before them may be gone, and passwords that were kept are those of then.
    private async Task<Problem?> KeepAsync(long seen, MailboxSettings box, IReadOnlyDictionary<string, string> values, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var row = await db.MailboxSetups.FirstOrDefaultAsync(one => one.Mailbox == box.Name, ct);
        if (MailboxInput.SeenAt(row?.ChangedAt) != seen)
            return Changed(row);
        if (row is null)
        {
            row = new MailboxSetup
            {
                Mailbox = box.Name,
                Address = "",
                ImapHost = "",
                ImapSecurity = "",
                ImapUser = "",
                ImapFolder = "",
                SmtpHost = "",
                SmtpSecurity = "",
                SmtpUser = "",
                ChangedBy = "",
            };
            db.MailboxSetups.Add(row);
        }

        (row.Address, row.Name, row.PlusAddresses) = (box.Identity.Address, box.Identity.Name, box.Identity.PlusAddresses);
        (row.ImapHost, row.ImapPort, row.ImapSecurity) = (box.Imap.Host, box.Imap.Port, box.Imap.Security.ToString());
        (row.ImapUser, row.ImapFolder) = (box.Imap.User, box.Imap.Folder);
        (row.SmtpHost, row.SmtpPort, row.SmtpSecurity, row.SmtpUser) = (box.Smtp.Host, box.Smtp.Port, box.Smtp.Security.ToString(), box.Smtp.User);
        row.ImapPassword = Closed(MailboxKeys.ImapPassword, MailboxSecrets.Imap, box.Imap.Password);
        row.SmtpPassword = Closed(MailboxKeys.SmtpPassword, MailboxSecrets.Smtp, box.Smtp.Password);
        (row.ChangedAt, row.ChangedBy) = (clock.GetUtcNow(), actor.Name);
        db.AddAudit(actor, clock, "mail.mailbox", box.Identity.Address, string.Create(CultureInfo.InvariantCulture,
            $"imap {box.Imap.User} at {box.Imap.Host}:{box.Imap.Port}; smtp {box.Smtp.User} at {box.Smtp.Host}:{box.Smtp.Port}"));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        settings.Apply(values);
        return null;

        string? Closed(string key, string server, string password) =>
            settings.Fixed.Contains(key) || password.Length == 0 ? null : secrets.Close(box.Name, server, password);
    }
}
