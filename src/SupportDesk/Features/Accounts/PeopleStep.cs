using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Findings;

namespace SupportDesk.Features.Accounts;

/// <summary>Somebody besides the first administrator.</summary>
internal sealed class PeopleStep(IDbContextFactory<DeskDbContext> contexts) : IFirstStep
{
    public string Key => "people";

    public int Order => 40;

    public LocalizedText Title => new(typeof(AccountsText), "FirstStep");

    public LocalizedText Why => new(typeof(AccountsText), "FirstStepWhy");

    public LocalizedText Go => new(typeof(AccountsText), "FirstStepGo");

    public string Href => "/desk/settings/people";

    public async Task<FirstStepState> LookAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var people = await db.Users.CountAsync(ct);
        return people > 1 ? new FirstStepState(true, new LocalizedText(typeof(AccountsText), "FirstStepDone", people)) : new FirstStepState(false);
    }
}
