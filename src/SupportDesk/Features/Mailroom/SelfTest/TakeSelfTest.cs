using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Features.Mailroom.Rules;
using SupportDesk.Features.Tickets;

namespace SupportDesk.Features.Mailroom.SelfTest;

/// <summary>
/// A letter of a self-test came back: what it shows is written down, and it makes no ticket. Only a code that this desk
/// made up lately counts, so nobody can send anything past the rules this way.
/// </summary>
internal sealed class TakeSelfTest(TimeProvider clock)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(1);

    /// <returns>True if it was one; the caller saves its outcome together with it.</returns>
    public async Task<bool> RunAsync(DeskDbContext db, LetterFacts letter, MailboxSettings box, CancellationToken ct)
    {
        if (SelfTestSamples.Find(letter.Text) is not { } mark)
            return false;
        var (since, name) = (clock.GetUtcNow() - Remembered, box.LedgerName);
        var test = await db.SelfTests.Where(t => t.Code == mark.Code && t.Mailbox == name && t.StartedAt > since).Select(t => (Guid?)t.Id).FirstOrDefaultAsync(ct);
        var row = test is null ? null : await db.SelfTestLetters.FirstOrDefaultAsync(l => l.SelfTestId == test && l.Sample == mark.Key, ct);
        if (row is null)
            return false;
        row.ArrivedAt ??= clock.GetUtcNow();
        row.Decoded = SelfTestSamples.IsIntact(letter.Subject, letter.Text);
        if (letter.Headers.Where(header => header.Is("Authentication-Results")).Select(header => header.Value).FirstOrDefault() is { } results)
        {
            row.AuthservId = SenderVerdict.Parse(results)[0].FirstOrDefault() is { Length: > 0 and <= 200 } id ? SafeText.Line(id).Text : null;
            row.AuthResults = SafeText.Line(results, 500).Text;
        }

        return true;
    }
}
