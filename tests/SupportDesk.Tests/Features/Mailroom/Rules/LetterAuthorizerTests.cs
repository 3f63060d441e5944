using SupportDesk.Data.Entities;
using SupportDesk.Features.Mailroom.Rules;

namespace SupportDesk.Tests.Features.Mailroom.Rules;

/// <summary>Who may write into a ticket that was found, and who may open one.</summary>
public sealed class LetterAuthorizerTests
{
    private static readonly LetterOrigin Stranger = new() { Sender = "anna@mail.example", Trust = SenderTrust.Strong, Mailbox = "default", OfficialDomains = ["rk.example.ru"], TakesStrangers = true };

    [Theory]
    [InlineData(SenderTrust.Strong, LetterFate.Join, null)]
    [InlineData(SenderTrust.Weak, LetterFate.Join, null)]
    [InlineData(SenderTrust.Unknown, LetterFate.Join, null)]
    [InlineData(SenderTrust.None, LetterFate.Join, null)]
    [InlineData(SenderTrust.Failed, LetterFate.Hold, HoldReason.NotVerified)]
    internal void Decide_Participant_JoinsUnlessRefuted(SenderTrust trust, LetterFate fate, HoldReason? reason) =>
        Assert.Equal(new LetterPermission(fate, reason), LetterAuthorizer.Decide(Stranger with { Trust = trust }, Found(Party.Requester)));

    [Theory]
    [InlineData(SenderTrust.Strong, LetterFate.Join)]
    [InlineData(SenderTrust.Weak, LetterFate.Hold)]
    [InlineData(SenderTrust.Unknown, LetterFate.Hold)]
    [InlineData(SenderTrust.Failed, LetterFate.Hold)]
    internal void T04_Decide_StaffWhoTakesPart_OnlyWithProof(SenderTrust trust, LetterFate fate) =>
        Assert.Equal(fate, LetterAuthorizer.Decide(Stranger with { Trust = trust, HasAccount = true, IsDeskStaff = true }, Found(Party.Requester)).Fate);

    [Theory]
    [InlineData(true, SenderTrust.Strong, false, HoldReason.ByAccount, true)]
    [InlineData(true, SenderTrust.Strong, true, HoldReason.ByAccount, false)]
    [InlineData(true, SenderTrust.Weak, false, HoldReason.NotParticipant, false)]
    [InlineData(true, SenderTrust.Failed, false, HoldReason.NotVerified, false)]
    [InlineData(false, SenderTrust.Strong, false, HoldReason.NotParticipant, false)]
    internal void T05_T07_Decide_RightIdInOtherHands_WaitsAndOnlyProvenStaffIsTold(bool account, SenderTrust trust, bool automatic, HoldReason reason, bool told) =>
        Assert.Equal(LetterPermission.Hold(reason, told), LetterAuthorizer.Decide(Stranger with { HasAccount = account, Trust = trust, IsAutomatic = automatic }, Found(null)));

    [Fact]
    public void Decide_StrangerWithoutPointer_OpensATicket() => Assert.Equal(LetterFate.OpenTicket, LetterAuthorizer.Decide(Stranger, Lost()).Fate);

    private static readonly Dictionary<string, (LetterOrigin Origin, LostBy[] Losers, HoldReason Reason)> Waiting = new()
    {
        ["our own address"] = (Stranger with { ClaimsToBeUs = true }, [], HoldReason.FromOurselves),
        ["refuted"] = (Stranger with { Trust = SenderTrust.Failed }, [], HoldReason.NotVerified),
        ["a machine"] = (Stranger with { IsAutomatic = true }, [], HoldReason.NoMatch),
        ["somebody of the desk"] = (Stranger with { HasAccount = true }, [], HoldReason.NoMatch),
        ["a mailbox for others"] = (Stranger with { TakesStrangers = false }, [], HoldReason.NoMatch),
        ["nobody"] = (Stranger with { Sender = "" }, [], HoldReason.NoMatch),
        ["the provider"] = (Stranger with { Sender = "bot@rk.example.ru" }, [], HoldReason.NoMatch),
        ["almost the provider"] = (Stranger with { Tricks = SenderTrick.LooksLikeOfficial }, [], HoldReason.Pretends),
        ["a forged id"] = (Stranger, [LostBy.NotSigned], HoldReason.ForgedId),
        ["another mailbox"] = (Stranger, [LostBy.OtherMailbox], HoldReason.OtherMailbox),
        ["somebody else's token"] = (Stranger, [LostBy.SenderNotParticipant], HoldReason.NotParticipant),
        ["an unproven token"] = (Stranger, [LostBy.SenderNotVerified], HoldReason.NotVerified),
        ["a forged id and a token"] = (Stranger, [LostBy.SenderNotParticipant, LostBy.NotSigned], HoldReason.ForgedId),
    };

    public static TheoryData<string> WaitingCases => [.. Waiting.Keys];

    [Theory]
    [MemberData(nameof(WaitingCases))]
    public void Decide_StrangerWhoMayNotOpen_Waits(string name)
    {
        var (origin, losers, reason) = Waiting[name];
        Assert.Equal(LetterPermission.Hold(reason), LetterAuthorizer.Decide(origin, Lost(losers)));
    }

    [Theory]
    [InlineData(LostBy.WrongCode)]
    [InlineData(LostBy.NoSuchTicket)]
    internal void T19_T21_Decide_OnlyTicketsThatAreGone_OpensANewOne(LostBy lost) =>
        Assert.Equal(LetterFate.OpenTicket, LetterAuthorizer.Decide(Stranger, Lost(lost)).Fate);

    [Fact]
    public void Decide_AnswerGoesElsewhere_IsAWarningAndNoPretence() =>
        Assert.Equal(LetterFate.OpenTicket, LetterAuthorizer.Decide(Stranger with { Tricks = SenderTrick.ReplyGoesElsewhere }, Lost()).Fate);

    private static LetterMatch Found(Party? party) =>
        new(new Pointer(MatchRule.InReplyTo, "sd.id", Guid.NewGuid(), true, Party.Requester, "timur@tmin.example.ru", "default", []), party, null, []);

    private static LetterMatch Lost(params LostBy[] why) => new(null, null, null, [.. why.Select(one => new Loser(MatchRule.InReplyTo, "sd.id", one))]);
}
