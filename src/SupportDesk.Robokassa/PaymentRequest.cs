namespace SupportDesk.Robokassa;

/// <summary>
/// The signed fields of a payment link or form, as the provider sees them after one decoding. A field that is null is not
/// sent; the others of a link (Description, Email, Culture, IsTest and so on) are never signed.
/// </summary>
public sealed record PaymentRequest
{
    /// <summary>The shop's identifier.</summary>
    public required string MerchantLogin { get; init; }

    /// <summary>The amount as it is sent: <c>100</c>, <c>100.0</c> and <c>100.00</c> give three signatures.</summary>
    public required string OutSum { get; init; }

    /// <summary>Number of the invoice; null or empty leaves an empty slot, <c>0</c> is signed as it stands.</summary>
    public string? InvId { get; init; }

    /// <summary>Currency of the amount. Being retired; where it is sent, shops sign it behind the number.</summary>
    public string? OutSumCurrency { get; init; }

    /// <summary>Address of the buyer; as <see cref="OutSumCurrency"/>.</summary>
    public string? UserIp { get; init; }

    /// <summary>The fiscal receipt as it arrives: the documentation encodes the JSON once, others send it plain.</summary>
    public string? Receipt { get; init; }

    /// <summary><c>true</c> for a payment in two steps.</summary>
    public string? StepByStep { get; init; }

    /// <summary>An address for notifications of this payment.</summary>
    public string? ResultUrl2 { get; init; }

    /// <summary>Where the buyer goes after a payment.</summary>
    public string? SuccessUrl2 { get; init; }

    /// <summary><c>GET</c> or <c>POST</c>.</summary>
    public string? SuccessUrl2Method { get; init; }

    /// <summary>Where the buyer goes without a payment.</summary>
    public string? FailUrl2 { get; init; }

    /// <summary><c>GET</c> or <c>POST</c>.</summary>
    public string? FailUrl2Method { get; init; }

    /// <summary>Key of a saved card.</summary>
    public string? Token { get; init; }

    /// <summary>The shop's own parameters, as they are sent.</summary>
    public IReadOnlyList<ShpParameter> Shp { get; init; } = [];
}
