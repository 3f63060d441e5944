using SupportDesk.Kernel;

namespace SupportDesk.Features.Settings.Shops;

/// <summary>
/// Takes over of a form only what its person changed: what somebody else changed since they opened it stays, so that a host
/// that was taken off the list does not come back with it. Where both changed the same, the person is told and decides.
/// </summary>
/// <param name="was">What the person saw.</param>
/// <param name="now">What is stored.</param>
internal sealed class MergeShop(ReadShops.Row was, ReadShops.Row now)
{
    internal const string Changed = "ShopChangedMeanwhile";
    private readonly List<Problem> problems = [];

    public Result<SaveShop.Input> Run(SaveShop.Input typed)
    {
        var merged = typed with
        {
            Name = typed.Name is { } name ? Of("Name", name.Trim(), was.Name, now.Name) : null,
            MerchantLogin = typed.MerchantLogin is { } login ? Of("MerchantLogin", login.Trim(), was.MerchantLogin, now.MerchantLogin) : null,
            Algorithm = Of("Algorithm", typed.Algorithm.ToLowerInvariant(), was.Algorithm, now.Algorithm),
            ResultUrl = Of("ResultUrl", string.IsNullOrWhiteSpace(typed.ResultUrl) ? null : typed.ResultUrl.Trim(), was.ResultUrl, now.ResultUrl),
            Hosts = Of("Hosts", AllowedHosts.Spell(typed.Hosts), string.Join(' ', was.Hosts), string.Join(' ', now.Hosts)),
            ByGet = Of("ByGet", typed.ByGet, was.ByGet, now.ByGet),
            Forwards = Of("Forwards", typed.Forwards, was.Forwards, now.Forwards),
            Reconciles = Of("Reconciles", typed.Reconciles, was.Reconciles, now.Reconciles),
            OpensTickets = Of("OpensTickets", typed.OpensTickets, was.OpensTickets, now.OpensTickets),
            ProbeHours = Of("ProbeHours", typed.ProbeHours, was.ProbeHours, now.ProbeHours),
        };
        return problems.Count > 0 ? problems : merged;
    }

    private T Of<T>(string field, T typed, T before, T stored)
    {
        if (Same(typed, before))
            return stored;
        if (!Same(stored, before) && !Same(typed, stored))
            problems.Add(new Problem(Changed, field, stored?.ToString() is { Length: > 0 } text ? text : "–"));
        return typed;

        static bool Same(T one, T other) => EqualityComparer<T>.Default.Equals(one, other);
    }
}
