using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Outbox;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Mailroom.Receiving;

/// <summary>
/// Gives letters their outcomes, many in one commit: waiting for the disk takes longer than storing a letter. Each has a
/// savepoint of its own, so one that fails takes nothing of the others with it.
/// </summary>
internal sealed class TakeLetters(
    IDbContextFactory<DeskDbContext> contexts, TakeLetter take, FetchLetter fetch, Changes changes, OutboxSignal outbox, ILogger<TakeLetters> log)
{
    private const string Letter = "letter";

    /// <returns>Those that have their outcome now, in their order.</returns>
    public async Task<IReadOnlyList<FetchedLetter>> RunAsync(IMailbox mailbox, IReadOnlyList<FetchedLetter> letters, CancellationToken ct)
    {
        if (letters.Count == 0)
            return [];
        // Name servers may let the desk wait; nobody waits for the database meanwhile.
        await Task.WhenAll(letters.Select(letter => letter.Findings));
        if (letters.Count > 1 && await TryTogetherAsync(mailbox, letters, ct) is { } together)
            return together;
        var taken = new List<FetchedLetter>();
        foreach (var letter in letters)
        {
            if (await TryAloneAsync(mailbox, letter, ct))
                taken.Add(letter);
        }

        return taken;
    }

    private async Task<IReadOnlyList<FetchedLetter>?> TryTogetherAsync(IMailbox mailbox, IReadOnlyList<FetchedLetter> letters, CancellationToken ct)
    {
        try
        {
            return await TogetherAsync(mailbox, letters, ct);
        }
        catch (Exception error) when (error is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            log.LogWarning(error, "{Count} letters of {Mailbox} could not be stored together; they are taken one by one", letters.Count, mailbox.Name);
            return null;
        }
    }

    private async Task<IReadOnlyList<FetchedLetter>> TogetherAsync(IMailbox mailbox, IReadOnlyList<FetchedLetter> letters, CancellationToken ct)
    {
        var (taken, touched, failed) = (new List<FetchedLetter>(), new List<Guid>(), new List<(FetchedLetter, Exception)>());
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            db.Database.AutoSavepointsEnabled = false;
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            foreach (var letter in letters)
            {
                await transaction.CreateSavepointAsync(Letter, ct);
                try
                {
                    db.Ledger.Attach(letter.Row);
                    touched.Add(await take.RunAsync(db, letter.Row, mailbox.Settings, letter, ct));
                    taken.Add(letter);
                }
                catch (Exception error) when (error is not OperationCanceledException || !ct.IsCancellationRequested)
                {
                    await transaction.RollbackToSavepointAsync(Letter, ct);
                    failed.Add((letter, error));
                }

                db.ChangeTracker.Clear();
                await transaction.ReleaseSavepointAsync(Letter, ct);
            }

            await transaction.CommitAsync(ct);
        }

        Tell(touched);
        foreach (var (letter, error) in failed)
            await fetch.FailAsync(mailbox, letter.Row, error, ct);
        return taken;
    }

    private async Task<bool> TryAloneAsync(IMailbox mailbox, FetchedLetter letter, CancellationToken ct)
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            await db.Database.OpenConnectionAsync(ct);
            // What an earlier try has written into the row in memory is none of the database's.
            var row = await db.Ledger.FirstAsync(ledger => ledger.Id == letter.Row.Id, ct);
            Tell([await take.RunAsync(db, row, mailbox.Settings, letter, ct)]);
            return true;
        }
        catch (Exception error) when (error is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            await fetch.FailAsync(mailbox, letter.Row, error, ct);
            return false;
        }
    }

    private void Tell(IEnumerable<Guid> touched)
    {
        foreach (var ticket in touched)
            changes.Publish(ticket);
        outbox.Wake();
    }
}
