using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Audit;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Formatting;
using SupportDesk.Robokassa;

namespace SupportDesk.Features.Settings.Shops;

/// <summary>Keeps what the doctor needs of a shop. Only administrators may: the list of hosts decides whom the desk calls.</summary>
public sealed class SaveShop(IDbContextFactory<DeskDbContext> contexts, ShopSecrets keys, ShopCache directory, TimeProvider clock) : IUseCase
{
    private const int MostHosts = 20;

    /// <summary>How often an address may be looked at by itself, in hours; 0 is never.</summary>
    public static readonly IReadOnlyList<int> ProbeHours = [0, 1, 6, 24];

    /// <param name="Passwords">#1, #2, test #1, test #2; an empty one keeps what is stored.</param>
    /// <param name="Forget">The passwords to be forgotten, in the same order.</param>
    public sealed record Input(
        Guid ShopId,
        string Algorithm,
        IReadOnlyList<string?> Passwords,
        IReadOnlyList<bool> Forget,
        string? ResultUrl,
        bool ByGet,
        string? Hosts,
        bool Forwards
    )
    {
        /// <summary>Null leaves it as it is.</summary>
        public string? Name { get; init; }

        /// <summary>A corrected identifier; null leaves it as it is.</summary>
        public string? MerchantLogin { get; init; }

        /// <summary>Whoever corrects the identifier has read what hangs on it (<see cref="ReadShopUse"/>).</summary>
        public bool ConfirmsLogin { get; init; }

        /// <summary>Its invoices are followed by themselves.</summary>
        public bool Reconciles { get; init; }

        public bool OpensTickets { get; init; }

        /// <summary>What the person saw who changes it: only what differs from that is changed. Null changes every field.</summary>
        public ReadShops.Row? Was { get; init; }

        /// <summary>One of <see cref="SaveShop.ProbeHours"/>: consent to the test notifications of every look.</summary>
        public int ProbeHours { get; init; }
    }

    public static bool Allows(Actor actor) => actor.Role == DeskRole.Admin;

    public async Task<Result<Unit>> RunAsync(Input input, Actor actor, CancellationToken ct)
    {
        if (!Allows(actor))
            return Problem.NotFound;
        await using var db = await contexts.CreateDbContextAsync(ct);
        // The write lock first: of two with one identifier the second sees the other, and nothing changes between reading and writing.
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var shop = await db.Shops.FirstOrDefaultAsync(s => s.Id == input.ShopId, ct);
        if (shop is null)
            return Problem.NotFound;
        var row = await db.ShopSettings.FirstOrDefaultAsync(s => s.ShopId == shop.Id, ct);
        if (input.Was is { } was)
        {
            var merged = new MergeShop(was, ReadShops.Shown(shop, row)).Run(input);
            if (!merged.Ok)
                return merged.Problems.ToList();
            input = merged.Value;
        }

        var (hosts, problems) = Check(input);
        if (!SignatureHash.TryParse(input.Algorithm, out var algorithm))
            problems.Add(new Problem("AlgorithmUnknown", nameof(Input.Algorithm), input.Algorithm));
        if (input.ProbeHours != 0 && !CanProbe(input, hosts, row))
            problems.Add(new Problem("ProbeHoursWrong", nameof(Input.ProbeHours)));
        var login = input.MerchantLogin?.Trim() ?? shop.MerchantLogin;
        if (login != shop.MerchantLogin && await WhyNotLoginAsync(db, shop, login, input.ConfirmsLogin, ct) is { } wrong)
            problems.Add(wrong);
        if (input.Name is not null && ShopRules.WrongName(input.Name) is { } unnamed)
            problems.Add(unnamed);
        if (problems.Count > 0)
            return problems;

        var before = shop.MerchantLogin == login ? "" : $"; was {shop.MerchantLogin}";
        (shop.MerchantLogin, shop.Name) = (login, input.Name?.Trim() ?? shop.Name);
        if (row is null)
            db.ShopSettings.Add(row = new ShopSettings { ShopId = shop.Id, Algorithm = "" });
        (row.Algorithm, row.ByGet, row.Forwards, row.ChangedAt) = (algorithm.ToString().ToLowerInvariant(), input.ByGet, input.Forwards, clock.GetUtcNow());
        (row.Reconciles, row.OpensTickets) = (input.Reconciles, input.OpensTickets);
        Schedule(row, shop.ArchivedAt is not null, string.IsNullOrWhiteSpace(input.ResultUrl) ? null : input.ResultUrl.Trim(), input.ProbeHours);
        row.Hosts = string.Join(' ', hosts);
        SaveShopPasswords.Apply(row, keys, input.Passwords, input.Forget);
        db.AddAudit(
            actor,
            clock,
            "shop.settings",
            shop.MerchantLogin,
            $"{row.Algorithm}; {row.Hosts}; "
                + $"passwords entered: {input.Passwords.Count(password => !string.IsNullOrEmpty(password))}; "
                + $"looked at every {row.ProbeHours} h{before}"
        );
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        directory.Forget();
        return default(Unit);
    }

    private static async Task<Problem?> WhyNotLoginAsync(DeskDbContext db, Shop shop, string login, bool isConfirmed, CancellationToken ct) =>
        await ShopRules.WrongLoginAsync(db, shop.Id, login, ct)
        ?? (isConfirmed || !(await ReadShopUse.OfAsync(db, shop.Id, ct)).IsAny ? null : new Problem("LoginConfirm", nameof(Input.ConfirmsLogin)));

    private static bool CanProbe(Input input, SortedSet<string> hosts, ShopSettings? row)
    {
        const int testPassword2 = 3;
        var isKnown = !string.IsNullOrEmpty(input.Passwords[testPassword2]) || (row?.TestPassword2 is not null && !input.Forget[testPassword2]);
        return isKnown
            && ProbeHours.Contains(input.ProbeHours)
            && Uri.TryCreate(input.ResultUrl?.Trim(), UriKind.Absolute, out var url)
            && AllowedHosts.Allows([.. hosts], url);
    }

    // What was seen of one address says nothing of another.
    private void Schedule(ShopSettings row, bool isArchived, string? url, int hours)
    {
        if (row.ResultUrl != url || hours == 0)
            (row.Address, row.AddressSince) = (AddressHealth.Unknown, null);
        if (hours == 0 || isArchived)
            row.ProbeDueAt = null;
        else if (row.ResultUrl != url || row.ProbeHours != hours || row.ProbeDueAt is null)
            row.ProbeDueAt = clock.GetUtcNow();
        (row.ResultUrl, row.ProbeHours) = (url, hours);
    }

    private static (SortedSet<string> Hosts, List<Problem> Problems) Check(Input input)
    {
        var problems = new List<Problem>();
        if (input.Passwords.Any(password => password?.Length > SaveShopPasswords.Longest))
            problems.Add(new Problem("PasswordLong", nameof(Input.Passwords), SaveShopPasswords.Longest));
        if (!string.IsNullOrWhiteSpace(input.ResultUrl) && PublicUrl.Wrong(input.ResultUrl) is { Code: not "UrlLocal" } wrong)
            problems.Add(wrong with { Field = nameof(Input.ResultUrl) });
        var hosts = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var word in AllowedHosts.Words(input.Hosts))
        {
            if (AllowedHosts.Read(word) is { } host)
                hosts.Add(host);
            else
                problems.Add(new Problem("HostWrong", nameof(Input.Hosts), word));
        }

        if (hosts.Count > MostHosts)
            problems.Add(new Problem("HostsMany", nameof(Input.Hosts), MostHosts));
        return (hosts, problems);
    }
}
