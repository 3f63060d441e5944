using SupportDesk.Data.Entities;
using SupportDesk.Features.Email.Matching;

namespace SupportDesk.Tests.Features.Email.Matching;

/// <summary>Who may write into a ticket that was found, and who may open one.</summary>
public sealed class ReplyPolicyTests
{
    private static readonly EmailOrigin Stranger = new()
    {
        Sender = "anna@mail.example",
        Trust = SenderTrust.Strong,
        Mailbox = "default",
        OfficialDomains = ["rk.example.ru"],
        TakesStrangers = true,
    };

    [Theory]
    [InlineData(SenderTrust.Strong, ReplyDecision.Join, null)]
    [InlineData(SenderTrust.Weak, ReplyDecision.Join, null)]
    [InlineData(SenderTrust.Unknown, ReplyDecision.Join, null)]
    [InlineData(SenderTrust.None, ReplyDecision.Join, null)]
    [InlineData(SenderTrust.Failed, ReplyDecision.Suspend, SuspensionReason.NotVerified)]
    internal void Decide_Participant_JoinsUnlessRefuted(SenderTrust trust, ReplyDecision fate, SuspensionReason? reason) =>
        Assert.Equal(new ReplyPermission(fate, reason), ReplyPolicy.Decide(Stranger with { Trust = trust }, Found(Party.Requester)));

    [Theory]
    [InlineData(SenderTrust.Strong, ReplyDecision.Join)]
    [InlineData(SenderTrust.Weak, ReplyDecision.Suspend)]
    [InlineData(SenderTrust.Unknown, ReplyDecision.Suspend)]
    [InlineData(SenderTrust.Failed, ReplyDecision.Suspend)]
    internal void T04_Decide_StaffWhoTakesPart_OnlyWithProof(SenderTrust trust, ReplyDecision fate) =>
        Assert.Equal(fate, ReplyPolicy.Decide(Stranger with { Trust = trust, HasAccount = true, IsDeskStaff = true }, Found(Party.Requester)).Decision);

    [Theory]
    [InlineData(true, SenderTrust.Strong, false, SuspensionReason.ByAccount, true)]
    [InlineData(true, SenderTrust.Strong, true, SuspensionReason.ByAccount, false)]
    [InlineData(true, SenderTrust.Weak, false, SuspensionReason.NotParticipant, false)]
    [InlineData(true, SenderTrust.Failed, false, SuspensionReason.NotVerified, false)]
    [InlineData(false, SenderTrust.Strong, false, SuspensionReason.NotParticipant, false)]
    internal void T05_T07_Decide_RightIdInOtherHands_WaitsAndOnlyProvenStaffIsTold(
        bool account,
        SenderTrust trust,
        bool automatic,
        SuspensionReason reason,
        bool told
    ) =>
        Assert.Equal(
            ReplyPermission.Suspend(reason, told),
            ReplyPolicy.Decide(Stranger with { HasAccount = account, Trust = trust, IsAutomatic = automatic }, Found(null))
        );

    [Fact]
    public void Decide_StrangerWithoutPointer_OpensATicket() => Assert.Equal(ReplyDecision.OpenTicket, ReplyPolicy.Decide(Stranger, Lost()).Decision);

    private static readonly Dictionary<string, (EmailOrigin Origin, RejectionReason[] Rejected, SuspensionReason Reason)> Waiting = new()
    {
        ["our own address"] = (Stranger with { ClaimsToBeUs = true }, [], SuspensionReason.FromOurselves),
        ["refuted"] = (Stranger with { Trust = SenderTrust.Failed }, [], SuspensionReason.NotVerified),
        ["a machine"] = (Stranger with { IsAutomatic = true }, [], SuspensionReason.NoMatch),
        ["somebody of the desk"] = (Stranger with { HasAccount = true }, [], SuspensionReason.NoMatch),
        ["a mailbox for others"] = (Stranger with { TakesStrangers = false }, [], SuspensionReason.NoMatch),
        ["nobody"] = (Stranger with { Sender = "" }, [], SuspensionReason.NoMatch),
        ["the provider"] = (Stranger with { Sender = "bot@rk.example.ru" }, [], SuspensionReason.NoMatch),
        ["almost the provider"] = (Stranger with { Signals = SpoofingSignal.LooksLikeOfficial }, [], SuspensionReason.Pretends),
        ["a forged id"] = (Stranger, [RejectionReason.NotSigned], SuspensionReason.ForgedId),
        ["another mailbox"] = (Stranger, [RejectionReason.OtherMailbox], SuspensionReason.OtherMailbox),
        ["somebody else's token"] = (Stranger, [RejectionReason.SenderNotParticipant], SuspensionReason.NotParticipant),
        ["an unproven token"] = (Stranger, [RejectionReason.SenderNotVerified], SuspensionReason.NotVerified),
        ["a forged id and a token"] = (Stranger, [RejectionReason.SenderNotParticipant, RejectionReason.NotSigned], SuspensionReason.ForgedId),
    };

    public static TheoryData<string> WaitingCases => [.. Waiting.Keys];

    [Theory]
    [MemberData(nameof(WaitingCases))]
    public void Decide_StrangerWhoMayNotOpen_Waits(string name)
    {
        var (origin, losers, reason) = Waiting[name];
        Assert.Equal(ReplyPermission.Suspend(reason), ReplyPolicy.Decide(origin, Lost(losers)));
    }

    [Theory]
    [InlineData(RejectionReason.WrongCode)]
    [InlineData(RejectionReason.NoSuchTicket)]
    internal void T19_T21_Decide_OnlyTicketsThatAreGone_OpensANewOne(RejectionReason lost) =>
        Assert.Equal(ReplyDecision.OpenTicket, ReplyPolicy.Decide(Stranger, Lost(lost)).Decision);

    [Fact]
    public void Decide_AnswerGoesElsewhere_IsAWarningAndNoPretence() =>
        Assert.Equal(ReplyDecision.OpenTicket, ReplyPolicy.Decide(Stranger with { Signals = SpoofingSignal.ReplyGoesElsewhere }, Lost()).Decision);

    private static EmailMatch Found(Party? party) =>
        new(new TicketReference(MatchRule.InReplyTo, "sd.id", Guid.NewGuid(), true, Party.Requester, "timur@tmin.example.ru", "default", []), party, null, []);

    private static EmailMatch Lost(params RejectionReason[] why) =>
        new(null, null, null, [.. why.Select(one => new RejectedReference(MatchRule.InReplyTo, "sd.id", one))]);
}
