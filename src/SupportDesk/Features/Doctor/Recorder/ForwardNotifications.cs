using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Doctor.Probe;

namespace SupportDesk.Features.Doctor.Recorder;

/// <summary>Sends notifications on to the shop's own address until it answers as the provider expects, with growing pauses.</summary>
internal sealed class ForwardNotifications(IDbContextFactory<DeskDbContext> contexts, ProbeHttp http, TimeProvider clock)
{
    private const int MostAtOnce = 50;
    private static readonly TimeSpan[] Pauses = [.. new[] { 1, 1, 2, 5, 10, 30, 60, 180, 360, 720 }.Select(minutes => TimeSpan.FromMinutes(minutes))];

    /// <returns>How many were tried.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow();
        var due = await db.Notifications.Where(n => n.Forward == ForwardState.Waiting && n.ForwardAt <= now).OrderBy(n => n.ForwardAt).Take(MostAtOnce).ToListAsync(ct);
        if (due.Count == 0)
            return 0;
        var shops = due.Select(n => n.ShopId).Distinct().ToList();
        var settings = await db.ShopSettings.AsNoTracking().Where(s => shops.Contains(s.ShopId)).ToDictionaryAsync(s => s.ShopId, ct);
        foreach (var notification in due)
        {
            await TryAsync(notification, settings.GetValueOrDefault(notification.ShopId), ct);
            // Each for itself: what was sent must be known even if the next one takes the desk down.
            await db.SaveChangesAsync(CancellationToken.None);
        }

        return due.Count;
    }

    private async Task TryAsync(Notification notification, ShopSettings? settings, CancellationToken ct)
    {
        notification.ForwardAttempts++;
        var hosts = (settings?.Hosts ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (settings?.ResultUrl is not { } url || !Uri.TryCreate(url, UriKind.Absolute, out var target) || !AllowedHosts.Allows(hosts, target))
        {
            (notification.Forward, notification.ForwardReply) = (ForwardState.Failed, "The shop's ResultURL is not among its allowed hosts.");
            return;
        }

        var fields = JsonSerializer.Deserialize<string[][]>(notification.Fields)!.Select(field => KeyValuePair.Create(field[0], field[1])).ToList();
        var reply = await http.SendAsync(target, settings.ByGet ? HttpMethod.Get : HttpMethod.Post, fields, ct);
        notification.ForwardReply = reply.Failure is { } failure ? $"{failure} {reply.FailureText}".Trim() : $"{(int)reply.Status}: {ResultAnswer.Excerpt(reply.Body)}";
        if (reply.Failure is null && ResultAnswer.IsTaken(ResultAnswer.Judge(reply.Body, notification.InvId)))
            notification.Forward = ForwardState.Done;
        else if (notification.ForwardAttempts >= Pauses.Length)
            notification.Forward = ForwardState.Failed;
        else
            notification.ForwardAt = clock.GetUtcNow() + Pauses[notification.ForwardAttempts - 1];
    }
}
