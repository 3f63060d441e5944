namespace SupportDesk.Features.Diagnostics.Home;

/// <summary>What somebody pasted into the doctor's box.</summary>
public enum PastedKind
{
    /// <summary>A link or a form that leads a buyer to the payment page.</summary>
    PaymentLink = 0,

    /// <summary>What the provider sends to ResultURL.</summary>
    Notification,

    /// <summary>What the buyer brings back to the shop.</summary>
    Return,

    /// <summary>A notification to ResultUrl2, which a certificate signs.</summary>
    SignedState,

    /// <summary>Lines of a web server's log.</summary>
    Logs,

    /// <summary>The address of a shop, as it stands in ResultURL.</summary>
    Address,

    /// <summary>The number of an invoice.</summary>
    Invoice,

    /// <summary>The provider's own number of an operation, OpKey.</summary>
    Operation,

    /// <summary>The id of a request for a refund.</summary>
    Refund,

    /// <summary>An error of the payment page, by its number or its words.</summary>
    ErrorCode,

    /// <summary>The number of a card: it helps nobody here and must not stay.</summary>
    Card,
}

/// <summary>One way to understand what was pasted.</summary>
/// <param name="Seen">By what it was known: names of fields, the number itself.</param>
/// <param name="Value">What the tool is filled with besides the whole text: the number, the code, the address; null where there is none.</param>
public sealed record PastedReading(PastedKind Kind, string Seen, string? Value = null)
{
    /// <summary>The tool that goes on with it, as it stands in its address; null where there is nothing to go on with.</summary>
    public string? Tool => Kind switch
    {
        PastedKind.PaymentLink or PastedKind.Notification or PastedKind.Return or PastedKind.SignedState => "signature",
        PastedKind.Logs => "logs",
        PastedKind.Address => "probe",
        PastedKind.Card => null,
        _ => "status",
    };
}
