using SupportDesk.Data.Entities;
using SupportDesk.Features.Email.Matching;

namespace SupportDesk.Tests.Features.Email.Matching;

/// <summary>Which pointer decides, and why the others do not.</summary>
public sealed class EmailMatcherTests
{
    private const string Provider = "help@rk.example.ru";
    private const string Robot = "noreply@mail.rk.example.ru";
    private const string Requester = "timur@tmin.example.ru";
    private const string Stranger = "eve@evil.example";
    private static readonly Guid One = Guid.NewGuid();
    private static readonly Guid Two = Guid.NewGuid();

    [Theory]
    [InlineData(Provider, Party.Provider)]
    [InlineData(Robot, Party.Provider)]
    [InlineData(Requester, null)]
    [InlineData(Stranger, null)]
    public void T03_Decide_ProvidersId_NamesWhoeverMayNotUseIt(string sender, Party? party)
    {
        var match = EmailMatcher.Decide(From(sender), [Signed(One, Party.Provider, Provider)]);
        Assert.Equal((One, party), (match.TicketId, match.Party));
    }

    [Theory]
    [InlineData(MatchRule.PlusAddress)]
    [InlineData(MatchRule.InReplyTo)]
    [InlineData(MatchRule.References)]
    public void Decide_SignedPointer_AsksNothingOfTheSender(MatchRule rule) =>
        Assert.Equal(
            (One, rule),
            EmailMatcher.Decide(From(Stranger, SenderTrust.None), [Signed(One, Party.Requester, Requester, rule)]) is var match
                ? (match.TicketId!.Value, match.Rule)
                : default
        );

    [Theory]
    [InlineData(MatchRule.SubjectToken, Requester, SenderTrust.Strong, null)]
    [InlineData(MatchRule.SubjectToken, Requester, SenderTrust.Weak, null)]
    [InlineData(MatchRule.SubjectToken, Requester, SenderTrust.Unknown, "SenderNotVerified")]
    [InlineData(MatchRule.SubjectToken, Requester, SenderTrust.None, "SenderNotVerified")]
    [InlineData(MatchRule.SubjectToken, Requester, SenderTrust.Failed, "SenderNotVerified")]
    [InlineData(MatchRule.SubjectToken, Stranger, SenderTrust.Strong, "SenderNotParticipant")]
    [InlineData(MatchRule.SubjectToken, Robot, SenderTrust.Weak, null)]
    [InlineData(MatchRule.LastLine, Requester, SenderTrust.Weak, null)]
    [InlineData(MatchRule.LastLine, Requester, SenderTrust.Unknown, null)]
    [InlineData(MatchRule.LastLine, Stranger, SenderTrust.Strong, "SenderNotParticipant")]
    [InlineData(MatchRule.ForeignId, Requester, SenderTrust.Unknown, null)]
    [InlineData(MatchRule.ForeignId, Requester, SenderTrust.None, "SenderNotVerified")]
    [InlineData(MatchRule.ForeignId, Stranger, SenderTrust.Strong, "SenderNotParticipant")]
    [InlineData(MatchRule.ThreadRoot, Requester, SenderTrust.Strong, null)]
    [InlineData(MatchRule.ThreadRoot, Requester, SenderTrust.Weak, "SenderNotVerified")]
    [InlineData(MatchRule.ThreadRoot, Requester, SenderTrust.Unknown, "SenderNotVerified")]
    [InlineData(MatchRule.ThreadRoot, Robot, SenderTrust.Strong, "SenderNotParticipant")]
    [InlineData(MatchRule.ProviderNumber, Provider, SenderTrust.Strong, null)]
    [InlineData(MatchRule.ProviderNumber, Provider, SenderTrust.Weak, "SenderNotVerified")]
    [InlineData(MatchRule.ProviderNumber, Provider, SenderTrust.Unknown, "SenderNotVerified")]
    [InlineData(MatchRule.ProviderNumber, Stranger, SenderTrust.Strong, "SenderNotParticipant")]
    public void T01_T16_T17_Decide_WhatAnybodyCanCopy_ServesProvenParticipantsOnly(MatchRule rule, string sender, SenderTrust trust, string? lost)
    {
        var match = EmailMatcher.Decide(From(sender, trust), [Copied(One, rule)]);
        Assert.Equal(lost, match.Rejected.SingleOrDefault()?.Why.ToString());
        Assert.Equal(lost is null ? (One, null) : (null, One), (match.TicketId, match.Hint));
    }

    [Theory]
    [InlineData(false, true, "NotSigned")]
    [InlineData(true, false, "NoSuchTicket")]
    public void T02_T21_Decide_SignedPointerThatProvesNothing_IsNamed(bool proven, bool exists, string lost)
    {
        var pointer = Signed(One, Party.Provider, Provider) with { Proven = proven, TicketId = exists ? One : null };
        var match = EmailMatcher.Decide(From(Provider), [pointer]);
        Assert.Equal((null, null, lost), (match.TicketId, match.Hint, match.Rejected[0].Why.ToString()));
    }

    [Theory]
    [InlineData(true, "WrongCode")]
    [InlineData(false, "NoSuchTicket")]
    public void T21_Decide_TokenOfALostTicket_IsNotThatOfTheTicketWithItsNumber(bool exists, string lost)
    {
        var pointer = Copied(One, MatchRule.SubjectToken) with { Proven = false, TicketId = exists ? One : null };
        Assert.Equal((null, lost), EmailMatcher.Decide(From(Requester), [pointer]) is var match ? (match.TicketId, match.Rejected[0].Why.ToString()) : default);
    }

    [Theory]
    [InlineData(MatchRule.InReplyTo)]
    [InlineData(MatchRule.PlusAddress)]
    [InlineData(MatchRule.References)]
    [InlineData(MatchRule.ForeignId)]
    [InlineData(MatchRule.SubjectToken)]
    [InlineData(MatchRule.LastLine)]
    public void T12_Decide_AnyPointerOfAnotherMailbox_IsAHintAndNoMatch(MatchRule rule)
    {
        var match = EmailMatcher.Decide(From(Requester) with { Mailbox = "payers" }, [Signed(One, Party.Requester, Requester, rule)]);
        Assert.Equal((null, One, RejectionReason.OtherMailbox), (match.TicketId, match.Hint, Assert.Single(match.Rejected).Why));
    }

    [Fact]
    public void T12_Decide_ProvidersNumber_InTheMailboxOfPayers_IsNoMatch() => Assert.Equal(RejectionReason.OtherMailbox,
        Assert.Single(EmailMatcher.Decide(From(Provider) with { Mailbox = "payers" }, [Copied(One, MatchRule.ProviderNumber)]).Rejected).Why);

    [Fact]
    public void T11_Decide_IdsOfTwoTickets_FirstWinsAndConflictIsRecorded()
    {
        var match = EmailMatcher.Decide(From(Provider),
            [Signed(One, Party.Provider, Provider), Signed(Two, Party.Provider, Provider, MatchRule.References), Copied(One, MatchRule.SubjectToken)]);
        Assert.Equal((One, MatchRule.InReplyTo), (match.TicketId, match.Rule));
        Assert.Equal([RejectionReason.OtherTicket, RejectionReason.Later], match.Rejected.Select(loser => loser.Why));
    }

    [Fact]
    public void Decide_ProviderOnPublicHost_IsOneAddressAndNotItsHost()
    {
        var pointer = Signed(One, Party.Provider, "shop.help@mail.ru") with { Conversations = [new(Party.Provider, "shop.help@mail.ru", "default")] };
        Assert.Equal(Party.Provider, EmailMatcher.Decide(From("shop.help@mail.ru") with { OfficialDomains = ["mail.ru"] }, [pointer]).Party);
        Assert.Null(EmailMatcher.Decide(From("eve@mail.ru") with { OfficialDomains = ["mail.ru"] }, [pointer]).Party);
    }

    [Fact]
    public void Decide_Nothing_HasNoHint()
    {
        var match = EmailMatcher.Decide(From(Stranger), []);
        Assert.Equal((null, null, MatchRule.None), (match.TicketId, match.Hint, match.Rule));
    }

    private static readonly ConversationHint[] Conversations = [new(Party.Provider, Provider, "default"), new(Party.Requester, Requester, "default")];

    private static EmailOrigin From(string sender, SenderTrust trust = SenderTrust.Strong) =>
        new() { Sender = sender, Trust = trust, Mailbox = "default", OfficialDomains = ["rk.example.ru"] };

    private static TicketReference Signed(Guid ticket, Party party, string boundTo, MatchRule rule = MatchRule.InReplyTo) =>
        new(rule, "sd.id", ticket, true, party, boundTo, "default", Conversations);

    private static TicketReference Copied(Guid ticket, MatchRule rule) => rule switch
    {
        MatchRule.ForeignId or MatchRule.ThreadRoot => new(rule, "a@x.example", ticket, true, Party.Requester, Requester, "default", Conversations),
        MatchRule.ProviderNumber => new(rule, "5521873", ticket, true, Party.Provider, null, null, Conversations),
        _ => new(rule, "SD-1001-k7f3", ticket, true, null, null, null, Conversations),
    };
}
