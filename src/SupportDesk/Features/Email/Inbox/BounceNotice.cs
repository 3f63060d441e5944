using Microsoft.Extensions.Localization;
using SupportDesk.Data;
using SupportDesk.Features.Files;
using SupportDesk.Features.Outbox;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Inbox;

/// <summary>Tells somebody of the desk, proven and known, that their e-mail was not taken into the ticket. It says nothing of the ticket.</summary>
internal sealed class BounceNotice(QueueEmail queue, IStringLocalizer<EmailText> texts, MailSettings settings) : IUseCase
{
    public void Add(DeskDbContext db, DecidedEmail decided)
    {
        var from = settings.Identities.Of(decided.Origin.Mailbox);
        var subject = "Re: " + SanitizedText.Line(decided.Email.Subject, 200).Text;
        queue.Add(db, new(from, queue.NewNoticeId(from, "notice"), null, decided.Origin.Sender, subject, texts["NoticeNotTaken"].Value + "\n")
        {
            InReplyTo = decided.Email.MessageId,
            IsAutomatic = true,
        });
    }
}
