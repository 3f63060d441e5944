using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Features.Diagnostics;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Findings;

namespace SupportDesk.Features.Payments.Shops;

/// <summary>A shop with both passwords of its integration: without them nothing about a signature can be said.</summary>
internal sealed class ShopStep(IDbContextFactory<DeskDbContext> contexts) : IFirstStep
{
    public string Key => "shop";

    public int Order => 10;

    public LocalizedText Title => new(typeof(DiagnosticsText), "FirstStep");

    public LocalizedText Why => new(typeof(DiagnosticsText), "FirstStepWhy");

    public LocalizedText Go => new(typeof(DiagnosticsText), "FirstStepGo");

    public string Href => "/desk/settings/shops";

    public async Task<FirstStepState> LookAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var shops = await (
            from shop in db.Shops.AsNoTracking()
            join settings in db.ShopSettings on shop.Id equals settings.ShopId into known
            from settings in known.DefaultIfEmpty()
            orderby shop.Name
            select new { shop.Name, HasBoth = settings != null && settings.Password1 != null && settings.Password2 != null }).ToListAsync(ct);
        return shops.Find(shop => shop.HasBoth) is { } ready ? new FirstStepState(true, new LocalizedText(typeof(DiagnosticsText), "FirstStepDone", ready.Name))
            : shops is [var first, ..] ? new FirstStepState(false, new LocalizedText(typeof(DiagnosticsText), "FirstStepNoPasswords", first.Name))
            : new FirstStepState(false);
    }
}
