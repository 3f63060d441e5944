namespace SupportDesk.Masking.Tests.Rules;

/// <summary>T84, T85: a number may go on in the next line, but what ends one line and begins the next is mostly none.</summary>
public sealed class WrappedPanTests
{
    [Theory]
    [InlineData("card 4111 1111\n1111 1111 end", "card **** ****\n**** 1111 end")]
    [InlineData("card 41111111\n11111111 end", "card ********\n****1111 end")]
    [InlineData("card 4111-1111-11\n11-1111, end", "card ****-****-**\n**-1111, end")]
    [InlineData("card 3782 822463\n10005", "card **** ******\n*0005")]
    public void T84_NumberGoesOnInTheNextLine_IsHidden(string text, string masked) => Assert.Equal(masked, Masking.Run(text));

    [Theory]
    [InlineData("0.457 47b7699997b69701\n91.166.158.14 - - [21/Nov")]
    [InlineData("200 4888\n91.21.17.144 - - [21/Nov")]
    [InlineData("took 43121\n2026-11-23 12:00:00")]
    [InlineData("id 9c4d41111111\n11111111 rows")]
    public void T85_EndOfALogLineAndStartOfTheNext_AreLeftAlone(string text) => Assert.Equal(text, Masking.Run(text));
}
