using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SupportDesk.Data;
using SupportDesk.Data.Outbox;
using SupportDesk.Features.Templates;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Doctor;

/// <summary>Writes to the people of a shop; while it has none, to the desk's administrators.</summary>
internal sealed class TellShop(LetterTemplates templates, MailIdentities identities, IOptions<DeskOptions> desk, TimeProvider clock)
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
    /// <param name="path">Where in the desk the letter leads.</param>
    public async Task ApplyAsync(
        DeskDbContext db, IReadOnlyList<Person> people, LetterKind kind, string path, IReadOnlyDictionary<string, string?> values, CancellationToken ct)
    {
        var template = await templates.FindAsync(db, kind, LetterKind.Russian, ct);
        var (from, now) = (identities.For(MailPurposes.Merchants), clock.GetUtcNow());
        foreach (var person in people)
        {
            var words = template.Fill(new Dictionary<string, string?>(values)
            {
                ["doctor.link"] = desk.Value.Link(path).ToString(), ["person.name"] = person.Name, ["desk.name"] = desk.Value.Name,
            });
            var id = Ids.New(clock);
            db.Outbox.Add(new OutboxMail
            {
                Id = id,
                LetterId = string.Create(CultureInfo.InvariantCulture, $"doctor.{id:N}@{from.Domain}"),
                ToName = person.Name,
                ToAddress = person.Address,
                Mailbox = from.Mailbox,
                Subject = words.Subject!,
                Body = words.Body + "\n",
                Automatic = true,
                State = OutboxState.Queued,
                NextAttemptAt = now,
                CreatedAt = now,
            });
        }
    }
}
