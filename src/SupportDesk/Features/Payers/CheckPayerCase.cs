using SupportDesk.Features.Outbox;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Payers;

/// <summary>Says what is wrong with a payer's form, all at once, and which shop it is about.</summary>
internal sealed class CheckPayerCase(ListPayerShops shops, SenderIdentities identities, DeskTime time, TimeProvider clock) : IUseCase
{
    /// <returns>The answers as they count, and the shop; null where there is none to choose.</returns>
    public async Task<Result<(CheckedAnswers Answers, Guid? Shop)>> RunAsync(PayerAnswers typed, CancellationToken ct)
    {
        var known = await shops.RunAsync(ct);
        var answers = CheckAnswers.Run(typed, clock.GetUtcNow(), time.Zone);
        var problems = answers.Problems.ToList();
        var shop = known.Count == 1 ? known[0].Id : known.FirstOrDefault(s => s.Id.ToString() == typed.Shop)?.Id;
        if (shop is null && known.Count > 1)
            problems.Add(new("ShopMissing", "shop"));
        if (answers.Ok && identities.IsOurs(answers.Value.Email))
            problems.Add(new("EmailOurs", "email"));
        if (problems.Count > 0)
            return problems;
        return (answers.Value, shop);
    }
}
