using MailKit;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Email.Authentication;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Inbox;

/// <summary>Takes a claimed e-mail out of its mailbox and reads it. One that cannot be had gets its outcome here.</summary>
internal sealed class DownloadEmail(ClaimEmail claim, AuthenticateEmail authenticate, MailSettings settings) : IUseCase
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <returns>Null if there is nothing to take.</returns>
    /// <exception cref="Exception">The mailbox cannot be read any more; the claim has been told.</exception>
    public async Task<DownloadedEmail?> RunAsync(IMailboxVisit visit, MailLedger row, CancellationToken ct)
    {
        MemoryStream? raw;
        try
        {
            raw = await ReadAsync(visit, row, ct);
        }
        catch (CommandException refusal)
        {
            await claim.FailAsync(row, refusal, ct);
            return null;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            await claim.BreakOffAsync(row.Id, CancellationToken.None);
            throw;
        }

        if (raw is null)
            return null;
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
            limit.CancelAfter(Longest);
            var facts = await EmailContentReader.ReadAsync(raw, settings.Options.MaxLetterBytes, limit.Token);
            var bytes = new ArraySegment<byte>(raw.GetBuffer(), 0, (int)raw.Length);
            return new DownloadedEmail(row, facts, FindFirstDelivery.HashOfBody(bytes), raw.Length, authenticate.RunAsync(bytes, ct));
        }
        catch (Exception error) when (error is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            await claim.FailAsync(row, error, ct);
            return null;
        }
    }

    private async Task<MemoryStream?> ReadAsync(IMailboxVisit visit, MailLedger row, CancellationToken ct)
    {
        var content = await visit.ReadAsync(row.Uid, settings.Options.MaxLetterBytes, ct);
        if (content is null)
        {
            await claim.ForgetAsync([row.Id], ct);
            return null;
        }

        await using var stream = content.Stream;
        if (content.IsTooLarge)
        {
            await claim.FailAsync(row.Id, "TooLarge", forGood: true, ct);
            return null;
        }

        var raw = new MemoryStream();
        await stream.CopyToAsync(raw, ct);
        raw.Position = 0;
        return raw;
    }
}
