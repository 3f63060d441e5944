using System.Collections.Frozen;

namespace SupportDesk.Robokassa;

/// <summary>Error codes that the provider's payment page shows to a buyer.</summary>
public static class PageErrors
{
    /// <summary>The key for every code without a meaning of its own.</summary>
    public const string Internal = "internal";

    private static readonly FrozenDictionary<int, string> Keys = new Dictionary<int, string>
    {
        [25] = "shop-not-active",
        [26] = "shop-not-found",
        [29] = "signature-invalid",
        [30] = "invoice-parameter",
        [31] = "sum-invalid",
        [33] = "time-expired",
        [34] = "recurring-forbidden",
        [35] = "recurring-parameters",
        [40] = "repeated-payment",
        [41] = "start-failed",
        [51] = "invoice-expired",
        [52] = "invoice-paid",
        [53] = "invoice-not-found",
        [64] = "hold-forbidden",
        [65] = "hold-parameters",
        // Older texts give these a meaning that the newer ones do not.
        [23] = "test-impossible",
        [42] = "test-number",
        [60] = "currency-conversion",
        [20] = Internal,
        [21] = Internal,
        [22] = Internal,
        [24] = Internal,
        [27] = Internal,
        [28] = Internal,
        [32] = Internal,
        [36] = Internal,
        [37] = Internal,
        [43] = Internal,
        [500] = Internal,
    }.ToFrozenDictionary();

    /// <summary>The known codes, smallest first.</summary>
    public static IReadOnlyList<int> Codes { get; } = [.. Keys.Keys.Order()];

    /// <summary>A stable name such as <c>signature-invalid</c>; null for an unknown code.</summary>
    /// <param name="code">The number that the page shows.</param>
    public static string? KeyOf(int code) => Keys.GetValueOrDefault(code);

    /// <summary>Whether the provider's texts of different years disagree about a code.</summary>
    /// <param name="code">The number that the page shows.</param>
    public static bool IsDisputed(int code) => code is 23 or 42 or 60;
}
