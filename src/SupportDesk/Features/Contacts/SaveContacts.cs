using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Audit;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Features.Contacts;

/// <summary>
/// Replaces the provider's contacts. Only leads and administrators may: where e-mails go and whom the desk believes
/// hangs on it, so every change is on record.
/// </summary>
public sealed class SaveContacts(IDbContextFactory<DeskDbContext> contexts, TimeProvider clock) : IUseCase
{
    /// <param name="Domains">Parted by commas, blanks or line ends.</param>
    /// <param name="NumberPattern">Empty for what the settings say, or the usual ways to name a case.</param>
    /// <param name="AutomaticSigns">One a line: the beginning of a subject, or a local part with its @.</param>
    public sealed record Input(string? Email, string? Origin, string? Domains, string? NumberPattern = null, string? AutomaticSigns = null);

    private const int MostSigns = 20;
    private const int ShortestSign = 4;

    public static bool Allows(Actor actor) => actor.Role >= DeskRole.Lead;

    public async Task<Result<Unit>> RunAsync(Input input, Actor actor, CancellationToken ct)
    {
        if (!Allows(actor))
            return Problem.NotFound;
        var email = input.Email?.Trim();
        var words = (input.Domains ?? "").Split([',', ';', ' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries);
        var problems = new List<Problem>();
        if (!EmailAddress.IsReachable(email))
            problems.Add(new Problem("EmailWrong", nameof(Input.Email)));
        if (string.IsNullOrWhiteSpace(input.Origin))
            problems.Add(new Problem("OriginMissing", nameof(Input.Origin)));
        var domains = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var word in words)
        {
            if (DomainName.TryNormalize(word, out var domain))
                domains.Add(domain);
            else
                problems.Add(new Problem("DomainWrong", nameof(Input.Domains), word));
        }

        var pattern = input.NumberPattern?.Trim() ?? "";
        problems.AddRange(ProviderNumber.Of(pattern).Problems);
        var signs = (input.AutomaticSigns ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().ToList();
        if (signs.Count > MostSigns)
            problems.Add(new Problem("SignsMany", nameof(Input.AutomaticSigns), MostSigns));
        // A sign of two letters would make machines of everybody.
        problems.AddRange(
            signs.Where(sign => sign.Length is < ShortestSign or > 200).Take(1).Select(sign => new Problem("SignWrong", nameof(Input.AutomaticSigns), sign))
        );
        if (problems.Count > 0)
            return problems;

        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Contacts.ExecuteDeleteAsync(ct);
        var now = clock.GetUtcNow();
        var origin = input.Origin!.Trim();
        db.Contacts.Add(Row(ContactKind.ProviderEmail, email!));
        db.Contacts.AddRange(domains.Select(domain => Row(ContactKind.ProviderDomain, domain)));
        if (pattern.Length > 0)
            db.Contacts.Add(Row(ContactKind.ProviderNumberPattern, pattern));
        db.Contacts.AddRange(signs.Select(sign => Row(ContactKind.ProviderAutomaticSign, sign)));
        db.AddAudit(actor, clock, "contacts.save", email!, string.Join(' ', domains.Append(pattern)).Trim());
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return default(Unit);

        Contact Row(ContactKind kind, string value) =>
            new() { Id = Ids.New(clock), Kind = kind, Value = value, Origin = origin, CheckedAt = now };
    }
}
