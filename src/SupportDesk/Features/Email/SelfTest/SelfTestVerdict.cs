using SupportDesk.Data.Entities;

namespace SupportDesk.Features.Email.SelfTest;

public enum SelfTestState { Waiting, Ok, Note, Warn, Bad }

/// <param name="Key">A key of a text: Sent, CameBack, Plus, Authserv or Decoded.</param>
/// <param name="Says">A key of a text: what was seen and what to do.</param>
/// <param name="Args">Fill that text.</param>
public sealed record SelfTestStep(string Key, SelfTestState State, string Says, params object[] Args);

/// <summary>What a self-test shows so far; nothing but its e-mails and the clock decide.</summary>
internal static class SelfTestVerdict
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(3);

    /// <param name="trusted">The host whose marks count; empty for none.</param>
    public static IReadOnlyList<SelfTestStep> Of(MailSelfTest test, bool isFolder, string trusted, DateTimeOffset now)
    {
        var waits = !IsOver(test, now);
        return [Sent(test), CameBack(test, waits), Plus(test, waits), Authserv(test, isFolder, trusted, waits), Decoded(test, waits)];
    }

    public static bool IsOver(MailSelfTest test, DateTimeOffset now) =>
        test.Emails.TrueForAll(email => email.ArrivedAt is not null || email.Problem is not null) || now - test.StartedAt > Timeout;

    /// <summary>Whether the e-mails to the plain address came back.</summary>
    public static bool CameBack(MailSelfTest test, DateTimeOffset now) => CameBack(test, !IsOver(test, now)).State == SelfTestState.Ok;

    /// <summary>The name that the host stamped into every e-mail that came back; null if it stamped none, or several.</summary>
    public static string? StampedBy(MailSelfTest test)
    {
        var names = test.Emails.Where(email => email.ArrivedAt is not null).Select(email => email.AuthservId?.ToLowerInvariant()).Distinct().ToList();
        return names is [{ } only] ? only : null;
    }

    private static SelfTestStep Sent(MailSelfTest test)
    {
        var (sent, failed) = (test.Emails.Count(email => email.SentAt is not null), test.Emails.Find(email => email.Problem is not null));
        return failed is not null ? new("Sent", SelfTestState.Bad, "SentBad", failed.Problem!)
            : sent == test.Emails.Count ? new("Sent", SelfTestState.Ok, "SentOk", sent)
            : new("Sent", SelfTestState.Waiting, "SentWait", sent, test.Emails.Count);
    }

    private static SelfTestStep CameBack(MailSelfTest test, bool waits)
    {
        var plain = test.Emails.Where(email => !IsPlus(email)).ToList();
        var back = plain.Count(email => email.ArrivedAt is not null);
        if (back == plain.Count)
            return new(
                "CameBack",
                SelfTestState.Ok,
                "CameBackOk",
                Math.Max(1, (int)(plain.Max(email => email.ArrivedAt!.Value) - test.StartedAt).TotalSeconds)
            );
        return waits ? new("CameBack", SelfTestState.Waiting, "CameBackWait", back, plain.Count)
            : back == 0 ? new("CameBack", SelfTestState.Bad, "CameBackBad")
            : new("CameBack", SelfTestState.Warn, "CameBackSome", back, plain.Count);
    }

    private static SelfTestStep Plus(MailSelfTest test, bool waits) => test.Emails.Find(IsPlus) switch
    {
        { ArrivedAt: not null, Address: var address } => new("Plus", SelfTestState.Ok, "PlusOk", address),
        { Problem: null, Address: var address } when waits => new("Plus", SelfTestState.Waiting, "PlusWait", address),
        { Address: var address } => new("Plus", SelfTestState.Warn, "PlusBad", address),
        _ => new("Plus", SelfTestState.Note, "PlusNone"),
    };

    private static SelfTestStep Authserv(MailSelfTest test, bool isFolder, string trusted, bool waits)
    {
        if (isFolder)
            return new("Authserv", SelfTestState.Note, "AuthservFolder");
        if (StampedBy(test) is { } name)
        {
            return trusted.Length == 0 ? new("Authserv", SelfTestState.Warn, "AuthservFound", name)
                : trusted.Equals(name, StringComparison.OrdinalIgnoreCase) ? new("Authserv", SelfTestState.Ok, "AuthservOk", name)
                : new("Authserv", SelfTestState.Bad, "AuthservOther", name, trusted);
        }

        return waits ? new("Authserv", SelfTestState.Waiting, "AuthservWait")
            : test.Emails.TrueForAll(email => email.ArrivedAt is null) ? new("Authserv", SelfTestState.Note, "AuthservUnknown")
            : new("Authserv", SelfTestState.Warn, "AuthservNone");
    }

    private static SelfTestStep Decoded(MailSelfTest test, bool waits)
    {
        var broken = test.Emails.Where(email => email.ArrivedAt is not null && !email.Decoded).Select(email => email.Sample).ToList();
        var good = test.Emails.Count(email => email.Decoded);
        return broken.Count > 0 ? new("Decoded", SelfTestState.Bad, "DecodedBad", string.Join(", ", broken))
            : good == test.Emails.Count ? new("Decoded", SelfTestState.Ok, "DecodedOk", good)
            : waits ? new("Decoded", SelfTestState.Waiting, "DecodedWait", good, test.Emails.Count)
            : new("Decoded", SelfTestState.Note, "DecodedSome", good, test.Emails.Count);
    }

    private static bool IsPlus(SelfTestEmail email) => email.Address.Contains('+', StringComparison.Ordinal);
}
