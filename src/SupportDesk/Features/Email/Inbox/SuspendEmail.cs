using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Email.Matching;
using SupportDesk.Features.Files;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Inbox;

/// <summary>Puts an e-mail onto the list of those that wait for a person; within the transaction of its storing.</summary>
internal sealed class SuspendEmail(BounceNotice tell, TimeProvider clock) : IUseCase
{
    public async Task RunAsync(DeskDbContext db, MailLedger row, DecidedEmail judged, CancellationToken ct)
    {
        var email = judged.Email;
        var (body, subject, name) = (SanitizedText.Body(email.Text), SanitizedText.Line(email.Subject), SanitizedText.Line(email.FromName, 120));
        var held = new SuspendedEmail
        {
            Id = Ids.New(clock),
            LedgerId = row.Id,
            FromAddress = SanitizedText.Line(email.FromAddress, 254).Text,
            FromName = name.Text,
            Subject = subject.Text,
            Body = body.Text,
            HiddenCount = body.Hidden + subject.Hidden + name.Hidden,
            InternetMessageId = email.MessageId,
            Trust = judged.Origin.Trust,
            IsAutomatic = judged.Origin.IsAutomatic,
            Reason = (judged.Permission.Reason ?? SuspensionReason.NoMatch).ToString(),
            Warnings = WarningsOf(judged),
            Missing = email.Missing,
            HintTicketId = judged.Target,
            At = row.ReceivedAt,
        };
        db.SuspendedEmails.Add(held);
        foreach (var file in await db.Attachments.Where(file => judged.Files.Contains(file.Id)).ToListAsync(ct))
            file.SuspendedEmailId = held.Id;
        if (judged.Permission.BounceNotice)
            tell.Add(db, judged);
        (row.Outcome, row.TicketId, row.Reason) = (EmailOutcome.Suspended, null, held.Reason);
    }

    private static string? WarningsOf(DecidedEmail judged)
    {
        var tricks = judged.Origin.Signals;
        string?[] keys =
        [
            tricks == SpoofingSignal.None ? null : tricks.ToString().Replace(" ", "", StringComparison.Ordinal),
            AccountMail.Is(judged.Email) ? nameof(AccountMail) : null,
        ];
        return string.Join(',', keys.OfType<string>()) is { Length: > 0 } warnings ? warnings : null;
    }
}
