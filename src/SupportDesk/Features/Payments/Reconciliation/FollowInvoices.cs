using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Features.Payments.Reconciliation;

/// <summary>Puts invoices on the list by hand; those that came off it are followed anew.</summary>
public sealed class FollowInvoices(IDbContextFactory<DeskDbContext> contexts, TimeProvider clock) : IUseCase
{
    public const int Most = 500;

    /// <param name="Numbers">Parted by blanks, commas or lines, as people paste them.</param>
    public sealed record Input(Guid ShopId, string Numbers);

    /// <returns>How many are followed now that were not.</returns>
    public async Task<Result<int>> RunAsync(Input input, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!actor.SeesShop(input.ShopId) || !await db.Shops.AnyAsync(s => s.Id == input.ShopId, ct))
            return Problem.NotFound;
        if (!await db.Shops.Working().AnyAsync(s => s.Id == input.ShopId, ct))
            return new Problem("FollowArchived", nameof(Input.ShopId));
        if (!await db.ShopSettings.AnyAsync(s => s.ShopId == input.ShopId && s.Password2 != null, ct))
            return new Problem("Password2Unknown", nameof(Input.ShopId));
        var numbers = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var word in input.Numbers.Split([' ', ',', ';', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!InvoiceId.TryParse(word, out var number))
                return new Problem("FollowWrong", nameof(Input.Numbers), word.Length > 40 ? word[..40] : word);
            numbers.Add(number);
        }

        if (numbers.Count is 0 or > Most)
            return new Problem(numbers.Count == 0 ? "FollowNone" : "FollowMany", nameof(Input.Numbers), Most);
        // The write lock first: the desk may just have put one of them on the list by itself.
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var known = await db.ReconciledInvoices.Where(w => w.ShopId == input.ShopId && numbers.Contains(w.InvId)).ToDictionaryAsync(w => w.InvId, ct);
        var now = clock.GetUtcNow();
        var news = 0;
        foreach (var number in numbers)
        {
            if (!known.TryGetValue(number, out var row))
                db.ReconciledInvoices.Add(
                    row = new ReconciledInvoice
                    {
                        Id = Ids.New(clock),
                        ShopId = input.ShopId,
                        InvId = number,
                        Since = now,
                        State = ReconciliationState.Stopped,
                    }
                );
            if (row.State == ReconciliationState.Followed)
                continue;
            (row.State, row.Alarm, row.AlarmedAt, row.Since, row.NextAt) = (ReconciliationState.Followed, ReconciliationAlarm.None, null, now, now);
            news++;
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return news;
    }
}
