using SupportDesk.Data.Entities;
using SupportDesk.Features.Email.Matching;

namespace SupportDesk.Features.Email.Authentication;

/// <summary>
/// One answer from what the believed server says and what the desk found. Where both looked the lower one counts; whoever
/// did not look lowers nobody.
/// </summary>
internal static class CombineVerdicts
{
    public static SenderTrust Of(ServerVerdict server, SenderTrust desk)
    {
        if (desk == SenderTrust.Unknown)
            return server.Trust;
        if (!server.Speaks)
            return desk;
        // A server that looks at the envelope only knows nothing of signatures: its word is part of the desk's answer.
        return server.Trust == SenderTrust.Failed || server.CoversAuthor ? Lower(server.Trust, desk) : desk;
    }

    private static SenderTrust Lower(SenderTrust one, SenderTrust other) => Rank(one) <= Rank(other) ? one : other;

    private static int Rank(SenderTrust trust) => trust switch
    {
        SenderTrust.Failed => 0,
        SenderTrust.None => 1,
        SenderTrust.Weak => 2,
        _ => 3,
    };
}
