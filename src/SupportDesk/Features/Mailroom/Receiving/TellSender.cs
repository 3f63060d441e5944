using System.Globalization;
using Microsoft.Extensions.Localization;
using SupportDesk.Data;
using SupportDesk.Data.Outbox;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Mailroom.Receiving;

/// <summary>Tells somebody of the desk, proven and known, that their letter was not taken into the ticket. It says nothing of the ticket.</summary>
internal sealed class TellSender(IStringLocalizer<MailroomText> texts, MailSettings settings, TimeProvider clock)
{
    public void Add(DeskDbContext db, JudgedLetter judged)
    {
        var id = Ids.New(clock);
        var identity = settings.Identities.Of(judged.Origin.Mailbox);
        var now = clock.GetUtcNow();
        db.Outbox.Add(new OutboxMail
        {
            Id = id,
            LetterId = string.Create(CultureInfo.InvariantCulture, $"notice.{id:N}@{identity.Domain}"),
            InReplyTo = judged.Letter.MessageId,
            ToAddress = judged.Origin.Sender,
            Mailbox = identity.Mailbox,
            Subject = "Re: " + SafeText.Line(judged.Letter.Subject, 200).Text,
            Body = texts["NoticeNotTaken"].Value + "\n",
            Automatic = true,
            State = OutboxState.Queued,
            NextAttemptAt = now,
            CreatedAt = now,
        });
    }
}
