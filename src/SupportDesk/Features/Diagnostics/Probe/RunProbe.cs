using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Settings.Shops;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Findings;
using SupportDesk.Kernel.Formatting;
using SupportDesk.Robokassa;

namespace SupportDesk.Features.Diagnostics.Probe;

/// <summary>
/// Looks at a shop's ResultURL as the provider would call it, step by step, and keeps what it found. It only calls hosts
/// that an administrator has listed for the shop, and only with test notifications.
/// </summary>
public sealed class RunProbe(IDbContextFactory<DeskDbContext> contexts, ShopSecrets keys, IEnumerable<IProbeStep> steps, TimeProvider clock) : IUseCase
{
    private readonly IReadOnlyList<IProbeStep> steps = [.. steps];

    /// <param name="InvId">1 to 9223372036854775807.</param>
    public sealed record Input(Guid ShopId, string Url, bool ByGet, string InvId, string OutSum);

    /// <summary>What one step found; <paramref name="Seen"/> is null for one that had nothing to look at.</summary>
    /// <param name="Expected">What should have come instead of <paramref name="Evidence"/>; null where the two cannot be laid beside each other.</param>
    public sealed record Finding(
        string Name,
        Severity Severity,
        LocalizedText? Seen,
        LocalizedText? Advice,
        string? Evidence,
        long Milliseconds,
        string? Expected = null
    );

    /// <summary>For a run that is to be kept.</summary>
    public Guid NewId() => Ids.New(clock);

    public IReadOnlyList<string> StepNames => [.. steps.Select(step => step.Name)];

    /// <summary>Whether it could be run, before anything is sent.</summary>
    public async Task<Result<Unit>> CheckAsync(Input input, Actor actor, CancellationToken ct)
    {
        var plan = await PlanAsync(input, actor, ct);
        return plan.Ok ? default(Unit) : plan.Problems.ToList();
    }

    /// <summary>Runs the steps; each is given out as soon as it is done. The run is kept even if nobody waits for its end.</summary>
    /// <param name="id">Under which it is kept.</param>
    /// <exception cref="InvalidOperationException"><see cref="CheckAsync"/> would have refused it.</exception>
    public async IAsyncEnumerable<Finding> RunAsync(Guid id, Input input, Actor actor, [EnumeratorCancellation] CancellationToken ct)
    {
        var (plan, hosts) = (await PlanAsync(input, actor, ct)).Value;
        var state = new ProbeState(plan, hosts);
        var done = new List<Finding>();
        try
        {
            await foreach (var step in steps.WalkAsync(state, ct))
            {
                done.Add(step);
                yield return step;
            }
        }
        finally
        {
            if (done.Exists(step => step.Seen is not null))
                await KeepAsync(id, input, actor, state, done);
        }
    }

    private async Task<Result<(ProbePlan Plan, IReadOnlyList<string> Hosts)>> PlanAsync(Input input, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!actor.SeesShop(input.ShopId) || !await db.Shops.AnyAsync(s => s.Id == input.ShopId, ct))
            return Problem.NotFound;
        var settings = await db.ShopSettings.AsNoTracking().FirstOrDefaultAsync(s => s.ShopId == input.ShopId, ct);
        var hosts = (settings?.Hosts ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        List<Problem> problems = [];
        var url = ReadUrl(input.Url, hosts, problems);
        var password = settings is null ? null : keys.Open(settings).TestPassword2;
        if (!SignatureHash.TryParse(settings?.Algorithm, out var algorithm) || password is null)
            problems.Add(new("TestPasswordUnknown", nameof(Input.ShopId)));
        if (!InvoiceId.TryParse(input.InvId, out var invoice))
            problems.Add(new("InvIdWrong", nameof(Input.InvId)));
        if (!Amount.TryParse(input.OutSum, out var amount, out _))
            problems.Add(new("OutSumWrong", nameof(Input.OutSum)));
        if (problems.Count > 0)
            return problems;
        return (
            new ProbePlan(
                url!,
                input.ByGet ? HttpMethod.Get : HttpMethod.Post,
                invoice,
                amount.ToString("0.00", CultureInfo.InvariantCulture),
                algorithm,
                password!
            ),
            (IReadOnlyList<string>)hosts
        );
    }

    private static Uri? ReadUrl(string typed, IReadOnlyList<string> hosts, List<Problem> problems)
    {
        // An address inside this network is refused by the step that resolves it, where its evidence stands.
        if (PublicUrl.Wrong(typed) is { Code: not "UrlLocal" } wrong)
        {
            problems.Add(wrong with { Field = nameof(Input.Url) });
            return null;
        }

        var url = new Uri(typed.Trim());
        if (!AllowedHosts.Allows(hosts, url))
            problems.Add(new("HostNotListed", nameof(Input.Url), url.IsDefaultPort ? url.IdnHost : $"{url.IdnHost}:{url.Port}"));
        return url;
    }

    // Also when the page was left in the middle: what was sent must be on record.
    private async Task KeepAsync(Guid id, Input input, Actor actor, ProbeState state, List<Finding> done)
    {
        await using var db = await contexts.CreateDbContextAsync(CancellationToken.None);
        db.ProbeRuns.Add(
            new ProbeRun
            {
                Id = id,
                ShopId = input.ShopId,
                Url = state.Plan.Url.ToString(),
                At = clock.GetUtcNow(),
                ByUserId = actor.UserId,
                Verdict = (int)done.Max(step => step.Severity),
                Trouble = done.Where(step => step.Severity == done.Max(one => one.Severity) && step.Severity > Severity.Green)
                    .Select(step => step.Name)
                    .FirstOrDefault(),
                FirstByteMilliseconds = state.Reply is { } reply ? (int)reply.FirstByte.TotalMilliseconds : null,
                Steps = ProbeRecord.Write(done),
            }
        );
        await db.SaveChangesAsync(CancellationToken.None);
    }
}
