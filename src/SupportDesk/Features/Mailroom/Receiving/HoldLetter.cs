using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Mailroom.Rules;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Mailroom.Receiving;

/// <summary>Puts a letter onto the list of those that wait for a person; within the transaction of its storing.</summary>
internal sealed class HoldLetter(TellSender tell, TimeProvider clock)
{
    public async Task RunAsync(DeskDbContext db, MailLedger row, JudgedLetter judged, CancellationToken ct)
    {
        var letter = judged.Letter;
        var (body, subject, name) = (SafeText.Body(letter.Text), SafeText.Line(letter.Subject), SafeText.Line(letter.FromName, 120));
        var held = new HeldLetter
        {
            Id = Ids.New(clock),
            LedgerId = row.Id,
            FromAddress = SafeText.Line(letter.FromAddress, 254).Text,
            FromName = name.Text,
            Subject = subject.Text,
            Body = body.Text,
            HiddenCount = body.Hidden + subject.Hidden + name.Hidden,
            LetterId = letter.MessageId,
            Trust = judged.Origin.Trust,
            IsAutomatic = judged.Origin.IsAutomatic,
            Reason = (judged.Permission.Reason ?? HoldReason.NoMatch).ToString(),
            Warnings = WarningsOf(judged),
            Missing = letter.Missing,
            HintTicketId = judged.Target,
            At = row.ReceivedAt,
        };
        db.HeldLetters.Add(held);
        foreach (var file in await db.Attachments.Where(file => judged.Files.Contains(file.Id)).ToListAsync(ct))
            file.HeldLetterId = held.Id;
        if (judged.Permission.TellSender)
            tell.Add(db, judged);
        (row.Outcome, row.TicketId, row.Reason) = (LetterOutcome.Held, null, held.Reason);
    }

    private static string? WarningsOf(JudgedLetter judged)
    {
        var tricks = judged.Origin.Tricks;
        string?[] keys = [tricks == SenderTrick.None ? null : tricks.ToString().Replace(" ", "", StringComparison.Ordinal), AccountMail.Is(judged.Letter) ? nameof(AccountMail) : null];
        return string.Join(',', keys.OfType<string>()) is { Length: > 0 } warnings ? warnings : null;
    }
}
