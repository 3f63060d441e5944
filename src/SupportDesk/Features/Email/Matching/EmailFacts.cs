using SupportDesk.Features.Email.Reading;

namespace SupportDesk.Features.Email.Matching;

/// <summary>A header field, decoded.</summary>
internal readonly record struct HeaderField(string Name, string Value)
{
    public bool Is(string name) => Name.Equals(name, StringComparison.OrdinalIgnoreCase);
}

/// <summary>A file of an e-mail; the bytes are decoded while they are read.</summary>
internal sealed record EmailFile(string Name, string? ContentType, Func<Stream> Open);

/// <summary>A mail server says that an e-mail of ours did not arrive, or not yet (RFC 3464).</summary>
/// <param name="OriginalId">Message-ID of the e-mail it speaks of, without angle brackets.</param>
/// <param name="Failed">False for a mere delay.</param>
/// <param name="Text">Its reason in its own words, not masked yet.</param>
internal sealed record DeliveryReport(string? OriginalId, bool Failed, string Text);

/// <summary>What the rules need of an e-mail. The text is as it came: it is masked before it is stored.</summary>
internal sealed record EmailFacts
{
    public required string FromAddress { get; init; }

    public string FromName { get; init; } = "";

    /// <summary>How many mailboxes stand in From; more than one proves nothing about any of them.</summary>
    public int FromCount { get; init; } = 1;

    public string? ReplyTo { get; init; }

    public string Subject { get; init; } = "";

    /// <summary>Without angle brackets; null when there is none that could be quoted.</summary>
    public string? MessageId { get; init; }

    public IReadOnlyList<string> InReplyTo { get; init; } = [];

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>Addresses it was delivered to, then those in To and Cc.</summary>
    public IReadOnlyList<string> SentTo { get; init; } = [];

    /// <summary>Addresses in To and Cc.</summary>
    public IReadOnlyList<string> VisibleTo { get; init; } = [];

    public IReadOnlyList<HeaderField> Headers { get; init; } = [];

    /// <summary>Such as <c>multipart/report</c>, lower case, without parameters.</summary>
    public string ContentType { get; init; } = "text/plain";

    public string Text { get; init; } = "";

    /// <summary>As it came, not safe to show; null for an e-mail without HTML.</summary>
    public string? Html { get; init; }

    public DeliveryReport? Report { get; init; }

    public IReadOnlyList<EmailFile> Files { get; init; } = [];

    public DateTimeOffset? Date { get; init; }

    /// <summary>What of it could not be read.</summary>
    public IReadOnlyList<EmailProblem> Unread { get; init; } = [];

    /// <summary>The same as it is stored; null when nothing is missing.</summary>
    public string? Missing => Unread.Count > 0 ? string.Join(',', Unread) : null;
}
