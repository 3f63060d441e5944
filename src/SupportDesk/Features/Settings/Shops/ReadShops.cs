using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Settings.Shops;

/// <summary>The shops that a person may look at with the doctor, and what of them is known; no password ever.</summary>
public sealed class ReadShops(IDbContextFactory<DeskDbContext> contexts) : IUseCase
{
    /// <param name="Known">Whether #1, #2, test #1 and test #2 are stored.</param>
    public sealed record Row(
        Guid Id,
        string Name,
        string MerchantLogin,
        string Algorithm,
        IReadOnlyList<bool> Known,
        string? ResultUrl,
        bool ByGet,
        IReadOnlyList<string> Hosts,
        bool Forwards,
        DateTimeOffset? ChangedAt
    )
    {
        public bool Reconciles { get; init; }

        public bool OpensTickets { get; init; }

        public int ProbeHours { get; init; }

        public DateTimeOffset? ArchivedAt { get; init; }

        /// <summary>By the looks that nobody asked for.</summary>
        public AddressHealth Address { get; init; }

        public DateTimeOffset? AddressSince { get; init; }

        public bool HasTestPassword2 => Known[3];
    }

    public async Task<IReadOnlyList<Row>> RunAsync(Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await (
            from shop in db.Shops.AsNoTracking().VisibleTo(actor)
            join settings in db.ShopSettings on shop.Id equals settings.ShopId into known
            from settings in known.DefaultIfEmpty()
            orderby shop.Name
            select new { shop, settings }).ToListAsync(ct);
        return [.. rows.Select(row => Shown(row.shop, row.settings))];
    }

    internal static Row Shown(Shop shop, ShopSettings? settings) =>
        new(
            shop.Id,
            shop.Name,
            shop.MerchantLogin,
            settings?.Algorithm ?? "md5",
            [settings?.Password1 is not null, settings?.Password2 is not null, settings?.TestPassword1 is not null, settings?.TestPassword2 is not null],
            settings?.ResultUrl,
            settings?.ByGet ?? false,
            (settings?.Hosts ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries),
            settings?.Forwards ?? false,
            settings?.ChangedAt
        )
        {
            Reconciles = settings?.Reconciles ?? false,
            OpensTickets = settings?.OpensTickets ?? false,
            ProbeHours = settings?.ProbeHours ?? 0,
            ArchivedAt = shop.ArchivedAt,
            Address = settings?.Address ?? AddressHealth.Unknown,
            AddressSince = settings?.AddressSince,
        };
}
