using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;

namespace SupportDesk.Features.Contacts;

/// <summary>How the provider is reached. Without an address nothing can be sent to it.</summary>
/// <param name="Domains">Lower case, in their ASCII form; the domain of the address is among them.</param>
public sealed record ProviderContact(string? Email, string? Origin, DateTimeOffset? CheckedAt, IReadOnlyList<string> Domains);

/// <summary>Reads the contacts. They are no secret inside the desk: everyone who is signed in may see them.</summary>
public sealed class ProviderContacts(IDbContextFactory<DeskDbContext> contexts)
{
    public async Task<ProviderContact> GetAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.Contacts.AsNoTracking().OrderBy(c => c.Value).ToListAsync(ct);
        var email = rows.FirstOrDefault(c => c.Kind == ContactKind.ProviderEmail);
        var domains = rows.Where(c => c.Kind == ContactKind.ProviderDomain).Select(c => c.Value)
            .Concat(email is null ? [] : [MailDomain.Of(email.Value)])
            .Distinct();
        return new ProviderContact(email?.Value, email?.Origin, email?.CheckedAt, [.. domains]);
    }
}
