using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Features.Email.SelfTest;
using SupportDesk.Features.Outbox;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Findings;

namespace SupportDesk.Features.Email.Setup;

/// <summary>The desk's mailbox, through which an e-mail to itself came back.</summary>
internal sealed class MailboxStep(IDbContextFactory<DeskDbContext> contexts, MailSettings settings, TimeProvider clock) : IFirstStep
{
    public string Key => "mailbox";

    public int Order => 20;

    public LocalizedText Title => new(typeof(MailboxText), "FirstStep");

    public LocalizedText Why => new(typeof(MailboxText), "FirstStepWhy");

    public LocalizedText Go => new(typeof(MailboxText), "FirstStepGo");

    public string Href => "/desk/settings/mailbox";

    public async Task<FirstStepState> LookAsync(CancellationToken ct)
    {
        var box = settings.MailboxOf(SenderIdentities.DefaultMailbox);
        if (box.Transport == MailTransport.Folder)
            return new FirstStepState(false, new LocalizedText(typeof(MailboxText), "FirstStepFolder"));
        if (box.IsHeld)
            return new FirstStepState(false, new LocalizedText(typeof(MailboxText), "FirstStepHeld"));
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (name, now) = (box.LedgerName, clock.GetUtcNow());
        var tests = await db.SelfTests.AsNoTracking().Include(test => test.Emails).Where(test => test.Mailbox == name)
            .OrderByDescending(test => test.StartedAt).Take(5).ToListAsync(ct);
        // An e-mail that came back proves both ways; a later test that is not over yet takes nothing from it.
        return tests.Exists(test => SelfTestVerdict.CameBack(test, now))
            ? new FirstStepState(true, new LocalizedText(typeof(MailboxText), "FirstStepDone", box.Identity.Address))
            : new FirstStepState(false, new LocalizedText(typeof(MailboxText), "FirstStepUntested", box.Identity.Address));
    }
}
