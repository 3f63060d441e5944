namespace SupportDesk.Features.Tickets.Facts;

/// <summary>What can be known of a payment and be changed by hand.</summary>
public enum FactField
{
    MerchantLogin = 0,
    InvoiceId = 1,
    OrderNumber = 2,
    Amount = 3,
    Method = 4,
    PaidAt = 5,
    OperationId = 6,
    CardLast4 = 7,
    ErrorCode = 8,
    ResultUrl = 9,
}
