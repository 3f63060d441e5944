using Microsoft.EntityFrameworkCore;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Accounts;
using SupportDesk.Features.Contacts;
using SupportDesk.Features.Settings.Shops;
using SupportDesk.Kernel;

namespace SupportDesk.Cli.Demo;

/// <summary>Three shops and the six people of the demo.</summary>
internal sealed class DemoPeople
{
    public const string Provider = "support@robokassa.example";

    private static readonly (string Name, string Login, string Host, string Algorithm, int ProbeHours)[] ShopRows =
    [
        ("Белый чайник", "bely-chainik", "chainik.example", "sha256", 6),
        ("Мастерская «Лён и нить»", "len-i-nit", "len.example", "md5", 6),
        ("Книжная лавка «Закладка»", "zakladka", "zakladka.example", "sha512", 24),
    ];

    private static readonly (string Name, string Email, DeskRole Role, int? Shop)[] PeopleRows =
    [
        ("Ольга Зимина", "olga@desk.example", DeskRole.Admin, null),
        ("Роман Лунёв", "roman@desk.example", DeskRole.Lead, null),
        ("Дарья Ветрова", "darya@desk.example", DeskRole.Agent, null),
        ("Игнат Полевой", "ignat@desk.example", DeskRole.Agent, null),
        ("Марина Ключникова", "marina@chainik.example", DeskRole.MerchantStaff, 0),
        ("Тимофей Рябов", "timofey@len.example", DeskRole.MerchantStaff, 1),
    ];

    /// <param name="Merchant">Who writes for it; null for the shop that has nobody, whose cases people of the desk prepare.</param>
    public sealed record DemoShop(Guid Id, string Name, string Login, string ResultUrl, string Password2, Actor? Merchant);

    public required IReadOnlyList<DemoShop> Shops { get; init; }

    public required Actor Admin { get; init; }

    public required Actor Lead { get; init; }

    public required IReadOnlyList<Actor> Agents { get; init; }

    public static IEnumerable<string> Accounts => PeopleRows.Select(row => $"{row.Email}  {row.Role}  {row.Name}");

    /// <summary>Whoever works on most tickets, sometimes the lead.</summary>
    public Actor Worker(DemoDice dice) => dice.Share() switch { < 0.44 => Agents[0], < 0.84 => Agents[1], _ => Lead };

    public static async Task<DemoPeople> CreateAsync(DemoDesk desk, string password, CancellationToken ct)
    {
        // Shops come before people: each of the staff works for one of them.
        var founder = Actor.System with { Role = DeskRole.Admin };
        var shops = await desk.UseAsync<AddShop, List<Shop>>(async add =>
        {
            var made = new List<Shop>();
            foreach (var row in ShopRows)
                made.Add((await add.RunAsync(row.Name, row.Login, founder, ct)).Value);
            return made;
        });
        var actors = new List<Actor>();
        foreach (var row in PeopleRows)
        {
            var shop = row.Shop is { } at ? ShopRows[at].Login : null;
            var user = await desk.DoAsync<AddUser, DeskUser>(add => add.RunAsync(new(row.Name, row.Email, password, row.Role, shop), Actor.System, ct));
            actors.Add(new Actor(user.Id, user.DisplayName, user.Email, user.Role, user.ShopId));
        }

        var known = new List<DemoShop>();
        for (var i = 0; i < shops.Count; i++)
            known.Add(await SetUpAsync(desk, shops[i], i, actors, ct));
        await desk.DoAsync<SaveContacts, Unit>(save =>
            save.RunAsync(new(Provider, "Личный кабинет, раздел «Поддержка»", "robokassa.example", null, "Ваше обращение зарегистрировано"), actors[1], ct));
        return new DemoPeople { Shops = known, Admin = actors[0], Lead = actors[1], Agents = [actors[2], actors[3]] };
    }

    private static async Task<DemoShop> SetUpAsync(DemoDesk desk, Shop shop, int at, List<Actor> actors, CancellationToken ct)
    {
        var row = ShopRows[at];
        var url = $"https://pay.{row.Host}/robokassa/result";
        string[] passwords = [Ids.Code(20), Ids.Code(20), Ids.Code(20), Ids.Code(20)];
        await desk.DoAsync<SaveShop, Unit>(save => save.RunAsync(
            new(shop.Id, row.Algorithm, passwords, [false, false, false, false], url, false, $"pay.{row.Host}", Forwards: at != 2)
            {
                OpensTickets = true,
                ProbeHours = row.ProbeHours,
            },
            actors[0],
            ct
        ));
        return new DemoShop(shop.Id, shop.Name, shop.MerchantLogin, url, passwords[1], actors.Find(one => one.ShopId == shop.Id));
    }

    /// <summary>Nothing goes on by itself at hosts that do not exist.</summary>
    public static Task<int> StopProbesAsync(DemoDesk desk, CancellationToken ct) => desk.ReadAsync(async db =>
    {
        foreach (var settings in await db.ShopSettings.ToListAsync(ct))
            settings.ProbeDueAt = null;
        return await db.SaveChangesAsync(ct);
    });
}
