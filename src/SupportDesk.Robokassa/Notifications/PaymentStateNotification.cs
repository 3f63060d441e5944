using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace SupportDesk.Robokassa.Notifications;

/// <summary>How the check of a notification to ResultUrl2 ended.</summary>
public enum JwsVerdict
{
    /// <summary>Signed by one of the certificates.</summary>
    Verified = 0,

    /// <summary>Too long, or not three parts of base64url with JSON inside.</summary>
    Malformed,

    /// <summary>Another algorithm than RS256: none, or one that anybody can compute.</summary>
    AlgorithmRefused,

    /// <summary>None of the certificates signed it.</summary>
    WrongSignature,

    /// <summary>Signed by a certificate that is not valid at that time: the provider changes it about once a year.</summary>
    CertificateExpired,

    /// <summary>The provider signed it, and it is something else than the notification of a payment's state.</summary>
    OtherType,

    /// <summary>The provider signed it, more than a week ago or ahead of this clock: an old one that somebody sends again.</summary>
    OutOfTime,
}

/// <summary>A notification of a payment's state as ResultUrl2 gets it: a JSON Web Signature (RFC 7515). Only this way tells of a hold.</summary>
/// <param name="Shop">The shop's identifier.</param>
/// <param name="OpKey">The provider's id of the operation.</param>
/// <param name="InvId">The invoice's number.</param>
/// <param name="PaymentMethod">The method.</param>
/// <param name="IncSum">The amount as text, such as <c>10.00</c>.</param>
/// <param name="State"><c>OK</c> or <c>HOLD</c> have been seen.</param>
public sealed record PaymentStateNotification(string? Shop, string? OpKey, string? InvId, string? PaymentMethod, string? IncSum, string? State)
{
    /// <summary>The longest body that is looked at, in characters.</summary>
    public const int MaxLength = 16 * 1024;

    private const string TypeName = "PaymentStateNotification";

    // As the provider's own plugin for WordPress has them.
    private static readonly TimeSpan Oldest = TimeSpan.FromDays(7);
    private static readonly long LargestUnixTime = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    /// <summary>Checks a body and reads it. What it says is given out only when it is verified: whoever knows the address could have sent it.</summary>
    /// <param name="body">The token itself, the token as a JSON string, or the token in base64 once more: sources describe all three.</param>
    /// <param name="certificates">The provider's, of this year and the next.</param>
    /// <param name="at">When it came.</param>
    /// <param name="notification">What it says; null unless it is verified.</param>
    public static JwsVerdict Verify(string body, IReadOnlyList<X509Certificate2> certificates, DateTimeOffset at, out PaymentStateNotification? notification)
    {
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(certificates);
        notification = null;
        if (
            Unwrap(body).Split('.') is not [var head, var payload, var signature]
            || Decode(head) is not { } header
            || Decode(payload) is not { } data
            || Decode(signature) is not { } signed
            || Parse(header) is not { } fields
            || Parse(data) is not { } content
        )
            return JwsVerdict.Malformed;
        if (Text(fields, "alg") != "RS256")
            return JwsVerdict.AlgorithmRefused;
        var text = Encoding.ASCII.GetBytes($"{head}.{payload}");
        var isExpired = false;
        foreach (var certificate in certificates)
        {
            using var key = certificate.GetRSAPublicKey();
            if (key?.VerifyData(text, signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1) != true)
                continue;
            // A renewed certificate may have the same key.
            if (at < certificate.NotBefore || at > certificate.NotAfter)
            {
                isExpired = true;
                continue;
            }

            if (Said(fields, content, "type") is { } type && type != TypeName)
                return JwsVerdict.OtherType;
            if (Moment(Said(fields, content, "timestamp")) is { } sent && (sent < at - Oldest || sent > at + Ahead))
                return JwsVerdict.OutOfTime;
            var said = content.TryGetProperty("data", out var inner) && inner.ValueKind == JsonValueKind.Object ? inner : content;
            notification = new PaymentStateNotification(
                Text(said, "shop"),
                Text(said, "opKey"),
                Text(said, "invId"),
                Text(said, "paymentMethod"),
                Text(said, "incSum"),
                Text(said, "state")
            );
            return JwsVerdict.Verified;
        }

        return isExpired ? JwsVerdict.CertificateExpired : JwsVerdict.WrongSignature;
    }

    // Sources put type and time into an object "header" of the content, or into the header of the signature.
    private static string? Said(JsonElement header, JsonElement content, string name) =>
        (content.TryGetProperty("header", out var inner) && inner.ValueKind == JsonValueKind.Object ? Text(inner, name) : null)
        ?? Text(content, name) ?? Text(header, name);

    // Seconds or milliseconds since 1970, or a date in words of ISO 8601; what is none of them says nothing.
    private static DateTimeOffset? Moment(string? text)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number > LargestUnixTime ? null
                : DateTimeOffset.FromUnixTimeMilliseconds(number > LargestUnixTime / 1000 ? number : 1000 * number);
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;
    }

    private static string Unwrap(string body)
    {
        var plain = body.Trim().Trim('"');
        if (plain.Length > MaxLength)
            return "";
        return !plain.Contains('.', StringComparison.Ordinal) && Decode(plain) is { } inner ? Encoding.ASCII.GetString(inner).Trim().Trim('"') : plain;
    }

    // Base64 in the alphabet of addresses or the usual one, with or without its padding.
    private static byte[]? Decode(string text)
    {
        try
        {
            return Base64Url.DecodeFromChars(text.TrimEnd('=').Replace('+', '-').Replace('/', '_'));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static JsonElement? Parse(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement fields, string name)
    {
        try
        {
            return fields.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number ? value.ToString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half of a pair of surrogates: valid JSON, and no text.
            return null;
        }
    }
}
