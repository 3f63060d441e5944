using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Payments.Notifications;

/// <summary>The journal of a shop's notifications, youngest first, page by page.</summary>
public sealed class ListNotifications(IDbContextFactory<DeskDbContext> contexts) : IUseCase
{
    public const int PageSize = 50;

    /// <param name="InvId">Null for all.</param>
    /// <param name="Before">Only older ones; null to begin.</param>
    public sealed record Input(Guid ShopId, string? InvId = null, DateTimeOffset? Before = null);

    public sealed record Row(
        Guid Id,
        string InvId,
        string? OutSum,
        bool IsTest,
        NotificationVerdict Verdict,
        string? State,
        IReadOnlyList<KeyValuePair<string, string>> Fields,
        bool IsWhole,
        DateTimeOffset ReceivedAt,
        string Reply,
        int Repeats,
        DateTimeOffset? RepeatedAt,
        ForwardState Forward,
        int ForwardAttempts,
        DateTimeOffset? ForwardAt,
        string? ForwardReply
    );

    public async Task<IReadOnlyList<Row>> RunAsync(Input input, Actor actor, CancellationToken ct)
    {
        if (!actor.SeesShop(input.ShopId))
            return [];
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = db.Notifications.AsNoTracking().Where(n => n.ShopId == input.ShopId);
        if (input.InvId?.Trim() is { Length: > 0 } invId)
            rows = rows.Where(n => n.InvId == invId);
        if (input.Before is { } before)
            rows = rows.Where(n => n.ReceivedAt < before);
        return [.. (await rows.OrderByDescending(n => n.ReceivedAt).Take(PageSize).ToListAsync(ct)).Select(Shown)];
    }

    private static Row Shown(Notification n) =>
        new(
            n.Id,
            n.InvId,
            n.OutSum,
            n.IsTest,
            n.Verdict,
            n.State,
            NotificationFields.Read(n.Fields),
            n.IsWhole,
            n.ReceivedAt,
            n.Reply,
            n.Repeats,
            n.RepeatedAt,
            n.Forward,
            n.ForwardAttempts,
            n.ForwardAt,
            n.ForwardReply
        );
}
