namespace SupportDesk.Robokassa.Status;

/// <summary>How the provider took a question about an operation: <c>Result/Code</c> of OpStateExt.</summary>
public enum OperationResult
{
    /// <summary>Answered; the state is in the answer.</summary>
    Processed = 0,

    /// <summary>The signature is wrong: another password #2, a test one, or another algorithm.</summary>
    WrongSignature = 1,

    /// <summary>There is no shop of this login, or it is not activated.</summary>
    ShopNotFound = 2,

    /// <summary>There is no operation with this number. Test payments are never found.</summary>
    OperationNotFound = 3,

    /// <summary>Two operations have this number, usually a test and a live one.</summary>
    TwoOperations = 4,

    /// <summary>The provider failed.</summary>
    InternalError = 1000,
}

/// <summary>Where an operation stands: <c>State/Code</c> of OpStateExt.</summary>
public enum PaymentState
{
    /// <summary>Begun; the buyer has not paid.</summary>
    Initiated = 5,

    /// <summary>Cancelled; the buyer has not paid.</summary>
    Cancelled = 10,

    /// <summary>The money is held and waits for the shop's word.</summary>
    Held = 20,

    /// <summary>The buyer has paid; the money is on its way to the shop.</summary>
    Crediting = 50,

    /// <summary>
    /// The money went back to the buyer before it reached the shop. A later refund is most likely not told here;
    /// <see cref="RefundStateClient"/> asks for it.
    /// </summary>
    Returned = 60,

    /// <summary>Suspended by a check.</summary>
    Suspended = 80,

    /// <summary>Paid and credited.</summary>
    Paid = 100,
}

/// <summary>An answer of OpStateExt. Everything behind <see cref="ResultCode"/> may be missing.</summary>
public sealed record OperationState
{
    /// <summary>As it came; <see cref="OperationResult"/> names the known ones.</summary>
    public required int ResultCode { get; init; }

    /// <summary>What the provider says about it, in its own words.</summary>
    public string? Description { get; init; }

    /// <summary>As it came; <see cref="PaymentState"/> names the known ones. An unknown one is not "paid".</summary>
    public int? StateCode { get; init; }

    /// <summary>When the provider answered.</summary>
    public DateTimeOffset? RequestDate { get; init; }

    /// <summary>When the operation came into its state.</summary>
    public DateTimeOffset? StateDate { get; init; }

    /// <summary>The way of payment as the provider labels it, such as <c>BankCardPSR</c>.</summary>
    public string? IncCurrLabel { get; init; }

    /// <summary>What the buyer paid, in <see cref="IncCurrLabel"/>'s currency.</summary>
    public decimal? IncSum { get; init; }

    /// <summary>The buyer's account; the provider hides the middle of a card's number.</summary>
    public string? IncAccount { get; init; }

    /// <summary>Code of the method, such as <c>BankCard</c>.</summary>
    public string? PaymentMethod { get; init; }

    /// <summary>The currency in which the shop is credited.</summary>
    public string? OutCurrLabel { get; init; }

    /// <summary>What the shop is credited with; sources differ on whether the fee is off it already.</summary>
    public decimal? OutSum { get; init; }

    /// <summary>The provider's own id of the operation.</summary>
    public string? OpKey { get; init; }

    /// <summary>Retrieval reference number of a card payment.</summary>
    public string? BankCardRrn { get; init; }

    /// <summary>The shop's own parameters, in the order of the answer.</summary>
    public IReadOnlyList<ShpParameter> UserFields { get; init; } = [];

    /// <summary>The money has reached the shop's account at the provider.</summary>
    public bool IsPaid => ResultCode == (int)OperationResult.Processed && StateCode == (int)PaymentState.Paid;

    /// <summary>Nothing more will happen by itself; an unknown state is not final.</summary>
    public bool IsFinal => StateCode is (int)PaymentState.Cancelled or (int)PaymentState.Returned or (int)PaymentState.Paid;
}
