using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Email.Matching;
using SupportDesk.Features.Files;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Inbox;

/// <summary>Puts an e-mail onto the list of those that wait for a person; within the transaction of its storing.</summary>
internal sealed class SuspendEmail(BounceNotice bounce, TimeProvider clock) : IUseCase
{
    public async Task RunAsync(DeskDbContext db, MailLedger row, DecidedEmail decided, CancellationToken ct)
    {
        var email = decided.Email;
        var (body, subject, name) = (SanitizedText.Body(email.Text), SanitizedText.Line(email.Subject), SanitizedText.Line(email.FromName, 120));
        var suspended = new SuspendedEmail
        {
            Id = Ids.New(clock),
            LedgerId = row.Id,
            FromAddress = SanitizedText.Line(email.FromAddress, 254).Text,
            FromName = name.Text,
            Subject = subject.Text,
            Body = body.Text,
            HiddenCount = body.Hidden + subject.Hidden + name.Hidden,
            InternetMessageId = email.MessageId,
            Trust = decided.Origin.Trust,
            IsAutomatic = decided.Origin.IsAutomatic,
            Reason = (decided.Permission.Reason ?? SuspensionReason.NoMatch).ToString(),
            Warnings = WarningsOf(decided),
            Missing = email.Missing,
            HintTicketId = decided.Target,
            At = row.ReceivedAt,
        };
        db.SuspendedEmails.Add(suspended);
        foreach (var file in await db.Attachments.Where(file => decided.Files.Contains(file.Id)).ToListAsync(ct))
            file.SuspendedEmailId = suspended.Id;
        if (decided.Permission.BounceNotice)
            bounce.Add(db, decided);
        (row.Outcome, row.TicketId, row.Reason) = (EmailOutcome.Suspended, null, suspended.Reason);
    }

    private static string? WarningsOf(DecidedEmail decided)
    {
        var signals = decided.Origin.Signals;
        string?[] keys =
        [
            signals == SpoofingSignal.None ? null : signals.ToString().Replace(" ", "", StringComparison.Ordinal),
            AccountMail.LetsIn(decided.Email) ? nameof(AccountMail) : AccountMail.IsOfList(decided.Email) ? "MailingList" : null,
        ];
        return string.Join(',', keys.OfType<string>()) is { Length: > 0 } warnings ? warnings : null;
    }
}
