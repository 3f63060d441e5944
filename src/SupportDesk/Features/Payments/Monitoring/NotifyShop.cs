using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SupportDesk.Data;
using SupportDesk.Features.Outbox;
using SupportDesk.Features.Outbox.Templates;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Payments.Monitoring;

/// <summary>Writes to the people of a shop; while it has none, to the desk's administrators.</summary>
public sealed class NotifyShop(QueueEmail queue, EmailTemplates templates, SenderIdentities identities, IOptions<DeskOptions> desk) : IUseCase
{
    private const int Most = 20;

    public sealed record Person(Guid UserId, string Name, string Address, bool IsOfDesk);

    public static async Task<IReadOnlyList<Person>> PeopleAsync(DeskDbContext db, Guid shop, CancellationToken ct)
    {
        var people = await db.Users.Where(u => u.ShopId == shop && u.Role == DeskRole.MerchantStaff && u.Email != null && u.LockoutEnd == null)
            .OrderBy(u => u.CreatedAt).Take(Most).Select(u => new Person(u.Id, u.DisplayName, u.Email!, false)).ToListAsync(ct);
        return people.Count > 0 ? people : await db.Users.Where(u => u.Role == DeskRole.Admin && u.Email != null && u.LockoutEnd == null)
            .OrderBy(u => u.CreatedAt).Take(Most).Select(u => new Person(u.Id, u.DisplayName, u.Email!, true)).ToListAsync(ct);
    }

    /// <summary>Inside the caller's transaction, who wakes the outbox after it.</summary>
    /// <param name="path">Where in the desk the e-mail leads.</param>
    public async Task ApplyAsync(
        DeskDbContext db, IReadOnlyList<Person> people, EmailKind kind, string path, IReadOnlyDictionary<string, string?> values, CancellationToken ct)
    {
        var template = await templates.FindAsync(db, kind, EmailKind.Russian, ct);
        var from = identities.For(MailPurposes.Merchants);
        foreach (var person in people)
        {
            var words = template.Fill(new Dictionary<string, string?>(values)
            {
                ["doctor.link"] = desk.Value.Link(path).ToString(),
                ["person.name"] = person.Name,
                ["desk.name"] = desk.Value.Name,
            });
            queue.AddNotice(db, from, "doctor", person.Name, person.Address, words);
        }
    }
}
