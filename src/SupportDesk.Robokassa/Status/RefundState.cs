namespace SupportDesk.Robokassa.Status;

/// <summary>Where a refund stands: <c>label</c> of Refund/GetState.</summary>
public enum RefundStage
{
    /// <summary>None was named, or one that is not documented.</summary>
    Unknown = 0,

    /// <summary><c>processing</c>: the provider is at it.</summary>
    Processing,

    /// <summary><c>finished</c>: the provider has done its part. When the buyer's bank shows the money is not said.</summary>
    Finished,

    /// <summary><c>canceled</c>: it will not be carried out. The reason is not said.</summary>
    Canceled,
}

/// <summary>
/// An answer of Refund/GetState: a state, or a message in its place. Everything may be missing but one of
/// <see cref="Label"/> and <see cref="Message"/>.
/// </summary>
public sealed record RefundState
{
    /// <summary>The request's id as it came.</summary>
    public string? RequestId { get; init; }

    /// <summary>What is to go back to the buyer. The answer names no currency; that it is the payment's own is likely and nowhere said.</summary>
    public decimal? Amount { get; init; }

    /// <summary>The state as it came; <see cref="Stage"/> names the known ones.</summary>
    public string? Label { get; init; }

    /// <summary>What the provider says, in its own words. The texts are not documented, so nothing is concluded from them.</summary>
    public string? Message { get; init; }

    /// <summary>The known state that <see cref="Label"/> is, letter by letter; anything else is <see cref="RefundStage.Unknown"/> and not guessed.</summary>
    public RefundStage Stage => Label switch
    {
        "processing" => RefundStage.Processing,
        "finished" => RefundStage.Finished,
        "canceled" => RefundStage.Canceled,
        _ => RefundStage.Unknown,
    };
}
