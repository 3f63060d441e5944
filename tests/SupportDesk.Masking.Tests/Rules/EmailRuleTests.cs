namespace SupportDesk.Masking.Tests.Rules;

public sealed class EmailRuleTests
{
    [Theory]
    [InlineData("ivan@mail.ru пишет", "i***@mail.ru пишет")]
    [InlineData("<i@mail.ru>", "<i***@mail.ru>")]
    [InlineData("email=ivan.petrov%40mail.ru&x=1", "email=i***%40mail.ru&x=1")]
    [InlineData("\"ivan+shop@sub.example.com\"", "\"i***@sub.example.com\"")]
    [InlineData("Почта:ivan@почта.рф", "Почта:i***@почта.рф")]
    [InlineData("n@m.ru6266–245–3359–244", "n***@m.ru****–***–***9–244")]
    [InlineData("n@l.ru220487036124.4029", "n***@l.ru************.4029")]
    public void Mask_InItsPlace_Hides(string text, string masked) => Assert.Equal(masked, Masking.Run(text, PersonalData.Email));

    [Theory]
    [InlineData("logo@2x.png")]
    [InlineData("@username")]
    [InlineData("user@localhost")]
    [InlineData("i***@mail.ru")]
    [InlineData("://r:seeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeecret@p.e1")]
    [InlineData("a @ b.ru")]
    public void Mask_OtherText_Stays(string text) => Assert.Equal(text, Masking.Run(text, PersonalData.Email));

    [Fact]
    public void Mask_NotAskedFor_Stays() => Assert.Equal("ivan@mail.ru", Masking.Run("ivan@mail.ru"));
}
