namespace SupportDesk.Features.Payers;

/// <summary>What the form asks, as it was typed. Names of the fields are names of the inputs.</summary>
internal sealed record PayerAnswers
{
    /// <summary>What may have happened; each is a case type <c>payer-…</c> of its own.</summary>
    public static readonly IReadOnlyList<string> Happenings =
        ["charged-no-order", "charged-twice", "declined", "refund", "unknown-charge", "other"];

    public static readonly IReadOnlyList<string> Methods = ["card", "sbp", "wallet", "other", "unknown"];

    public string What { get; init; } = "";

    public string Story { get; init; } = "";

    public string Day { get; init; } = "";

    public string Month { get; init; } = "";

    public string Year { get; init; } = "";

    public string Time { get; init; } = "";

    public string Amount { get; init; } = "";

    public string Method { get; init; } = "";

    public string Last4 { get; init; } = "";

    public string Order { get; init; } = "";

    public string Shop { get; init; } = "";

    public string Email { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>Takes the fields from a form whose texts are masked already.</summary>
    public static PayerAnswers From(Func<string, string> field) => new()
    {
        What = field("what"),
        Story = field("story"),
        Day = field("day"),
        Month = field("month"),
        Year = field("year"),
        Time = field("time"),
        Amount = field("amount"),
        Method = field("method"),
        Last4 = field("last4"),
        Order = field("order"),
        Shop = field("shop"),
        Email = field("email"),
        Name = field("name"),
    };
}
