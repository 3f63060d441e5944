using System.Text;

namespace SupportDesk.Masking.Tests.SecurityCases;

/// <summary>T29: input made to be slow.</summary>
public sealed class HostileInputCasesTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("4")]
    [InlineData("4 ")]
    [InlineData("4%20")]
    [InlineData("password=\"\\\"")]
    [InlineData("cvv ")]
    [InlineData("**** ")]
    [InlineData("cookie: ")]
    [InlineData("\\u0020")]
    [InlineData("&quot;password:")]
    [InlineData("код ")]
    [InlineData("1.00:")]
    [InlineData("a:1.00:1:")]
    [InlineData("://a:b")]
    [InlineData("-----begin private key-----")]
    [InlineData("4111111111111111 12/28 ")]
    [InlineData("MTExMTEx")]
    [InlineData("eyJ.")]
    [InlineData("name=\"password\" ")]
    [InlineData("a@")]
    [InlineData("::")]
    [InlineData("+7 9")]
    public void T29_RepeatedPiece_ComesToAnEnd(string piece)
    {
        // Each of these makes a backtracking matcher take hours; here they only have to come to an end.
        var input = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(piece, 200_000 / piece.Length)));
        Assert.NotEmpty(Masking.Run(input, new Masker(new MaskingOptions { Personal = PersonalData.All }), _ => 65536, 65536));
    }
}
