using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Payments.Notifications;

public enum NotificationView
{
    All = 0,

    /// <summary>Their signature was wrong.</summary>
    Wrong = 1,

    /// <summary>The shop's own address did not take them.</summary>
    NotForwarded = 2,
}

/// <summary>The journal of a shop's notifications, youngest first, page by page.</summary>
public sealed class ListNotifications(IDbContextFactory<DeskDbContext> contexts) : IUseCase
{
    public const int PageSize = 50;

    /// <param name="InvId">Null for all.</param>
    /// <param name="Before">Only older ones; null to begin.</param>
    /// <param name="After">Only younger ones.</param>
    public sealed record Input(
        Guid ShopId,
        string? InvId = null,
        NotificationView View = NotificationView.All,
        PageKey? Before = null,
        PageKey? After = null
    );

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
    )
    {
        public PageKey Key => new(ReceivedAt, Id);
    }

    public async Task<KeyedPage<Row>> RunAsync(Input input, Actor actor, CancellationToken ct)
    {
        if (!actor.SeesShop(input.ShopId))
            return KeyedPages.Empty<Row>();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = db.Notifications.AsNoTracking().Where(n => n.ShopId == input.ShopId);
        rows = input.View switch
        {
            NotificationView.Wrong => rows.Where(n => n.Verdict == NotificationVerdict.WrongSignature),
            NotificationView.NotForwarded => rows.Where(n => n.Forward == ForwardState.Failed),
            _ => rows,
        };
        if (input.InvId?.Trim() is { Length: > 0 } invId)
            rows = rows.Where(n => n.InvId == invId);
        if (input.Before is (var before, var beforeId))
            rows = rows.Where(n => n.ReceivedAt <= before && (n.ReceivedAt < before || n.Id.CompareTo(beforeId) < 0));
        if (input.After is (var after, var afterId))
            rows = rows.Where(n => n.ReceivedAt >= after && (n.ReceivedAt > after || n.Id.CompareTo(afterId) > 0));
        var isBackward = input.After is not null;
        rows = isBackward ? rows.OrderBy(n => n.ReceivedAt).ThenBy(n => n.Id) : rows.OrderByDescending(n => n.ReceivedAt).ThenByDescending(n => n.Id);
        var read = (await rows.Take(PageSize + 1).ToListAsync(ct)).Select(Shown).ToList();
        return KeyedPages.Of(read, PageSize, isBackward, input.Before is null);
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
