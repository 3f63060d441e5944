using SupportDesk.Features.NewCase.Escalation;

namespace SupportDesk.Tests.Features.NewCase.Escalation;

public sealed class TitleComposerTests
{
    [Theory]
    [InlineData("12345", "Card", "Уведомление не приходит на ResultURL / заказ 12345 / карта")]
    [InlineData("12345", "", "Уведомление не приходит на ResultURL / заказ 12345")]
    [InlineData("", "Sbp", "Уведомление не приходит на ResultURL / СБП")]
    [InlineData("", "", "Уведомление не приходит на ResultURL")]
    public void Compose_KnownFacts_LeavesOutThePartsNobodyKnows(string invoice, string method, string title) =>
        Assert.Equal(title, TitleComposer.Compose(Sample.Payment, Sample.Answers(("invoice", invoice), ("method", method)), russian: true));

    [Fact]
    public void Compose_ForEnglish_SpeaksEnglish() => Assert.Equal(
        "Notification does not arrive at ResultURL / order 12345 / card",
        TitleComposer.Compose(Sample.Payment, Sample.Answers(("invoice", "12345"), ("method", "Card")), russian: false));

    [Theory]
    [InlineData("помогите срочно", true)]
    [InlineData("ПОМОГИТЕ!!! СРОЧНО!!!", true)]
    [InlineData("Не работает оплата", true)]
    [InlineData("Вопрос", true)]
    [InlineData("help please, urgent", true)]
    [InlineData("", true)]
    [InlineData("Ошибка 29 на странице оплаты", false)]
    [InlineData("Уведомление не приходит на ResultURL", false)]
    [InlineData("Дважды списали деньги", false)]
    [InlineData("Заказ 12345", false)]
    public void IsVague_Title_IsToldByWhetherItSaysWhatHappened(string title, bool vague) => Assert.Equal(vague, TitleComposer.IsVague(title));
}
