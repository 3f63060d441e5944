using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Contacts;
using SupportDesk.Features.Email.Authentication;
using SupportDesk.Features.Email.Matching;
using SupportDesk.Features.Email.Messages;
using SupportDesk.Features.Email.SelfTest;
using SupportDesk.Features.Files;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Inbox;

/// <summary>
/// The way of one e-mail to its one outcome, step by step. Step 0, the claim, is behind it: <see cref="ClaimEmail"/>, and
/// the e-mail has been read: <see cref="DownloadEmail"/>. The raw e-mail is in memory only.
/// </summary>
internal sealed class ProcessEmail(
    ClassifyEmail classify,
    DescribeOrigin describe,
    FindReferences findReferences,
    ProviderContacts contacts,
    NewTicketLimits limits,
    SaveEmailFiles files,
    DeleteFiles delete,
    SaveEmail save,
    TakeSelfTest selfTest
) : IUseCase
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <param name="db">With a transaction of the caller's, nothing is committed here; without one, everything is.</param>
    /// <param name="row">Tracked by <paramref name="db"/>.</param>
    public async Task RunAsync(DeskDbContext db, MailLedger row, MailboxSettings box, DownloadedEmail fetched, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Longest);
        await TakeAsync(db, row, box, fetched, limit.Token);
    }

    private async Task TakeAsync(DeskDbContext db, MailLedger row, MailboxSettings box, DownloadedEmail fetched, CancellationToken ct)
    {
        // 2 STRIP and reading are behind it, too: the id that step 1 asks for stands in the e-mail.
        var email = fetched.Facts;
        Note(row, email, fetched.BodySha256);

        // 1 DEDUPE
        var isKnown = await FindFirstDelivery.IsKnownAsync(db, row, ct);
        var first = isKnown ? await FindFirstDelivery.RunAsync(db, row, ct) : null;
        row.IdReused = first is not null && first.BodySha256 != row.BodySha256;
        if (first is not null && !row.IdReused)
        {
            await SaveEmail.SuppressAsync(db, row, "Duplicate", first.TicketId, ct);
            return;
        }

        if (await selfTest.RunAsync(db, email, box, ct))
        {
            await SaveEmail.SuppressAsync(db, row, "SelfTest", null, ct);
            return;
        }

        // 3 CLASSIFY
        switch (await classify.RunAsync(db, email, ct))
        {
            case EmailClass.Loopback loopback:
                await SaveEmail.SuppressAsync(db, row, "Echo", loopback.TicketId, ct);
                break;
            case EmailClass.Report report:
                await save.ReportAsync(db, row, report, ct);
                break;
            case EmailClass.Email kind:
                await DecideAsync(db, row, box, email, await fetched.Findings, kind.IsAutomatic, isKnown, ct);
                break;
        }
    }

    private async Task DecideAsync(
        DeskDbContext db,
        MailLedger row,
        MailboxSettings box,
        EmailFacts email,
        DeskFindings found,
        bool isAutomatic,
        bool hasCopies,
        CancellationToken ct
    )
    {
        // 4 AUTH
        var host = await TrustedAuthservIds.OfAsync(db, box, ct);
        var provider = await contacts.GetAsync(db, ct);
        var origin = await describe.RunAsync(db, email, found, box, provider, host, isAutomatic, ct);
        // 5 MATCH
        var match = EmailMatcher.Decide(origin, await findReferences.RunAsync(db, email, box, provider.Number, ct));
        (row.Rule, row.Rejected) = (match.Rule, RejectedReferenceList.Write(match.Rejected));
        db.EmailCopies.Add(EmailCopies.Of(email, row.Id, origin.Basis));
        row.ForgedIds = match.Rejected.Count(rejected => rejected.Why == RejectionReason.NotSigned);
        // 6 AUTHORISE
        var permission = ReplyPolicy.Decide(origin, match);
        if (permission.Decision == ReplyDecision.OpenTicket && !await limits.AllowAsync(db, origin.Sender, ct))
            permission = ReplyPermission.Suspend(SuspensionReason.TooManyNew);
        // 7 STATE
        var target = match.TicketId ?? match.Hint;
        if (match is { TicketId: { } matched, Party: { } party } && await FindTarget.RunAsync(db, matched, party, ct) is var handedOn)
        {
            target = handedOn.TicketId;
            if (handedOn.IsOtherRequester && permission.Decision == ReplyDecision.Join)
                permission = ReplyPermission.Suspend(SuspensionReason.OtherRequester);
        }

        // 8 STORE
        var stored = await files.RunAsync(email, ct);
        try
        {
            await save.RunAsync(db, row, new DecidedEmail(email, origin, match, permission, provider, target, stored, hasCopies), ct);
        }
        catch
        {
            await delete.DiscardAsync(stored);
            throw;
        }
    }

    private static void Note(MailLedger row, EmailFacts email, string bodySha256)
    {
        row.BodySha256 = bodySha256;
        row.InternetMessageId = email.MessageId ?? FindFirstDelivery.MadeUpId(email, bodySha256);
        row.ThreadRoot = FindReferences.ThreadRootOf(email);
        row.Sender = SanitizedText.Line(email.FromName.Length > 0 ? $"{email.FromName} <{email.FromAddress}>" : email.FromAddress).Text;
        row.Subject = SanitizedText.Line(email.Subject).Text;
    }
}
