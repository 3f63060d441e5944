namespace SupportDesk.Robokassa.Explaining;

/// <summary>What was signed.</summary>
public enum SignedKind
{
    /// <summary>A payment link or form, signed by the shop.</summary>
    Payment = 0,

    /// <summary>A notification to ResultURL, signed by the provider.</summary>
    Result = 1,

    /// <summary>The buyer's return to SuccessURL, signed by the provider.</summary>
    Success = 2,
}

/// <summary>A shop's passwords as far as they are known. They are held for one question and printed nowhere.</summary>
/// <param name="Password1">Password #1.</param>
/// <param name="Password2">Password #2.</param>
/// <param name="TestPassword1">Password #1 of test payments.</param>
/// <param name="TestPassword2">Password #2 of test payments.</param>
public sealed record ShopPasswords(string? Password1 = null, string? Password2 = null, string? TestPassword1 = null, string? TestPassword2 = null)
{
    internal string? Of(int number, bool isTest) => (number, isTest) switch
    {
        (1, false) => Password1,
        (2, false) => Password2,
        (1, true) => TestPassword1,
        _ => TestPassword2,
    };

    /// <summary>Says which ones are known, and none of them.</summary>
    public override string ToString() => string.Join(", ", new[]
    {
        Password1 is null ? null : "#1", Password2 is null ? null : "#2", TestPassword1 is null ? null : "test #1", TestPassword2 is null ? null : "test #2",
    }.OfType<string>());
}

/// <summary>A signature that has to be explained.</summary>
public sealed record SignatureQuestion
{
    /// <summary>What was signed.</summary>
    public required SignedKind Kind { get; init; }

    /// <summary>Every field that was sent, in its order and after one decoding; <c>SignatureValue</c> among them.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Fields { get; init; }

    /// <summary>What is known of the shop's passwords.</summary>
    public required ShopPasswords Passwords { get; init; }

    /// <summary>The algorithm that the shop has chosen; null to find it.</summary>
    public SignatureAlgorithm? Algorithm { get; init; }

    /// <summary>The first field of that name, its case ignored; else the first of an old name.</summary>
    /// <param name="name">Its name of today.</param>
    public string? this[string name] =>
        First(field => field.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? First(field => FieldNames.Current(field.Key).Equals(name, StringComparison.OrdinalIgnoreCase));

    private string? First(Func<KeyValuePair<string, string>, bool> fits) => Fields.Where(fits).Select(field => field.Value).FirstOrDefault();
}
