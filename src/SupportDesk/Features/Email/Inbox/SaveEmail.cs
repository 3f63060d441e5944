using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Email.Matching;
using SupportDesk.Features.Files;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Inbox;

/// <summary>
/// Step 8, the one transaction of an e-mail: what it causes and the outcome in the ledger are committed together, e-mails
/// that follow from it are rows of the outbox.
/// </summary>
internal sealed class SaveEmail(AppendEmail append, OpenFromEmail open, SuspendEmail suspend, ReportDelivery delivery, TimeProvider clock) : IUseCase
{
    public async Task RunAsync(DeskDbContext db, MailLedger row, DecidedEmail decided, CancellationToken ct)
    {
        await using var transaction = await BeginAsync(db, ct);
        var ticket = decided.Permission.Decision switch
        {
            ReplyDecision.Join => await append.RunAsync(db, row, decided, ct),
            ReplyDecision.OpenTicket => await open.RunAsync(db, row, decided, ct),
            _ => null,
        };
        if (ticket is null)
        {
            await suspend.RunAsync(db, row, decided, ct);
        }
        else
        {
            (row.Outcome, row.TicketId, row.Reason) = (EmailOutcome.Ticketed, ticket, null);
            if (decided.HasCopies)
                await DismissCopies.RunAsync(db, row, clock.GetUtcNow(), ct);
        }

        await db.SaveChangesAsync(ct);
        if (transaction is not null)
            await transaction.CommitAsync(ct);
    }

    /// <summary>A mail server reports on an e-mail of ours: the message shows it, and nothing else changes.</summary>
    public async Task ReportAsync(DeskDbContext db, MailLedger row, EmailClass.Report report, CancellationToken ct)
    {
        await using var transaction = await BeginAsync(db, ct);
        var note = SanitizedText.Line(report.Content.Text, 500).Text;
        if (report.Content.Failed)
        {
            // A copy for a participant has a row of its own: only that recipient is marked.
            var sent = await db
                .Outbox.Where(mail => mail.MessageId == report.MessageId)
                .OrderByDescending(mail => mail.InternetMessageId == report.Content.OriginalId)
                .ThenBy(mail => mail.ParticipantId != null)
                .FirstOrDefaultAsync(ct);
            row.TicketId = sent is null
                ? await delivery.ApplyAsync(db, report.MessageId, DeliveryState.Failed, note, clock.GetUtcNow(), ct)
                : await delivery.ApplyAsync(db, sent, DeliveryState.Failed, note, clock.GetUtcNow(), ct);
            if (sent is not null)
                (sent.State, sent.LastReply) = (OutboxState.Failed, note);
        }

        (row.Outcome, row.Reason) = (EmailOutcome.Suppressed, report.Content.Failed ? "Bounce" : "DeliveryDelayed");
        await db.SaveChangesAsync(ct);
        if (transaction is not null)
            await transaction.CommitAsync(ct);
    }

    /// <summary>Nothing follows from it.</summary>
    public static async Task SuppressAsync(DeskDbContext db, MailLedger row, string reason, Guid? ticket, CancellationToken ct)
    {
        (row.Outcome, row.Reason, row.TicketId) = (EmailOutcome.Suppressed, reason, ticket);
        await db.SaveChangesAsync(ct);
    }

    // E-mails that are stored together have one already.
    private static async Task<IDbContextTransaction?> BeginAsync(DeskDbContext db, CancellationToken ct) =>
        db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(ct) : null;
}
