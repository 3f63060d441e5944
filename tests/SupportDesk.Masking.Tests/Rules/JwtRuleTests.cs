namespace SupportDesk.Masking.Tests.Rules;

public sealed class JwtRuleTests
{
    [Theory]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N", "[masked:token]")]
    [InlineData("t=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNry&x=1", "t=[masked:token]&x=1")]
    [InlineData("\"eyJhbGciOiJub25lIn0.eyJzdWIiOiIxMjM0In0.\"", "\"[masked:token]\"")]
    public void Mask_InItsPlace_Hides(string text, string masked) => Assert.Equal(masked, Masking.Run(text));

    [Theory]
    [InlineData("eyJhIjoxfQ")]
    [InlineData("eyJ.eyJ.")]
    [InlineData("MeyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozj")]
    public void Mask_OtherText_Stays(string text) => Assert.Equal(text, Masking.Run(text));
}
