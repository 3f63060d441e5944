using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Settings.Shops;
using SupportDesk.Kernel;
using SupportDesk.Robokassa;
using SupportDesk.Robokassa.Notifications;

namespace SupportDesk.Features.Payments.Notifications;

/// <summary>Takes a notification: is it the provider's, and what does it say. It is answered when it is safely stored.</summary>
internal sealed class RecordNotification(
    ShopCache shops, ShopSecrets keys, NotificationStore store, ProviderCertificates certificates, ForwardAtOnce atOnce, TimeProvider clock) : IDisposable
{
    public const string BadSign = "bad sign";
    private const int ForgedAnHour = 1000;
    private const int ForgedOfANetworkAnHour = 100;

    // Anybody can send forged ones; beyond so many they are answered and not kept. One network cannot use up what all others
    // may send: an attack must not hide from the shop that a password is wrong.
    private readonly PartitionedRateLimiter<Sender> forged = PartitionedRateLimiter.CreateChained(
        Limiter(ForgedOfANetworkAnHour, sender => sender), Limiter(ForgedAnHour, sender => sender with { Network = "" }));

    /// <param name="IsTaken">The provider need not repeat it.</param>
    internal sealed record Reply(string Text, bool IsTaken);

    /// <param name="merchantLogin">The shop that the address names.</param>
    /// <param name="request">The fields and where they came from.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>Null when there is no such shop.</returns>
    public async Task<Reply?> ResultAsync(string merchantLogin, NotificationRequest request, CancellationToken ct)
    {
        var fields = request.Fields;
        if (await shops.FindAsync(merchantLogin, ct) is not { } shop)
            return null;
        if (!ResultNotification.TryRead(fields, out var notification, out var missing))
            return new Reply($"{missing} is missing", IsTaken: false);
        var verdict = Evaluate(shop, notification!, request.Encoding);
        var isTaken = verdict == NotificationVerdict.Verified;
        var reply = isTaken ? notification!.Answer : BadSign;
        if (!isTaken && !Allowed(shop.ShopId, request.Network))
            return new Reply(reply, isTaken);
        var key = Key(isTaken, notification!.ContentKey);
        var invId = isTaken ? notification.InvId : NotificationFields.Stranger("InvId", notification.InvId);
        if (store.Again(shop.ShopId, invId, key))
            return new Reply(reply, isTaken);
        var (text, isWhole) = isTaken ? NotificationFields.OfProvider(fields) : NotificationFields.OfStranger(fields);
        // A shop that was put aside is called no more: what comes for it is only kept.
        var forwards = isTaken && shop is { IsArchived: false, Settings: { Forwards: true, ResultUrl: not null } };
        var row = new Notification
        {
            Id = Ids.New(clock),
            ShopId = shop.ShopId,
            ContentKey = key,
            InvId = invId,
            OutSum = isTaken ? notification.OutSum : NotificationFields.Stranger("OutSum", notification.OutSum),
            IsTest = notification.IsTest,
            Verdict = verdict,
            Fields = text,
            IsWhole = isWhole,
            ReceivedAt = clock.GetUtcNow(),
            Reply = reply,
            Forward = !forwards ? ForwardState.None : isWhole ? ForwardState.Waiting : ForwardState.Failed,
            ForwardAt = clock.GetUtcNow(),
        };
        await store.AddAsync(row, ct);
        if (forwards && !isWhole)
            atOnce.Begin(row, fields);
        return new Reply(reply, isTaken);
    }

    /// <summary>A notification to ResultUrl2, which is signed with the provider's certificate.</summary>
    /// <returns>Null when there is no such shop.</returns>
    public async Task<Reply?> StateAsync(string merchantLogin, string body, string network, CancellationToken ct)
    {
        if (await shops.FindAsync(merchantLogin, ct) is not { } shop)
            return null;
        var now = clock.GetUtcNow();
        var verdict = PaymentStateNotification.Verify(body, certificates.All, now, out var said);
        var isTaken = verdict == JwsVerdict.Verified && string.Equals(said!.Shop, shop.MerchantLogin, StringComparison.OrdinalIgnoreCase);
        if (!isTaken && !Allowed(shop.ShopId, network))
            return new Reply(BadSign, isTaken);
        var text = isTaken
            ? NotificationFields.OfProvider([
                new("opKey", said!.OpKey ?? ""),
                new("invId", said.InvId ?? ""),
                new("paymentMethod", said.PaymentMethod ?? ""),
                new("incSum", said.IncSum ?? ""),
                new("state", said.State ?? ""),
            ]).Json
            : NotificationFields.OfStranger([new("verdict", verdict.ToString())]).Json;
        await store.AddAsync(
            new Notification
            {
                Id = Ids.New(clock),
                ShopId = shop.ShopId,
                ContentKey = Key(isTaken, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)))),
                InvId = said?.InvId ?? "",
                OutSum = said?.IncSum,
                State = said?.State ?? "?",
                Verdict =
                    isTaken ? NotificationVerdict.Verified
                    : certificates.All.Count == 0 ? NotificationVerdict.Unchecked
                    : NotificationVerdict.WrongSignature,
                Fields = text,
                ReceivedAt = now,
                Reply = isTaken ? "OK" : BadSign,
            }, ct);
        return new Reply(isTaken ? "OK" : BadSign, isTaken);
    }

    public void Dispose() => forged.Dispose();

    private NotificationVerdict Evaluate(ShopCache.Entry shop, ResultNotification notification, Encoding encoding)
    {
        if (shop.Settings is not { } settings || !SignatureHash.TryParse(settings.Algorithm, out var algorithm))
            return NotificationVerdict.Unchecked;
        if (keys.OpenPassword2(settings, notification.IsTest) is not { } password)
            return NotificationVerdict.Unchecked;
        return notification.IsSignedWith(password, algorithm, encoding) ? NotificationVerdict.Verified : NotificationVerdict.WrongSignature;
    }

    // One that was refused for a password that was entered wrong comes again, and is another one then.
    private static string Key(bool isTaken, string content) => (isTaken ? "+" : "-") + content;

    private bool Allowed(Guid shop, string network)
    {
        using var lease = forged.AttemptAcquire(new(shop, network));
        return lease.IsAcquired;
    }

    private static PartitionedRateLimiter<Sender> Limiter(int most, Func<Sender, Sender> partition) =>
        PartitionedRateLimiter.Create<Sender, Sender>(sender => RateLimitPartition.GetSlidingWindowLimiter(
            partition(sender), _ => new SlidingWindowRateLimiterOptions { PermitLimit = most, Window = TimeSpan.FromHours(1), SegmentsPerWindow = 6 }));

    private readonly record struct Sender(Guid Shop, string Network);
}
