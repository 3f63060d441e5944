using SupportDesk.Features.Email.Matching;

namespace SupportDesk.Tests.Features.Email.Matching;

public sealed class SpoofingSignalsTests
{
    private static readonly string[] Official = ["robokassa.ru"];

    [Theory]
    [InlineData("support@robokassa.ru", "x@evil.example", "NameShowsOtherAddress, NameSoundsOfficial")]
    [InlineData("Поддержка Robokassa", "x@evil.example", "NameSoundsOfficial")]
    [InlineData("Мария", "x@rоbokassa.ru", "MixedAlphabets, LooksLikeOfficial")]
    [InlineData("Мария", "x@robokasa.ru", "LooksLikeOfficial")]
    [InlineData("Мария", "x@r0bokassa.com", "LooksLikeOfficial")]
    [InlineData("Мария", "x@robokassa-support.example", "LooksLikeOfficial")]
    [InlineData("Робокасса поддержка", "x@evil.example", "NameSoundsOfficial")]
    [InlineData("Робокаса", "x@evil.example", "NameSoundsOfficial")]
    [InlineData("ρoboκαssa", "x@evil.example", "NameSoundsOfficial")]
    [InlineData("Robo\u200Bkassa support", "x@evil.example", "NameSoundsOfficial")]
    [InlineData("R o b o k a s s a", "x@evil.example", "NameSoundsOfficial")]
    [InlineData("Ｒｏｂｏｋａｓｓａ", "x@evil.example", "NameSoundsOfficial")]
    [InlineData("R0B0KA55A", "x@evil.example", "NameSoundsOfficial")]
    [InlineData("Мария", "robokassa.support@gmail.com", "AddressSoundsOfficial")]
    [InlineData("Мария", "robokassa@shop.example", "None")]
    [InlineData("Мария", "x@robokassaru.example", "LooksLikeOfficial")]
    [InlineData("Мария Касса", "x@shop.example", "None")]
    [InlineData("Мария", "x@mail.robokassa.ru", "None")]
    [InlineData("Robokassa", "x@robokassa.ru", "None")]
    [InlineData("Робот Магазин", "info@почта.рф", "None")]
    [InlineData("anna@mail.ru", "anna@mail.ru", "None")]
    public void T15_Find_HowTheSenderPretends_IsNamed(string name, string address, string expected) =>
        Assert.Equal(expected, SpoofingSignals.Find(name, address, null, Official).ToString());

    [Theory]
    [InlineData("x@rk-example.com", "LooksLikeOfficial")]
    [InlineData("x@rkexample.net", "LooksLikeOfficial")]
    [InlineData("x@example.com", "None")]
    public void T15_Find_ShortOfficialDomain_IsNamed(string address, string expected) =>
        Assert.Equal(expected, SpoofingSignals.Find("Мария", address, null, ["rk.example"]).ToString());

    [Fact]
    public void T06_Find_AnswersElsewhere_IsNamed() =>
        Assert.Equal(SpoofingSignal.ReplyGoesElsewhere, SpoofingSignals.Find("Анна", "anna@mail.ru", "eve@evil.example", Official));
}
