using MimeKit;

namespace SupportDesk.Features.Email.Sending;

internal enum SendOutcome
{
    /// <summary>The next server has it.</summary>
    Accepted,

    /// <summary>Not taken now; try again later.</summary>
    Transient,

    /// <summary>Refused for good.</summary>
    Permanent,

    /// <summary>It was handed over whole and no answer came: it may have arrived.</summary>
    Uncertain,

    /// <summary>Broken off before the server could have got anything of it: as if it had never been tried.</summary>
    Untouched,
}

/// <param name="Reply">What the server said, or what went wrong; not masked yet.</param>
/// <param name="IsDown">The failure lies at the server and not at this e-mail: others need not be tried now.</param>
internal sealed record SendResult(SendOutcome Outcome, string Reply, bool IsDown = false);

/// <summary>A way out for e-mails. It lives for one run of the sender and carries one e-mail at a time.</summary>
internal interface IMailTransport : IAsyncDisposable
{
    /// <param name="name">The same for every try of the same e-mail.</param>
    Task<SendResult> SendAsync(string name, MimeMessage email, CancellationToken ct);
}
