using Microsoft.EntityFrameworkCore;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Accounts;
using SupportDesk.Features.Accounts.Links;
using SupportDesk.Features.Accounts.People;
using SupportDesk.Kernel;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Accounts;

/// <summary>What people do with accounts in tests.</summary>
internal static class AccountSteps
{
    public const string NewPassword = "тёплый чай с мятой";

    public static Task<Result<IssuedLink>> InviteAsync(this DeskFixture desk, Actor by, DeskRole role = DeskRole.Agent, string email = "lev@desk.example.ru",
        string? shop = null, bool byEmail = false) =>
        desk.UseAsync<InviteUser, Result<IssuedLink>>(invite => invite.RunAsync(new("Лев Переплётов", email, role, shop, byEmail), by, default));

    public static Task<Result<IssuedLink>> IssueAsync(this DeskFixture desk, Actor person, Actor by, bool byEmail = false) =>
        desk.UseAsync<IssueLink, Result<IssuedLink>>(issue => issue.RunAsync(person.UserId!.Value, byEmail, by, default));

    public static Task<Result<DeskUser>> UseLinkAsync(this DeskFixture desk, Uri link, string? name = null, string? password = NewPassword) =>
        desk.UseAsync<UseLink, Result<DeskUser>>(use => use.RunAsync(new(SecretOf(link), name, password), default));

    public static Task<Result<DeskUser>> ChangeAsync(this DeskFixture desk, Actor person, DeskRole role, Actor by, string? shop = null, string? email = null) =>
        desk.UseAsync<ChangeUser, Result<DeskUser>>(change =>
            change.RunAsync(new(person.UserId!.Value, person.Name, email ?? person.Email, role, shop), by, default));

    public static Task<Result<DeskUser>> DisableAsync(this DeskFixture desk, Actor person, Actor by, bool isDisabled = true) =>
        desk.UseAsync<DisableUser, Result<DeskUser>>(disable => disable.RunAsync(person.Email, isDisabled, by, default));

    /// <summary>By their names: time stands still, so they have no order.</summary>
    public static Task<List<string>> AuditAsync(this DeskFixture desk) =>
        desk.ReadAsync(db => db.Audit.OrderBy(record => record.Action).Select(record => record.Action).ToListAsync());

    public static async Task<Actor> LeadAsync(this DeskFixture desk)
    {
        await desk.ReadAsync(db => db.Users.Where(user => user.Id == desk.Agent.UserId).ExecuteUpdateAsync(set => set.SetProperty(u => u.Role, DeskRole.Lead)));
        return desk.Agent with { Role = DeskRole.Lead };
    }

    public static string SecretOf(Uri link) => link.AbsolutePath.Split('/')[^1];

    public static string CodeOf<T>(Result<T> result) => Assert.Single(result.Problems).Code;
}
