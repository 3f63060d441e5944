using SupportDesk.Data.Entities;
using SupportDesk.Features.Tickets;

namespace SupportDesk.Tests.Features.Tickets;

public sealed class EmailSubjectTests
{
    private static readonly Ticket Ticket = new()
    {
        Number = 1042,
        SubjectCode = "k7f3",
        CaseType = "s",
        Title = "t",
        RequesterName = "n",
        RequesterEmail = "e@x.example",
    };

    [Theory]
    [InlineData("Re: Мы получили ваш вопрос", "Мы получили ваш вопрос")]
    [InlineData("RE: Fwd:Отв: Re[2]: деньги", "деньги")]
    [InlineData("Тема: возврат", "возврат")]
    [InlineData("Пересл:  Re:", "")]
    [InlineData("Реклама: не приходит", "Реклама: не приходит")]
    [InlineData("Заказ 5: re: где", "Заказ 5: re: где")]
    [InlineData("Re: Деньги списались [SD-1299-vrjt]", "Деньги списались")]
    [InlineData("[SD-1299-vrjt] Re: деньги [#77] [sd-12-abcd]  дважды", "деньги [#77] дважды")]
    [InlineData("Fwd: [SD-1299-vrjt]", "")]
    public void Bare_MarksOfRepliesAndOurTokens_AreTakenAway(string subject, string about) => Assert.Equal(about, EmailSubject.Bare(subject));

    [Fact]
    public void Of_ReplyWithKnownNumber_QuotesBothNumbersOnce()
    {
        var conversation = new Conversation { Subject = "Уведомление не приходит", Address = "a@x", ExternalNumber = "5521873" };
        Assert.Equal("Re: Уведомление не приходит № 5521873 [SD-1042-k7f3]", EmailSubject.Of(Ticket, conversation, reply: true));
        conversation.Subject = "RE: Уведомление [#5521873] [SD-1042-k7f3]";
        Assert.Equal("RE: Уведомление [#5521873] [SD-1042-k7f3]", EmailSubject.Of(Ticket, conversation, reply: true));
    }

    [Fact]
    public void Of_NumberInsideALongerOne_IsStillQuoted() => Assert.EndsWith(
        "15521873 № 5521873 [SD-1042-k7f3]",
        EmailSubject.Of(Ticket, new Conversation { Subject = "Счёт 15521873", Address = "a@x", ExternalNumber = "5521873" }, reply: false),
        StringComparison.Ordinal);

    [Fact]
    public void KeepForeignTokens_TheirTokens_StayByteForByteAndOursIsNotTaken() => Assert.Equal(
        "Тема [ref:!00D.5A_x:ref] (#77)",
        EmailSubject.KeepForeignTokens("Тема", "Re: [SD-1042-k7f3] Тема [ref:!00D.5A_x:ref] (#77) [ref:!00D.5A_x:ref]"));
}
