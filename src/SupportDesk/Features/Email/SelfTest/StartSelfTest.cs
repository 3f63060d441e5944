using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Audit;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Email.Inbox;
using SupportDesk.Features.Email.Sending;
using SupportDesk.Features.Files;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.SelfTest;

/// <summary>
/// The desk writes to itself. Between two folders there is no post office: there the desk carries its e-mails over by
/// itself, so that writing and reading are tried all the same.
/// </summary>
internal sealed class StartSelfTest(
    IDbContextFactory<DeskDbContext> contexts,
    MailSettings settings,
    IEmailTransports transports,
    DataPaths paths,
    MailboxSignals signals,
    ChangeFeed changes,
    TimeProvider clock
) : IUseCase
{
    public static bool Allows(Actor actor) => actor.Role >= DeskRole.Lead;

    /// <param name="mailbox">Its name in the settings.</param>
    /// <returns>The id of the test; of the one that is under way, if there is one.</returns>
    public async Task<Result<Guid>> RunAsync(string mailbox, Actor actor, CancellationToken ct)
    {
        var box = settings.Mailboxes.FirstOrDefault(one => one.Name == mailbox);
        if (!Allows(actor) || box is null)
            return Problem.NotFound;
        if (box.IsHeld)
            return new Problem("MailboxHeld");
        await using var db = await contexts.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow();
        var last = await db
            .SelfTests.Include(t => t.Emails)
            .Where(t => t.Mailbox == box.LedgerName)
            .OrderByDescending(t => t.StartedAt)
            .FirstOrDefaultAsync(ct);
        if (last is not null && !SelfTestVerdict.IsOver(last, now))
            return last.Id;
        var test = NewTest(box, actor, now);
        db.SelfTests.Add(test);
        db.AddAudit(actor, clock, "mail.selftest", box.Name);
        await db.SaveChangesAsync(ct);
        await SendAsync(db, test, box, ct);

        signals.Call(box.LedgerName);
        return test.Id;
    }

    private async Task SendAsync(DeskDbContext db, MailSelfTest test, MailboxSettings box, CancellationToken ct)
    {
        await using var transport = transports.Open(box);
        foreach (var email in test.Emails)
        {
            await SendAsync(transport, test, email, box, ct);
            await db.SaveChangesAsync(ct);
            changes.Publish(ChangeKind.Email, test.Id);
        }
    }

    // The second e-mail goes to an address with a plus: whether such e-mails arrive decides how answers find their ticket.
    private MailSelfTest NewTest(MailboxSettings box, Actor actor, DateTimeOffset now)
    {
        var (own, code) = (box.Identity.Address, Ids.Code(20));
        var plus = own.Insert(own.LastIndexOf('@'), "+selftest");
        var id = Ids.New(clock);
        return new MailSelfTest
        {
            Id = id,
            Mailbox = box.LedgerName,
            Code = code,
            StartedAt = now,
            StartedBy = actor.Name,
            Emails =
            [
                .. SelfTestSamples.All.Select(
                    (sample, i) =>
                        new SelfTestEmail
                        {
                            Id = Ids.New(clock),
                            SelfTestId = id,
                            Sample = sample.Key,
                            Address = i == 1 ? plus : own,
                        }
                ),
            ],
        };
    }

    private async Task SendAsync(IMailTransport transport, MailSelfTest test, SelfTestEmail row, MailboxSettings box, CancellationToken ct)
    {
        var sample = SelfTestSamples.All.First(one => one.Key == row.Sample);
        var email = await SelfTestSamples.WriteAsync(sample, test.Code, box.Identity.Address, row.Address, clock.GetUtcNow(), ct);
        var name = $"{clock.GetUtcNow().ToUnixTimeSeconds()}.{row.Id:N}.selftest";
        SendResult sent;
        try
        {
            sent = await transport.SendAsync(name, email, ct);
            if (box.Transport == MailTransport.Folder && sent.Outcome == SendOutcome.Accepted)
                await new MaildirFolder(Path.GetFullPath(box.Incoming, paths.Root)).DeliverAsync(
                    name,
                    file => email.WriteToAsync(EmailFormat.Wire, file, ct),
                    ct
                );
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            sent = new SendResult(SendOutcome.Permanent, error.Message);
        }

        if (sent.Outcome is SendOutcome.Accepted or SendOutcome.Uncertain)
            row.SentAt = clock.GetUtcNow();
        else
            row.Problem = SanitizedText
                .Line(box.Secrets.Aggregate(sent.Reply, (text, secret) => text.Replace(secret, "···", StringComparison.Ordinal)), 300)
                .Text;
    }
}
