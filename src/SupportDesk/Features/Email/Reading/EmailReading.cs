using MimeKit;

namespace SupportDesk.Features.Email.Reading;

/// <summary>An e-mail that was read, and what was noticed on the way.</summary>
internal sealed class EmailReading
{
    /// <summary>What was opened: files inside files are parts of their own.</summary>
    public required MimeMessage Message { get; init; }

    /// <summary>What was noticed while it was opened; <see cref="ProblemFinder"/> looks for more.</summary>
    public required HashSet<EmailProblem> Problems { get; init; }

    /// <summary>The e-mail as it came, up to the limit.</summary>
    public required ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>Messages within the message, as they were sent.</summary>
    public required IReadOnlyDictionary<MimeMessage, ReadOnlyMemory<byte>> Inner { get; init; }

    public required EmailLimits Limits { get; init; }
}
