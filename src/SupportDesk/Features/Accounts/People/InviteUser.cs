using SupportDesk.Features.Accounts.Links;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Accounts.People;

/// <summary>Adds a person who sets their own password by a link. Administrators may.</summary>
internal sealed class InviteUser(AccountTransaction transaction, AddUser add, IssueLink issue) : IUseCase
{
    /// <param name="Shop">MerchantLogin of the person's shop; needed for merchant staff, and left out for others.</param>
    /// <param name="ByEmail">The link goes to the person as an e-mail.</param>
    public sealed record Input(string? Name, string? Email, DeskRole Role, string? Shop, bool ByEmail);

    public async Task<Result<IssuedLink>> RunAsync(Input input, Actor actor, CancellationToken ct)
    {
        var shop = input.Role == DeskRole.MerchantStaff ? input.Shop : null;
        var issued = await transaction.RunAsync(actor, async (db, users) =>
        {
            var added = await add.ApplyAsync(db, users, new(input.Name, input.Email, null, input.Role, shop), actor, ct);
            return added.Ok ? await issue.ApplyAsync(db, added.Value, input.ByEmail, actor, ct) : added.Problems.ToList();
        }, ct);
        issue.Wake(issued);
        return issued;
    }
}
