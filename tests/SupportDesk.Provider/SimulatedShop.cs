using SupportDesk.Robokassa;

namespace SupportDesk.Provider;

/// <summary>The one shop that the simulated provider knows, out of its command line.</summary>
public sealed class SimulatedShop
{
    /// <summary>The shop's identifier.</summary>
    public string Login { get; set; } = "lavka-tmin";

    /// <summary>Password #1 of live payments.</summary>
    public string Password1 { get; set; } = "live-one";

    /// <summary>Password #2 of live payments.</summary>
    public string Password2 { get; set; } = "live-two";

    /// <summary>Password #1 of test payments.</summary>
    public string TestPassword1 { get; set; } = "test-one";

    /// <summary>Password #2 of test payments.</summary>
    public string TestPassword2 { get; set; } = "test-two";

    /// <summary>The shop's algorithm.</summary>
    public SignatureAlgorithm Algorithm { get; set; } = SignatureAlgorithm.Md5;

    /// <summary>Where notifications go; none are sent without it.</summary>
    public Uri? ResultUrl { get; set; }

    /// <summary>Where a buyer returns to after paying.</summary>
    public Uri? SuccessUrl { get; set; }

    /// <summary>Where a buyer returns to after giving up.</summary>
    public Uri? FailUrl { get; set; }

    /// <summary>Pause between notifications that are not answered rightly.</summary>
    public double RetrySeconds { get; set; } = 60;

    internal string PasswordOf(int number, bool isTest) =>
        (number, isTest) switch
        {
            (1, false) => Password1,
            (2, false) => Password2,
            (1, true) => TestPassword1,
            _ => TestPassword2,
        };
}

/// <summary>A payment that somebody began.</summary>
public sealed class SimulatedPayment
{
    /// <summary>Its number.</summary>
    public required string InvId { get; init; }

    /// <summary>The amount as it was sent.</summary>
    public required string OutSum { get; init; }

    /// <summary>A test payment: the status service does not know it.</summary>
    public bool IsTest { get; init; }

    /// <summary>The shop's own parameters.</summary>
    public IReadOnlyList<ShpParameter> Shp { get; init; } = [];

    /// <summary>As OpStateExt numbers it.</summary>
    public int State { get; set; } = 5;

    /// <summary>Since when.</summary>
    public DateTimeOffset StateAt { get; set; }

    /// <summary>Answers of the shop to the notifications, in their order.</summary>
    public List<string> Answers { get; } = [];
}

/// <summary>A refund that somebody asked for.</summary>
/// <param name="Amount">What goes back to the buyer: all of the payment.</param>
/// <param name="Label">As Refund/GetState names its state.</param>
public sealed record SimulatedRefund(decimal Amount, string Label);
