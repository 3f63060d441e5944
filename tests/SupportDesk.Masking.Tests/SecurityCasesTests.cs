using System.Text;

namespace SupportDesk.Masking.Tests;

/// <summary>The cases of the security list that text masking answers for.</summary>
public sealed class SecurityCasesTests
{
    public static TheoryData<string> Schemes => ["2200150000000007", "6205500000000000004", "501800000009", "6759649826438453", "2223003122003222"];

    [Theory]
    [MemberData(nameof(Schemes))]
    public void T84_NumbersInEveryDisguise_KeepTheLastFour(string pan)
    {
        string[] separators = [" ", "\u00A0", "\u2009", "-", ".", "\n", "\r\n", "+", "%20", "\u001b[1m"];
        var shown = separators.Select(separator => string.Join(separator, pan.Chunk(4).Select(group => new string(group)))).Append(pan);
        (string, string)[] places = [("GET /p?pan=", "&x=1"), ("{\"pan\":\"", "\"}"), ("<Pan>", "</Pan>"), ("\u001b[32m", "\u001b[0m"), ("{\"postData\":{\"text\":\"pan=", "\"}}")];
        foreach (var (before, after) in places)
            foreach (var number in shown)
            {
                var masked = Masking.Run(before + number + after);
                var left = new string([.. masked[before.Length..^after.Length].Replace("%20", "").Replace("\u001b[1m", "").Where(char.IsAsciiDigit)]);
                Assert.Equal(pan[^4..], left);
            }
    }

    [Theory]
    [InlineData("{\"ts\":1795245242123,\"order\":\"2026112100451234\"}")]
    [InlineData("+7 921 123-45-67, 8-800-555-35-35, +79211234567")]
    [InlineData("ИНН 7707083893, ОГРН 1027700132195")]
    [InlineData("InvoiceID=9223372036854775807&InvId=678&OutSum=100.000000")]
    [InlineData("f81d4fae-7dec-11d0-a765-501800000009")]
    [InlineData("12345678-1234-4123-8123-123456789012")]
    [InlineData("р/с 40817810099910004312, 4081 7810 0999 1000 4312")]
    [InlineData("RU0204452560040702810412345678901")]
    [InlineData("SignatureValue=0B1E5BFA4D4F24A33DBCF3BD0C6D4E17&OpKey=B1A2C3D4-0000-4000-8000-F00DF00DF00D")]
    public void T85_NumbersThatAreNoCards_Stay(string text) => Assert.Equal(text, Masking.Run(text));

    [Fact]
    public void T86_CvvNearItsWords_IsRemoved() =>
        Assert.Equal("CVV [masked:cvv], код безопасности: [masked:cvv], cvc=[masked:cvv]&", Masking.Run("CVV 123, код безопасности: 456, cvc=7890&"));

    [Fact]
    public void T87_PasswordsTokensAndCookies_AreMaskedAndTheSignatureStays() =>
        Assert.Equal(
            "?OutSum=100&InvId=5&Password1=[masked:password]&SignatureValue=0B1E5BFA\nPassword2=[masked:password]\nPassword3: [masked:password]\nAuthorization: Bearer [masked:token]\nCookie: [masked:cookie]\n",
            Masking.Run("?OutSum=100&InvId=5&Password1=Qwe1&SignatureValue=0B1E5BFA\nPassword2=Qwe2\nPassword3: Qwe3\nAuthorization: Bearer abc.def\nCookie: sid=1; a=b\n"));

    [Fact]
    public void T88_MaskedTwice_GivesOneFormatAndStaysSo()
    {
        var once = Masking.Run("4111111111111111 and 411111******1111 and 411111XXXXXX1111, cvv=123, password1=Qwe");

        Assert.Equal("************1111 and ************1111 and ************1111, cvv=[masked:cvv], password1=[masked:password]", once);
        Assert.Equal(once, Masking.Run(once));
    }

    [Fact]
    public void T29_HostileInput_TakesTimeInProportionToItsLength()
    {
        // Each of these makes a backtracking matcher take hours; here they only have to come to an end.
        foreach (var piece in (string[])["a", "4", "4 ", "4%20", "password=\"\\\"", "cvv ", "**** ", "cookie: ", "\\u0020", "&quot;password:"])
        {
            var input = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length)));
            Assert.NotEmpty(Masking.Run(input));
        }
    }
}
