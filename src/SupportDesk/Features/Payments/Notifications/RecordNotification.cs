using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Threading.RateLimiting;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Settings.Shops;
using SupportDesk.Kernel;
using SupportDesk.Masking;
using SupportDesk.Robokassa;
using SupportDesk.Robokassa.Notifications;

namespace SupportDesk.Features.Payments.Notifications;

/// <summary>Takes a notification: is it the provider's, and what does it say. It is answered when it is safely stored.</summary>
internal sealed class RecordNotification(ShopCache shops, ShopSecrets keys, NotificationStore store, ProviderCertificates certificates, TimeProvider clock)
    : IDisposable
{
    public const string BadSign = "bad sign";
    private const int ForgedAnHour = 1000;
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly string[] Signed = ["OutSum", "InvId", "SignatureValue", "IsTest"];

    // Anybody can send forged ones; beyond so many they are answered and not kept.
    private readonly PartitionedRateLimiter<Guid> forged = PartitionedRateLimiter.Create<Guid, Guid>(shop => RateLimitPartition.GetSlidingWindowLimiter(
        shop, _ => new SlidingWindowRateLimiterOptions { PermitLimit = ForgedAnHour, Window = TimeSpan.FromHours(1), SegmentsPerWindow = 6 }));

    /// <param name="IsTaken">The provider need not repeat it.</param>
    internal sealed record Reply(string Text, bool IsTaken);

    /// <returns>Null when there is no such shop.</returns>
    public async Task<Reply?> ResultAsync(string merchantLogin, IReadOnlyList<KeyValuePair<string, string>> fields, CancellationToken ct)
    {
        if (await shops.FindAsync(merchantLogin, ct) is not { } shop)
            return null;
        if (!ResultNotification.TryRead(fields, out var notification, out var missing))
            return new Reply($"{missing} is missing", IsTaken: false);
        var verdict = Evaluate(shop, notification!);
        var isTaken = verdict == NotificationVerdict.Verified;
        var reply = isTaken ? notification!.Answer : BadSign;
        if (!isTaken && !Allowed(shop.ShopId))
            return new Reply(reply, isTaken);
        var key = Key(isTaken, notification!.ContentKey);
        if (store.Again(shop.ShopId, notification.InvId, key))
            return new Reply(reply, isTaken);
        var (text, isWhole) = Hide(fields);
        await store.AddAsync(
            new Notification
            {
                Id = Ids.New(clock),
                ShopId = shop.ShopId,
                ContentKey = key,
                InvId = notification.InvId,
                OutSum = notification.OutSum,
                IsTest = notification.IsTest,
                Verdict = verdict,
                Fields = text,
                IsWhole = isWhole,
                ReceivedAt = clock.GetUtcNow(),
                Reply = reply,
                Forward =
                    isTaken && shop.Settings is { Forwards: true, ResultUrl: not null }
                        ? isWhole
                            ? ForwardState.Waiting
                            : ForwardState.Failed
                        : ForwardState.None,
                ForwardAt = clock.GetUtcNow(),
            }, ct);
        return new Reply(reply, isTaken);
    }

    /// <summary>A notification to ResultUrl2, which is signed with the provider's certificate.</summary>
    /// <returns>Null when there is no such shop.</returns>
    public async Task<Reply?> StateAsync(string merchantLogin, string body, CancellationToken ct)
    {
        if (await shops.FindAsync(merchantLogin, ct) is not { } shop)
            return null;
        var now = clock.GetUtcNow();
        var verdict = PaymentStateNotification.Verify(body, certificates.All, now, out var said);
        var isTaken = verdict == JwsVerdict.Verified && string.Equals(said!.Shop, shop.MerchantLogin, StringComparison.OrdinalIgnoreCase);
        if (!isTaken && !Allowed(shop.ShopId))
            return new Reply(BadSign, isTaken);
        var (text, _) = Hide(
            isTaken
                ?
                [
                    new("opKey", said!.OpKey ?? ""),
                    new("invId", said.InvId ?? ""),
                    new("paymentMethod", said.PaymentMethod ?? ""),
                    new("incSum", said.IncSum ?? ""),
                    new("state", said.State ?? ""),
                ]
                : [new("verdict", verdict.ToString())]
        );
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

    private NotificationVerdict Evaluate(ShopCache.Entry shop, ResultNotification notification)
    {
        if (shop.Settings is not { } settings || !SignatureHash.TryParse(settings.Algorithm, out var algorithm))
            return NotificationVerdict.Unchecked;
        if (keys.OpenPassword2(settings, notification.IsTest) is not { } password)
            return NotificationVerdict.Unchecked;
        return notification.IsSignedWith(password, algorithm) ? NotificationVerdict.Verified : NotificationVerdict.WrongSignature;
    }

    // One that was refused for a password that was entered wrong comes again, and is another one then.
    private static string Key(bool isTaken, string content) => (isTaken ? "+" : "-") + content;

    private bool Allowed(Guid shop)
    {
        using var lease = forged.AttemptAcquire(shop);
        return lease.IsAcquired;
    }

    // What is signed is no card number: hiding a part of an invoice's number would make evidence of nothing.
    private static (string Json, bool IsWhole) Hide(IReadOnlyList<KeyValuePair<string, string>> fields)
    {
        var values = fields.Select(field => field.Value).ToList();
        var others = Enumerable.Range(0, fields.Count).Where(at => !Signed.Contains(fields[at].Key, StringComparer.OrdinalIgnoreCase)).ToList();
        foreach (var (at, hidden) in others.Zip(Masked([.. others.Select(at => values[at])])))
            values[at] = hidden;
        return (
            JsonSerializer.Serialize(fields.Zip(values, (field, value) => new[] { field.Key, value }), Json),
            fields.Select(field => field.Value).SequenceEqual(values)
        );
    }

    // All of them at once: beginning a masker costs more than masking a short text.
    private static string[] Masked(string[] values)
    {
        var lines = MaskText.Mask(string.Join('\n', values)).Split('\n');
        return lines.Length == values.Length ? lines : [.. values.Select(MaskText.Mask)];
    }
}
