using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Data.Outbox;
using SupportDesk.Features.Mailroom.Rules;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Mailroom.Receiving;

/// <summary>The one transaction of a letter: into its ticket, or onto the list of letters that wait for a person.</summary>
internal sealed class PlaceLetter(AppendLetter append, ReportDelivery delivery, MailSettings settings, TimeProvider clock)
{
    internal sealed record Judged(
        LetterFacts Letter, SenderTrust Trust, LetterMatch Match, bool IsAutomatic, IReadOnlyCollection<string> OfficialDomains, IReadOnlyList<Guid> Files);

    public async Task RunAsync(DeskDbContext db, MailLedger row, Judged judged, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (!judged.Match.Joins || await JoinAsync(db, row, judged, ct) is not { } ticket)
            await HoldAsync(db, row, judged, ct);
        else
            (row.Outcome, row.TicketId, row.Reason) = (LetterOutcome.Ticketed, ticket, null);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>A mail server reports on a letter of ours: the message shows it, and nothing else changes.</summary>
    public async Task ReportAsync(DeskDbContext db, MailLedger row, Guid message, DeliveryReport report, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var note = SafeText.Line(report.Text, 500).Text;
        if (report.Failed)
        {
            row.TicketId = await delivery.ApplyAsync(db, message, DeliveryState.Failed, note, clock.GetUtcNow(), ct);
            var sent = await db.Outbox.FirstOrDefaultAsync(mail => mail.MessageId == message, ct);
            if (sent is not null)
                (sent.State, sent.LastReply) = (OutboxState.Failed, note);
        }

        (row.Outcome, row.Reason) = (LetterOutcome.Suppressed, report.Failed ? "Bounce" : "DeliveryDelayed");
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private async Task<Guid?> JoinAsync(DeskDbContext db, MailLedger row, Judged judged, CancellationToken ct)
    {
        var (letter, match) = (judged.Letter, judged.Match);
        var ticket = await db.Tickets.Where(t => t.Id == match.TicketId)
            .Select(t => new { t.Number, t.Kind, t.Payment.InvoiceId, t.Payment.OrderNumber }).FirstOrDefaultAsync(ct);
        if (ticket is null)
            return null;
        var body = SafeText.Body(letter.Text);
        var ours = new[] { ticket.InvoiceId, ticket.OrderNumber, ticket.Number.ToString(System.Globalization.CultureInfo.InvariantCulture) };
        var result = await append.ApplyAsync(db, new IncomingLetter
        {
            TicketId = match.TicketId!.Value,
            Party = match.Party,
            Author = match.Party == Party.Provider ? AuthorKind.Provider : ticket.Kind == TicketKind.Payer ? AuthorKind.Payer : AuthorKind.Merchant,
            FromName = letter.FromName,
            FromAddress = letter.FromAddress,
            Subject = SafeText.Line(letter.Subject).Text,
            Body = body.Text,
            HiddenCount = body.Hidden,
            LetterId = letter.MessageId,
            At = row.ReceivedAt,
            Trust = judged.Trust,
            MatchedBy = match.Rule,
            IsAutomatic = judged.IsAutomatic,
            ProviderNumber = match.Party == Party.Provider ? settings.ProviderNumber.Read(letter.Subject, letter.Text, [.. ours.OfType<string>()]) : null,
            Attachments = judged.Files,
        }, ct);
        if (result.Ok)
            return result.Value.TicketId;
        // Anything else would leave half of the letter in this transaction.
        return result.Problems.Contains(Problem.NotFound) ? null : throw new InvalidOperationException($"The letter could not join: {result.Problems[0].Code}.");
    }

    private async Task HoldAsync(DeskDbContext db, MailLedger row, Judged judged, CancellationToken ct)
    {
        var letter = judged.Letter;
        var (body, subject, name) = (SafeText.Body(letter.Text), SafeText.Line(letter.Subject), SafeText.Line(letter.FromName, 120));
        var tricks = SenderTricks.Find(letter.FromName, letter.FromAddress, letter.ReplyTo, judged.OfficialDomains);
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
            Trust = judged.Trust,
            IsAutomatic = judged.IsAutomatic,
            Reason = (judged.Match.Hold ?? HoldReason.NoMatch).ToString(),
            Warnings = tricks == SenderTrick.None ? null : tricks.ToString().Replace(" ", "", StringComparison.Ordinal),
            HintTicketId = judged.Match.TicketId,
            At = row.ReceivedAt,
        };
        db.HeldLetters.Add(held);
        foreach (var file in await db.Attachments.Where(file => judged.Files.Contains(file.Id)).ToListAsync(ct))
            file.HeldLetterId = held.Id;
        (row.Outcome, row.TicketId, row.Reason) = (LetterOutcome.Held, null, held.Reason);
    }
}
