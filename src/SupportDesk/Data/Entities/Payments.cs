namespace SupportDesk.Data.Entities;

/// <summary>What the doctor knows of a shop: its algorithm, its passwords, where it may be called.</summary>
public sealed class ShopSettings
{
    public Guid ShopId { get; init; }

    /// <summary>Its name at the provider, in lower case: md5, sha256.</summary>
    public required string Algorithm { get; set; }

    /// <summary>Encrypted; null while it is not known. So are the next three.</summary>
    public string? Password1 { get; set; }

    public string? Password2 { get; set; }

    public string? TestPassword1 { get; set; }

    public string? TestPassword2 { get; set; }

    public string? ResultUrl { get; set; }

    /// <summary>Notifications come by GET instead of POST.</summary>
    public bool ByGet { get; set; }

    /// <summary>Hosts that may be probed, parted by blanks; a port stands behind the name where it is not 80 or 443.</summary>
    public string Hosts { get; set; } = "";

    /// <summary>Notifications that come to the recorder go on to its ResultURL.</summary>
    public bool Forwards { get; set; }

    /// <summary>Invoices of its tickets and of its journal are followed at the provider without being asked for.</summary>
    public bool Reconciles { get; set; }

    /// <summary>An invoice that is paid while the shop was not told opens a ticket.</summary>
    public bool OpensTickets { get; set; }

    /// <summary>Its ResultURL is looked at by itself every so many hours; 0 for never.</summary>
    public int ProbeHours { get; set; }

    /// <summary>When it is looked at next; null for never.</summary>
    public DateTimeOffset? ProbeDueAt { get; set; }

    /// <summary>How its ResultURL does by the looks that were not asked for.</summary>
    public AddressHealth Address { get; set; }

    /// <summary>Since when it does so.</summary>
    public DateTimeOffset? AddressSince { get; set; }

    public DateTimeOffset ChangedAt { get; set; }
}

public enum AddressHealth
{
    Unknown = 0,
    Works = 1,

    /// <summary>One look was bad. Nobody has been told yet.</summary>
    Doubtful = 2,

    /// <summary>Two looks in a row were bad, and the shop's people were told.</summary>
    Broken = 3,
}

/// <summary>One look at a ResultURL. Append only.</summary>
public sealed class ProbeRun
{
    public Guid Id { get; init; }

    public Guid ShopId { get; init; }

    public required string Url { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>Null for a scheduled one.</summary>
    public Guid? ByUserId { get; init; }

    /// <summary>0 good, 1 with cares, 2 bad.</summary>
    public int Verdict { get; init; }

    public int? FirstByteMilliseconds { get; init; }

    /// <summary>The name of the first step that is not good.</summary>
    public string? Trouble { get; init; }

    /// <summary>What each step found, as JSON.</summary>
    public required string Steps { get; init; }
}

public enum NotificationVerdict
{
    Verified = 0,
    WrongSignature = 1,

    /// <summary>Nobody can tell: the shop's password or the provider's certificate is not known.</summary>
    Unchecked = 2,
}

public enum ForwardState
{
    /// <summary>It stays here.</summary>
    None = 0,
    Waiting = 1,
    Done = 2,

    /// <summary>Tried often enough, or it cannot be sent on as it came.</summary>
    Failed = 3,
}

/// <summary>A notification of the provider as it came; its repetitions only count.</summary>
public sealed class Notification
{
    public Guid Id { get; init; }

    public Guid ShopId { get; init; }

    /// <summary>The same for a notification and its repetitions.</summary>
    public required string ContentKey { get; init; }

    public required string InvId { get; init; }

    public string? OutSum { get; init; }

    public bool IsTest { get; init; }

    public NotificationVerdict Verdict { get; init; }

    /// <summary>OK or HOLD of a notification to ResultUrl2; null for one to ResultURL.</summary>
    public string? State { get; init; }

    /// <summary>Its fields in their order, as JSON; what looks like card data is hidden.</summary>
    public required string Fields { get; init; }

    /// <summary>Nothing in its fields had to be hidden, so that it can be sent on.</summary>
    public bool IsWhole { get; init; }

    public DateTimeOffset ReceivedAt { get; init; }

    public required string Reply { get; init; }

    public int Repeats { get; set; }

    public DateTimeOffset? RepeatedAt { get; set; }

    public ForwardState Forward { get; set; }

    public int ForwardAttempts { get; set; }

    public DateTimeOffset? ForwardAt { get; set; }

    public string? ForwardReply { get; set; }
}

public enum ReconciliationState
{
    Followed = 0,

    /// <summary>It came to an end at the provider, and nothing is wrong with it.</summary>
    Ended = 1,

    /// <summary>Nothing came of it for too long, or it is no number of an invoice.</summary>
    GivenUp = 2,

    /// <summary>Somebody took it off the list; its alarm, if it had one, is dealt with.</summary>
    Stopped = 3,
}

public enum ReconciliationAlarm
{
    None = 0,

    /// <summary>Paid, and its notification never came to the recorder.</summary>
    NotNotified = 1,

    /// <summary>Paid and recorded, and the shop's own address did not take the notification.</summary>
    NotForwarded = 2,

    /// <summary>Paid, and the money has not been credited for longer than it takes.</summary>
    Crediting = 3,
}

/// <summary>An invoice whose way at the provider is followed until it ends.</summary>
public sealed class ReconciledInvoice
{
    public Guid Id { get; init; }

    public Guid ShopId { get; init; }

    /// <summary>As the ticket or the person wrote it.</summary>
    public required string InvId { get; init; }

    /// <summary>The ticket that it comes from, or that was opened for it.</summary>
    public Guid? TicketId { get; set; }

    public DateTimeOffset Since { get; set; }

    public ReconciliationState State { get; set; }

    public ReconciliationAlarm Alarm { get; set; }

    public DateTimeOffset? AlarmedAt { get; set; }

    /// <summary>Of the provider's last answer; both null before it and where the answer had none.</summary>
    public int? ResultCode { get; set; }

    public int? StateCode { get; set; }

    /// <summary>Since when the provider, or else the desk, has seen this state.</summary>
    public DateTimeOffset? StateAt { get; set; }

    public DateTimeOffset? AskedAt { get; set; }

    /// <summary>Why the last question had no answer; null when it had one.</summary>
    public string? Trouble { get; set; }

    /// <summary>Null when it is no longer followed.</summary>
    public DateTimeOffset? NextAt { get; set; }
}
