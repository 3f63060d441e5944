namespace SupportDesk.Features.Diagnostics.Logs;

/// <summary>Whose a request is that names the invoice.</summary>
internal enum RequestOrigin
{
    /// <summary>Somebody's who brings nothing: a page of the order, a question for its state, the start of a payment.</summary>
    Other = 0,

    /// <summary>The buyer's, on the way back from paying.</summary>
    Buyer,

    /// <summary>A POST that may have brought anything: neither its fields nor its sender is told.</summary>
    Unknown,

    /// <summary>It brought the fields of a notification, and nothing says from where.</summary>
    Fields,

    /// <summary>The provider's own, by its address.</summary>
    Provider,
}
