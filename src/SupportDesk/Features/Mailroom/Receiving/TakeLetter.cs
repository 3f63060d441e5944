using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Data.Outbox;
using SupportDesk.Features.Contacts;
using SupportDesk.Features.Mailroom.Rules;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Mailroom.Receiving;

/// <summary>
/// Gives one letter its one outcome: the message, the ticket and the row of the ledger are committed together. The raw
/// letter is in memory only.
/// </summary>
internal sealed class TakeLetter(
    IDbContextFactory<DeskDbContext> contexts, FindPointers pointers, StoreLetterFiles files, PlaceLetter place,
    ProviderContacts contacts, MailSettings settings, IOptions<MailIdentity> identity, Changes changes, OutboxSignal outbox)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    public async Task RunAsync(Guid ledgerId, MemoryStream raw, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Longest);
        var letter = await LetterReader.ReadAsync(raw, settings.Options.MaxLetterBytes, limit.Token);
        await using var db = await contexts.CreateDbContextAsync(limit.Token);
        var row = await db.Ledger.FirstAsync(ledger => ledger.Id == ledgerId, limit.Token);
        row.BodySha256 = Convert.ToHexStringLower(SHA256.HashData(BodyOf(raw.GetBuffer().AsSpan(0, (int)raw.Length))));
        row.LetterId = letter.MessageId ?? MadeUpId(letter, row.BodySha256);
        row.Sender = SafeText.Line(letter.FromName.Length > 0 ? $"{letter.FromName} <{letter.FromAddress}>" : letter.FromAddress).Text;
        row.Subject = SafeText.Line(letter.Subject).Text;

        if (await FindFirstAsync(db, row, limit.Token) is { } first)
        {
            if (first.BodySha256 == row.BodySha256)
            {
                await SuppressAsync(db, row, "Duplicate", first.TicketId, limit.Token);
                return;
            }

            row.IdReused = true;
        }

        if (await IsEchoAsync(db, letter, limit.Token) is { } echoOf)
            await SuppressAsync(db, row, "Echo", echoOf, limit.Token);
        else if (letter.Report is { OriginalId: { } original } report && await pointers.VerifyAsync(db, original, limit.Token) is { } reported)
            await place.ReportAsync(db, row, reported.MessageId, report, limit.Token);
        else
            await PlaceAsync(db, row, letter, limit.Token);
        // A letter that waits has no ticket; the list of letters asks again on any change.
        changes.Publish(row.TicketId ?? row.Id);
        outbox.Wake();
    }

    private async Task PlaceAsync(DeskDbContext db, MailLedger row, LetterFacts letter, CancellationToken ct)
    {
        var domains = (await contacts.GetAsync(ct)).Domains;
        var trust = SenderVerdict.Of(letter, settings.Options.AuthservId);
        var match = LetterMatcher.Decide(letter.FromAddress, trust, await pointers.RunAsync(db, letter, ct), domains);
        if (DomainName.SameAddress(letter.FromAddress, identity.Value.Address))
            match = match with { Hold = HoldReason.FromOurselves };
        row.Rule = match.Rule;
        row.Losers = LoserList.Write(match.Losers);
        var stored = await files.RunAsync(letter, ct);
        try
        {
            await place.RunAsync(db, row, new PlaceLetter.Judged(letter, trust, match, AutomaticMail.Is(letter), domains, stored), ct);
        }
        catch
        {
            await files.RemoveAsync(stored);
            throw;
        }
    }

    // A letter whose ids we signed was sent by us. Some hosts give a copy of their own id: ours is then the last of its references.
    private async Task<Guid?> IsEchoAsync(DeskDbContext db, LetterFacts letter, CancellationToken ct)
    {
        if (letter.MessageId is { } id && await pointers.VerifyAsync(db, id, ct) is { } own)
            return own.TicketId;
        if (!DomainName.SameAddress(letter.FromAddress, identity.Value.Address) || letter.References.Count == 0)
            return null;
        if (await pointers.VerifyAsync(db, letter.References[^1], ct) is not { } last)
            return null;
        var sent = await db.Outbox.Where(m => m.MessageId == last.MessageId).Select(m => new { m.Subject, m.InReplyTo }).FirstOrDefaultAsync(ct);
        return sent is not null && sent.Subject == letter.Subject && (sent.InReplyTo ?? "") == (letter.InReplyTo.Count > 0 ? letter.InReplyTo[^1] : "")
            ? last.TicketId
            : null;
    }

    private static Task<MailLedger?> FindFirstAsync(DeskDbContext db, MailLedger row, CancellationToken ct) => db.Ledger.AsNoTracking()
        .Where(ledger => ledger.LetterId == row.LetterId && ledger.Id != row.Id
            && (ledger.Outcome == LetterOutcome.Ticketed || ledger.Outcome == LetterOutcome.Held || ledger.Outcome == LetterOutcome.Suppressed))
        .OrderByDescending(ledger => ledger.BodySha256 == row.BodySha256).ThenBy(ledger => ledger.ReceivedAt)
        .FirstOrDefaultAsync(ct);

    private static async Task SuppressAsync(DeskDbContext db, MailLedger row, string reason, Guid? ticket, CancellationToken ct)
    {
        (row.Outcome, row.Reason, row.TicketId) = (LetterOutcome.Suppressed, reason, ticket);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Two deliveries of a letter without an id are still recognised as one letter.</summary>
    private static string MadeUpId(LetterFacts letter, string bodySha256) => "none." + Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes($"{letter.FromAddress}\n{letter.Date:O}\n{letter.Subject}\n{bodySha256}")));

    // Two deliveries differ in the headers that servers put on top, not behind the first empty line.
    private static ReadOnlySpan<byte> BodyOf(ReadOnlySpan<byte> raw)
    {
        var (crlf, lf) = (raw.IndexOf("\r\n\r\n"u8), raw.IndexOf("\n\n"u8));
        return crlf >= 0 && (lf < 0 || crlf < lf) ? raw[(crlf + 4)..] : lf >= 0 ? raw[(lf + 2)..] : raw;
    }
}
