using MimeKit;

namespace SupportDesk.Features.Email.Reading;

/// <summary>What the steps of one reading share.</summary>
internal sealed class ReadingState(EmailLimits limits, HashSet<EmailProblem> problems, CancellationToken token)
{
    public EmailLimits Limits => limits;

    public HashSet<EmailProblem> Problems => problems;

    public CancellationToken Token => token;

    /// <summary>Parts so far, unpacked ones included.</summary>
    public int Parts { get; set; }

    /// <summary>Bytes of long header fields so far.</summary>
    public int LongFieldBytes { get; set; }

    /// <summary>Messages within the message, as they were sent.</summary>
    public Dictionary<MimeMessage, ReadOnlyMemory<byte>> Inner { get; } = [];

    /// <summary>Bodies of multiparts in which the parser found no part.</summary>
    public Dictionary<Multipart, ArraySegment<byte>> Unparted { get; } = [];

    /// <summary>Counts one part more.</summary>
    /// <returns>False: that is one too many.</returns>
    public bool TryTakePart()
    {
        if (Parts < limits.MaxParts)
        {
            Parts++;
            return true;
        }

        problems.Add(EmailProblem.PartsCut);
        return false;
    }
}
