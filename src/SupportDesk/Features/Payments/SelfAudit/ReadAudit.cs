using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Diagnostics.Probe;
using SupportDesk.Features.Settings.Shops;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Findings;

namespace SupportDesk.Features.Payments.SelfAudit;

/// <summary>Whether a shop keeps a good practice.</summary>
public enum AuditState
{
    Kept = 0,
    Broken = 1,

    /// <summary>The doctor could see it and has not looked yet.</summary>
    NotSeen = 2,

    /// <summary>Only the shop's own people can see it.</summary>
    AskYourself = 3,
}

/// <summary>Goes through what a good integration does, and ticks what the doctor has seen: in the last check, the journal, the settings.</summary>
public sealed class ReadAudit(IDbContextFactory<DeskDbContext> contexts, ShopSecrets keys, TimeProvider clock) : IUseCase
{
    private static readonly (string Key, string[] Steps)[] Probed =
    [
        ("Encrypted", ["tls"]),
        ("Reached", ["dns", "tcp", "redirect", "wall"]),
        ("Answers", ["answer"]),
        ("InTime", ["time"]),
        ("Repeats", ["repeat"]),
        ("Refuses", ["forgery"]),
    ];

    private static readonly string[] Own = ["Amount", "Unique", "OnlyResult", "Logged", "Sources", "Receipts"];
    private static readonly TimeSpan Recent = TimeSpan.FromDays(30);

    /// <param name="Key">Of its texts, <c>Audit_</c> before it.</param>
    public sealed record Practice(string Key, AuditState State, string? Evidence = null);

    /// <param name="ProbedAt">When its ResultURL was last checked.</param>
    public sealed record Report(IReadOnlyList<Practice> Practices, DateTimeOffset? ProbedAt);

    public async Task<Report?> RunAsync(Guid shop, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!actor.SeesShop(shop) || !await db.Shops.AnyAsync(s => s.Id == shop, ct))
            return null;
        var settings = await db.ShopSettings.AsNoTracking().FirstOrDefaultAsync(s => s.ShopId == shop, ct);
        var url = Uri.TryCreate(settings?.ResultUrl, UriKind.Absolute, out var address) ? address.ToString() : null;
        var run = await db.ProbeRuns.AsNoTracking().Where(r => r.ShopId == shop && r.Url == url).OrderByDescending(r => r.At).FirstOrDefaultAsync(ct);
        var since = clock.GetUtcNow() - Recent;
        var wrong = await db.Notifications.CountAsync(n => n.ShopId == shop && n.ReceivedAt > since && n.Verdict == NotificationVerdict.WrongSignature, ct);
        var all = await db.Notifications.CountAsync(n => n.ShopId == shop && n.ReceivedAt > since, ct);
        return new Report(
            [.. FromProbe(run), .. FromSettings(settings), Journal(wrong, all), .. Own.Select(key => new Practice(key, AuditState.AskYourself))],
            run?.At
        );
    }

    internal static IEnumerable<Practice> FromProbe(ProbeRun? run)
    {
        var steps = run is null ? [] : ProbeRecord.Read(run.Steps).Where(step => step.Seen is not null).ToDictionary(step => step.Name);
        foreach (var (key, names) in Probed)
        {
            var seen = names.Where(steps.ContainsKey).Select(name => steps[name]).ToList();
            yield return seen.Find(step => step.Severity > Severity.Green) is { } bad
                ? new Practice(key, AuditState.Broken, bad.Evidence)
                : new Practice(key, seen.Count(step => step.Severity == Severity.Green) == names.Length ? AuditState.Kept : AuditState.NotSeen);
        }
    }

    private IEnumerable<Practice> FromSettings(ShopSettings? settings)
    {
        yield return new Practice(
            "Algorithm",
            settings is null ? AuditState.NotSeen
                : settings.Algorithm is "md5" or "sha1" or "ripemd160" ? AuditState.Broken
                : AuditState.Kept,
            settings?.Algorithm
        );
        var passwords = settings is null ? null : keys.Open(settings);
        string?[] known = [passwords?.Password1, passwords?.Password2, passwords?.TestPassword1, passwords?.TestPassword2];
        var given = known.OfType<string>().ToList();
        yield return new Practice(
            "Passwords",
            given.Count < 2 ? AuditState.NotSeen
                : given.Distinct().Count() == given.Count ? AuditState.Kept
                : AuditState.Broken
        );
        // The shop may do it by itself as well; that cannot be seen from here.
        yield return new Practice("Reconciled", settings is { Reconciles: true, Password2: not null } ? AuditState.Kept : AuditState.AskYourself);
    }

    private static Practice Journal(int wrong, int all) =>
        new(
            "Journal",
            all == 0 ? AuditState.NotSeen
                : wrong == 0 ? AuditState.Kept
                : AuditState.Broken,
            all == 0 ? null : $"{wrong} / {all}"
        );
}
