namespace SupportDesk.Mail.Tests.Text;

public sealed class FlowedTextTests
{
    [Theory]
    [InlineData("one \ntwo\nthree", false, "one two\nthree")]
    [InlineData("опла \nта", true, "оплата")]
    [InlineData("> quoted \n> on\nown", false, "> quoted on\nown")]
    [InlineData("> quoted \nown", false, "> quoted \nown")]
    [InlineData(" >not a quote", false, ">not a quote")]
    [InlineData("text \n-- \nsignature", false, "text \n-- \nsignature")]
    [InlineData("", false, "")]
    public void T80_Join_SoftBreaks_AreJoined(string text, bool deleteSpace, string expected) => Assert.Equal(expected, FlowedText.Join(text, deleteSpace));
}
