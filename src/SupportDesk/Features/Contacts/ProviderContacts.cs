using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Features.Contacts;

/// <summary>How the provider is reached. Without an address nothing can be sent to it.</summary>
/// <param name="Domains">Lower case, in their ASCII form; the domain of the address is among them.</param>
public sealed record ProviderContact(string? Email, string? Origin, DateTimeOffset? CheckedAt, IReadOnlyList<string> Domains)
{
    /// <summary>As it was entered, or as the settings have it; null for the usual ways to name a case.</summary>
    public string? NumberPattern { get; init; }

    /// <summary>Reads the provider's number out of its e-mails.</summary>
    public ProviderNumber Number { get; init; } = ProviderNumber.Usual;

    /// <summary>Beginnings of subjects, and local parts of addresses with their @, by which its machines are known.</summary>
    public IReadOnlyList<string> AutomaticSigns { get; init; } = [];
}

/// <summary>What the settings say about the provider until somebody enters it.</summary>
public sealed record ProviderDefaults(string? NumberPattern);

/// <summary>Keeps the last pattern ready: making one costs more than reading an e-mail with it.</summary>
public sealed class ProviderNumbers
{
    private volatile Kept last = new(null, ProviderNumber.Usual);

    private sealed record Kept(string? Pattern, ProviderNumber Number);

    public ProviderNumber Of(string? pattern)
    {
        var kept = last;
        if (kept.Pattern != pattern)
            last = kept = new Kept(pattern, ProviderNumber.Of(pattern) is { Ok: true } made ? made.Value : ProviderNumber.Usual);
        return kept.Number;
    }
}

/// <summary>Reads the contacts. They are no secret inside the desk: everyone who is signed in may see them.</summary>
public sealed class ProviderContacts(IDbContextFactory<DeskDbContext> contexts, ProviderDefaults defaults, ProviderNumbers numbers) : IUseCase
{
    private static readonly Func<DeskDbContext, IAsyncEnumerable<Contact>> All = EF.CompileAsyncQuery<DeskDbContext, Contact>(db =>
        db.Contacts.AsNoTracking().OrderBy(c => c.Value)
    );

    public async Task<ProviderContact> GetAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await GetAsync(db, ct);
    }

    /// <summary>The same inside the caller's context and transaction.</summary>
    public async Task<ProviderContact> GetAsync(DeskDbContext db, CancellationToken ct)
    {
        var rows = await All(db).ToListAsync(ct);
        var email = rows.FirstOrDefault(c => c.Kind == ContactKind.ProviderEmail);
        var domains = rows.Where(c => c.Kind == ContactKind.ProviderDomain).Select(c => c.Value)
            .Concat(email is null ? [] : [DomainName.Of(email.Value)])
            .Distinct();
        var pattern = rows.Find(c => c.Kind == ContactKind.ProviderNumberPattern)?.Value ?? defaults.NumberPattern;
        return new ProviderContact(email?.Value, email?.Origin, email?.CheckedAt, [.. domains])
        {
            NumberPattern = pattern,
            Number = numbers.Of(pattern),
            AutomaticSigns = [.. rows.Where(c => c.Kind == ContactKind.ProviderAutomaticSign).Select(c => c.Value)],
        };
    }
}
