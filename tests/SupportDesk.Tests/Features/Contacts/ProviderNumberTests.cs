using FsCheck;
using FsCheck.Fluent;
using SupportDesk.Features.Contacts;

namespace SupportDesk.Tests.Features.Contacts;

public sealed class ProviderNumberTests
{
    private static readonly string[] Ours = ["12345", "1042"];

    [Theory]
    [InlineData("Re: уведомление", "Ваше обращение зарегистрировано под № 5521873.", "5521873")]
    [InlineData("Re: уведомление", "Обращение 5521873 принято", "5521873")]
    [InlineData("Re: уведомление", "Номер обращения: 5521873", "5521873")]
    [InlineData("[#5521873] Re: уведомление", "Здравствуйте", "5521873")]
    [InlineData("Ticket #5521873 created", "", "5521873")]
    [InlineData("Your request has been registered as 5521873", "", "5521873")]
    [InlineData("Re: [SD-1042-k7f3]", "По заказу № 12345 создан тикет №5521873", "5521873")]
    [InlineData("Re: [SD-1042-k7f3]", "Мы посмотрели счёт № 12345, всё хорошо", null)]
    [InlineData("Re: [SD-1042-k7f3]", "> Обращение 777777\nСпасибо", null)]
    public void Read_EmailsOfDesks_FindsTheirNumberAndNotOurs(string subject, string body, string? expected) =>
        Assert.Equal(expected, ProviderNumber.Usual.Read(subject, body, Ours));

    [Fact]
    public void Read_OwnPattern_IsUsedInstead() =>
        Assert.Equal("RK-77", ProviderNumber.Of(@"case (?<number>RK-[0-9]+)").Value.Read("", "your case RK-77, № 5521873", Ours));

    [Theory]
    [InlineData("(?<number>[0-9]+", "PatternBroken")]
    [InlineData("[0-9]+", "PatternGroup")]
    [InlineData(@"(?<number>a)\k<number>", "PatternBacktracks")]
    [InlineData("(?=x)(?<number>a)", "PatternBacktracks")]
    public void T29_Of_PatternThatCannotServe_SaysWhy(string pattern, string code) =>
        Assert.Equal((code, "NumberPattern"), ProviderNumber.Of(pattern).Problems[0] is var problem ? (problem.Code, problem.Field) : default);

    [Fact]
    public void Of_PatternThatCannotBeRead_SaysWhereAndNoCodeOfThePlatform() =>
        Assert.Equal([16], ProviderNumber.Of("(?<number>[0-9]+").Problems[0].Args!);

    [Fact]
    public void T29_Of_EndlessPattern_IsRefusedOrEnds()
    {
        Assert.Equal("PatternLong", ProviderNumber.Of(new string('a', 501)).Problems[0].Code);
        Assert.Null(ProviderNumber.Of("(?<number>(a+)+)$").Value.Read("", new string('a', 7000) + "!", []));
    }

    [Fact]
    public void T29_Read_AnyText_Ends() => Prop.ForAll(ArbMap.Default.ArbFor<(NonNull<string> Subject, NonNull<string> Body)>(), email =>
    {
        ProviderNumber.Usual.Read(email.Subject.Get, email.Body.Get + new string('№', 3000) + string.Concat(Enumerable.Repeat("обращение номер ", 2000)), Ours);
        return true;
    }).QuickCheckThrowOnFailure();
}
