using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Features.Email.Matching;
using SupportDesk.Features.Files;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.SelfTest;

/// <summary>
/// An e-mail of a self-test came back: what it shows is written down, and it makes no ticket. Only a code that this desk
/// made up lately counts, so nobody can send anything past the rules this way.
/// </summary>
internal sealed class TakeSelfTest(TimeProvider clock) : IUseCase
{
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(1);

    /// <returns>True if it was one; the caller saves its outcome together with it.</returns>
    public async Task<bool> RunAsync(DeskDbContext db, EmailFacts email, MailboxSettings box, CancellationToken ct)
    {
        if (SelfTestSamples.Find(email.Text) is not { } mark)
            return false;
        var (since, name) = (clock.GetUtcNow() - Remembered, box.LedgerName);
        var test = await db
            .SelfTests.Where(t => t.Code == mark.Code && t.Mailbox == name && t.StartedAt > since)
            .Select(t => (Guid?)t.Id)
            .FirstOrDefaultAsync(ct);
        var row = test is null ? null : await db.SelfTestEmails.FirstOrDefaultAsync(l => l.SelfTestId == test && l.Sample == mark.Key, ct);
        if (row is null)
            return false;
        row.ArrivedAt ??= clock.GetUtcNow();
        row.Decoded = SelfTestSamples.IsIntact(email.Subject, email.Text);
        if (email.Headers.Where(header => header.Is("Authentication-Results")).Select(header => header.Value).FirstOrDefault() is { } results)
        {
            row.AuthservId = AuthenticationResult.Parse(results)[0].FirstOrDefault() is { Length: > 0 and <= 200 } id ? SanitizedText.Line(id).Text : null;
            row.AuthResults = SanitizedText.Line(results, 500).Text;
        }

        return true;
    }
}
