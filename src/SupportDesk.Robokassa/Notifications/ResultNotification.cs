using System.Security.Cryptography;
using System.Text;

namespace SupportDesk.Robokassa.Notifications;

/// <summary>A notification of a payment as ResultURL gets it.</summary>
public sealed record ResultNotification
{
    private static readonly ShpOrder[] Orders = [ShpOrder.NameIgnoringCase, ShpOrder.NameOrdinal, ShpOrder.PairOrdinal];

    /// <summary>The amount, as the text that is signed.</summary>
    public required string OutSum { get; init; }

    /// <summary>The invoice's number, as the text that is signed.</summary>
    public required string InvId { get; init; }

    /// <summary>The signature, in any letter case.</summary>
    public required string SignatureValue { get; init; }

    /// <summary>A test payment, signed with a test password.</summary>
    public bool IsTest { get; init; }

    /// <summary>The shop's own parameters and those that the provider added, all of which are signed.</summary>
    public IReadOnlyList<ShpParameter> Shp { get; init; } = [];

    /// <summary>Every field as it came, in its order.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Fields { get; init; }

    /// <summary>What the provider waits for.</summary>
    public string Answer => "OK" + InvId;

    /// <summary>The same for a notification and its repetitions, in whatever order their fields come: SHA-256, hexadecimal.</summary>
    public string ContentKey =>
        Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(
                    string.Join(
                        '\n',
                        Fields
                            .Select(one =>
                                $"{one.Key.ToUpperInvariant()}="
                                + (one.Key.Equals("SignatureValue", StringComparison.OrdinalIgnoreCase) ? one.Value.ToUpperInvariant() : one.Value)
                            )
                            .Order(StringComparer.Ordinal)
                    )
                )
            )
        );

    /// <summary>Reads the fields of a request. Names are found in any letter case.</summary>
    /// <param name="fields">Decoded once, in their order.</param>
    /// <param name="notification">The notification; null if a field that it needs is missing.</param>
    /// <param name="missing">The name of that field, or of one that comes with two values; null if there is none.</param>
    public static bool TryRead(IReadOnlyList<KeyValuePair<string, string>> fields, out ResultNotification? notification, out string? missing)
    {
        ArgumentNullException.ThrowIfNull(fields);
        notification = null;
        // One that comes twice with two values could be read as either.
        missing = Array.Find(["OutSum", "InvId", "SignatureValue"], name => Values(name).Distinct().Count() != 1);
        if (missing is not null)
            return false;
        notification = new ResultNotification
        {
            OutSum = Value("OutSum")!,
            InvId = Value("InvId")!,
            SignatureValue = Value("SignatureValue")!,
            IsTest = Value("IsTest") is { Length: > 0 } test && test != "0",
            Shp = [.. fields.Where(field => ShpParameter.IsName(field.Key)).Select(field => new ShpParameter(field.Key, field.Value))],
            Fields = fields,
        };
        return true;

        IEnumerable<string> Values(string name) =>
            fields.Where(field => field.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(field => field.Value).Where(value => value.Length > 0);

        string? Value(string name) => Values(name).FirstOrDefault();
    }

    /// <summary>Whether the provider signed it. Compares in constant time, with each order of the shop's parameters that the sources know.</summary>
    /// <param name="password2">Password #2; the test one for a test payment.</param>
    /// <param name="algorithm">The shop's algorithm.</param>
    /// <param name="encoding">In which the fields came; null is UTF-8.</param>
    public bool IsSignedWith(string password2, SignatureAlgorithm algorithm, Encoding? encoding = null)
    {
        var isRight = false;
        foreach (var order in Shp.Count > 1 ? Orders : Orders[..1])
            isRight |= SignatureHash.Matches(algorithm, SignatureBase.OfResult(OutSum, InvId, password2, Shp, order), SignatureValue, encoding);
        return isRight;
    }
}
