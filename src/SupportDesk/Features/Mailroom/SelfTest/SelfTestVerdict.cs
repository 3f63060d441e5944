using SupportDesk.Data.Entities;

namespace SupportDesk.Features.Mailroom.SelfTest;

public enum StepState { Waiting, Ok, Note, Warn, Bad }

/// <param name="Key">A key of a text: Sent, CameBack, Plus, Authserv or Decoded.</param>
/// <param name="Says">A key of a text: what was seen and what to do.</param>
/// <param name="Args">Fill that text.</param>
public sealed record SelfTestStep(string Key, StepState State, string Says, params object[] Args);

/// <summary>What a self-test shows so far; nothing but its letters and the clock decide.</summary>
internal static class SelfTestVerdict
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <param name="pinned">The host whose marks count; empty for none.</param>
    public static IReadOnlyList<SelfTestStep> Of(MailSelfTest test, bool isFolder, string pinned, DateTimeOffset now)
    {
        var waits = !IsOver(test, now);
        return [Sent(test), CameBack(test, waits), Plus(test, waits), Authserv(test, isFolder, pinned, waits), Decoded(test, waits)];
    }

    public static bool IsOver(MailSelfTest test, DateTimeOffset now) =>
        test.Letters.TrueForAll(letter => letter.ArrivedAt is not null || letter.Problem is not null) || now - test.StartedAt > Patience;

    /// <summary>The name that the host stamped into every letter that came back; null if it stamped none, or several.</summary>
    public static string? StampedBy(MailSelfTest test)
    {
        var names = test.Letters.Where(letter => letter.ArrivedAt is not null).Select(letter => letter.AuthservId?.ToLowerInvariant()).Distinct().ToList();
        return names is [{ } only] ? only : null;
    }

    private static SelfTestStep Sent(MailSelfTest test)
    {
        var (sent, failed) = (test.Letters.Count(letter => letter.SentAt is not null), test.Letters.Find(letter => letter.Problem is not null));
        return failed is not null ? new("Sent", StepState.Bad, "SentBad", failed.Problem!)
            : sent == test.Letters.Count ? new("Sent", StepState.Ok, "SentOk", sent)
            : new("Sent", StepState.Waiting, "SentWait", sent, test.Letters.Count);
    }

    private static SelfTestStep CameBack(MailSelfTest test, bool waits)
    {
        var plain = test.Letters.Where(letter => !IsPlus(letter)).ToList();
        var back = plain.Count(letter => letter.ArrivedAt is not null);
        if (back == plain.Count)
            return new("CameBack", StepState.Ok, "CameBackOk", Math.Max(1, (int)(plain.Max(letter => letter.ArrivedAt!.Value) - test.StartedAt).TotalSeconds));
        return waits ? new("CameBack", StepState.Waiting, "CameBackWait", back, plain.Count)
            : back == 0 ? new("CameBack", StepState.Bad, "CameBackBad")
            : new("CameBack", StepState.Warn, "CameBackSome", back, plain.Count);
    }

    private static SelfTestStep Plus(MailSelfTest test, bool waits) => test.Letters.Find(IsPlus) switch
    {
        { ArrivedAt: not null, Address: var address } => new("Plus", StepState.Ok, "PlusOk", address),
        { Problem: null, Address: var address } when waits => new("Plus", StepState.Waiting, "PlusWait", address),
        { Address: var address } => new("Plus", StepState.Warn, "PlusBad", address),
        _ => new("Plus", StepState.Note, "PlusNone"),
    };

    private static SelfTestStep Authserv(MailSelfTest test, bool isFolder, string pinned, bool waits)
    {
        if (isFolder)
            return new("Authserv", StepState.Note, "AuthservFolder");
        if (StampedBy(test) is { } name)
        {
            return pinned.Length == 0 ? new("Authserv", StepState.Warn, "AuthservFound", name)
                : pinned.Equals(name, StringComparison.OrdinalIgnoreCase) ? new("Authserv", StepState.Ok, "AuthservOk", name)
                : new("Authserv", StepState.Bad, "AuthservOther", name, pinned);
        }

        return waits ? new("Authserv", StepState.Waiting, "AuthservWait")
            : test.Letters.TrueForAll(letter => letter.ArrivedAt is null) ? new("Authserv", StepState.Note, "AuthservUnknown")
            : new("Authserv", StepState.Warn, "AuthservNone");
    }

    private static SelfTestStep Decoded(MailSelfTest test, bool waits)
    {
        var broken = test.Letters.Where(letter => letter.ArrivedAt is not null && !letter.Decoded).Select(letter => letter.Sample).ToList();
        var good = test.Letters.Count(letter => letter.Decoded);
        return broken.Count > 0 ? new("Decoded", StepState.Bad, "DecodedBad", string.Join(", ", broken))
            : good == test.Letters.Count ? new("Decoded", StepState.Ok, "DecodedOk", good)
            : waits ? new("Decoded", StepState.Waiting, "DecodedWait", good, test.Letters.Count)
            : new("Decoded", StepState.Note, "DecodedSome", good, test.Letters.Count);
    }

    private static bool IsPlus(SelfTestLetter letter) => letter.Address.Contains('+', StringComparison.Ordinal);
}
