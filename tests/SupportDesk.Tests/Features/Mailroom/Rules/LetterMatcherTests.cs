using SupportDesk.Data.Entities;
using SupportDesk.Features.Mailroom.Rules;

namespace SupportDesk.Tests.Features.Mailroom.Rules;

public sealed class LetterMatcherTests
{
    private const string Provider = "help@rk.example.ru";
    private const string Robot = "noreply@mail.rk.example.ru";
    private const string Requester = "timur@tmin.example.ru";
    private const string Stranger = "eve@evil.example";
    private static readonly Guid One = Guid.NewGuid();
    private static readonly Guid Two = Guid.NewGuid();
    private static readonly string[] Official = ["rk.example.ru"];

    [Theory]
    [InlineData(Provider, SenderTrust.Strong, true)]
    [InlineData(Robot, SenderTrust.Unknown, true)]
    [InlineData(Requester, SenderTrust.Strong, false)]
    [InlineData(Stranger, SenderTrust.Strong, false)]
    [InlineData(Provider, SenderTrust.None, true)]
    [InlineData(Provider, SenderTrust.Failed, false)]
    public void T03_Decide_ProvidersId_ServesTheProviderAlone(string sender, SenderTrust trust, bool joins)
    {
        var match = LetterMatcher.Decide(sender, trust, [Signed(One, Party.Provider, Provider)], Official);
        Assert.Equal((One, joins), (match.TicketId, match.Joins));
        Assert.True(!joins || match.Party == Party.Provider);
    }

    [Theory]
    [InlineData(Requester, SenderTrust.Strong, true, null)]
    [InlineData(Requester, SenderTrust.Unknown, true, null)]
    [InlineData(Requester, SenderTrust.None, false, "NotVerified")]
    [InlineData(Requester, SenderTrust.Failed, false, "NotVerified")]
    [InlineData(Stranger, SenderTrust.Strong, false, "NotParticipant")]
    [InlineData(Robot, SenderTrust.Weak, true, null)]
    public void T01_Decide_SubjectToken_ServesParticipantsOnly(string sender, SenderTrust trust, bool joins, string? hold)
    {
        var match = LetterMatcher.Decide(sender, trust, [Token(One)], Official);
        Assert.Equal((joins, hold), (match.Joins, match.Hold?.ToString()));
        Assert.Equal(One, match.TicketId);
    }

    [Fact]
    public void T02_Decide_ForgedId_IsHeldAndNamed()
    {
        var match = LetterMatcher.Decide(Requester, SenderTrust.Strong, [new(MatchRule.InReplyTo, "sd.x", null, false, null, null, [])], Official);
        Assert.Equal(HoldReason.ForgedId, match.Hold);
        Assert.Equal(LostBy.NotSigned, Assert.Single(match.Losers).Why);
    }

    [Fact]
    public void T11_Decide_IdsOfTwoTickets_FirstWinsAndConflictIsRecorded()
    {
        var match = LetterMatcher.Decide(Provider, SenderTrust.Strong,
            [Signed(One, Party.Provider, Provider), Signed(Two, Party.Provider, Provider, MatchRule.References), Token(One)], Official);
        Assert.Equal((One, MatchRule.InReplyTo), (match.TicketId, match.Rule));
        Assert.Equal([LostBy.OtherTicket, LostBy.Later], match.Losers.Select(loser => loser.Why));
    }

    [Theory]
    [InlineData(Provider, SenderTrust.Strong, true)]
    [InlineData(Provider, SenderTrust.Weak, false)]
    [InlineData(Provider, SenderTrust.Unknown, false)]
    [InlineData(Stranger, SenderTrust.Strong, false)]
    public void T16_T17_Decide_ProvidersNumber_OnlyFromVerifiedOfficialDomain(string sender, SenderTrust trust, bool joins)
    {
        var number = new Pointer(MatchRule.ProviderNumber, "5521873", One, true, Party.Provider, null, Talks);
        Assert.Equal(joins, LetterMatcher.Decide(sender, trust, [number], Official).Joins);
    }

    [Fact]
    public void Decide_ProviderOnPublicHost_IsOneAddressAndNotItsHost()
    {
        var pointer = Signed(One, Party.Provider, "shop.help@mail.ru") with { Talks = [new(Party.Provider, "shop.help@mail.ru")] };
        Assert.True(LetterMatcher.Decide("shop.help@mail.ru", SenderTrust.Unknown, [pointer], ["mail.ru"]).Joins);
        Assert.False(LetterMatcher.Decide("eve@mail.ru", SenderTrust.Strong, [pointer], ["mail.ru"]).Joins);
    }

    [Fact]
    public void Decide_Nothing_IsHeldWithoutHint()
    {
        var match = LetterMatcher.Decide(Stranger, SenderTrust.Strong, [], Official);
        Assert.Equal((null, HoldReason.NoMatch), (match.TicketId, match.Hold));
    }

    private static readonly Talk[] Talks = [new(Party.Provider, Provider), new(Party.Requester, Requester)];

    private static Pointer Signed(Guid ticket, Party party, string boundTo, MatchRule rule = MatchRule.InReplyTo) => new(rule, "sd.id", ticket, true, party, boundTo, Talks);

    private static Pointer Token(Guid ticket) => new(MatchRule.SubjectToken, "SD-1001-k7f3", ticket, true, null, null, Talks);
}
