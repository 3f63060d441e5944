using System.Text;

namespace SupportDesk.Mail.Tests.Security;

public sealed class SaslMechanismTests
{
    [Fact]
    public void Challenge_OAuth2_IsWrittenAsGoogleDescribesIt()
    {
        var mechanism = new SaslMechanismOAuth2("desk@shop.example", "ya29.token");

        var answer = Encoding.UTF8.GetString(Convert.FromBase64String(mechanism.Challenge(null)));

        Assert.Equal("user=desk@shop.example\u0001auth=Bearer ya29.token\u0001\u0001", answer);
        Assert.Equal(("XOAUTH2", true, true), (mechanism.MechanismName, mechanism.SupportsInitialResponse, mechanism.IsAuthenticated));
    }

    [Theory]
    [InlineData("""{"status":"401","schemes":"bearer mac","scope":"https://mail.google.com/"}""", "no (XOAUTH2 status 401)")]
    [InlineData("""{"status":400}""", "no (XOAUTH2 status 400)")]
    [InlineData("""{"status":"invalid_token"}""", "no (XOAUTH2 status invalid_token)")]
    [InlineData("""{"status":"a b\r\nc"}""", "no")]
    [InlineData("""{"status":["401"]}""", "no")]
    [InlineData("""["status"]""", "no")]
    [InlineData("{", "no")]
    [InlineData("", "no")]
    public void Challenge_OAuth2Refused_IsAnsweredWithNothingAndStatusIsKept(string json, string explained)
    {
        var mechanism = new SaslMechanismOAuth2("desk", "token");
        mechanism.Challenge(null);

        Assert.Equal("", mechanism.Challenge(Convert.ToBase64String(Encoding.UTF8.GetBytes(json))));
        Assert.Equal(explained, mechanism.Explain("no"));

        mechanism.Reset();
        Assert.Equal("no", mechanism.Explain("no"));
        Assert.False(mechanism.IsAuthenticated);
    }

    [Theory]
    [InlineData("VXNlcm5hbWU6", "UGFzc3dvcmQ6")]
    [InlineData("", "")]
    [InlineData("Username:", "Password:")]
    public void Challenge_Login_AnswersNameThenPasswordWhateverIsAsked(string first, string second)
    {
        var mechanism = new SaslMechanismLogin("desk", "ключ");

        Assert.Equal(("ZGVzaw==", "0LrQu9GO0Yc=", ""), (mechanism.Challenge(first), mechanism.Challenge(second), mechanism.Challenge("")));

        mechanism.Reset();
        Assert.Equal("ZGVzaw==", mechanism.Challenge(first));
    }

    [Fact]
    public void Explain_ServerRepeatsTheSecret_IsHidden()
    {
        var mechanism = new SaslMechanismPlain("desk", "secret-word");
        var response = mechanism.Challenge(null);

        Assert.Equal("bad line: AUTH PLAIN ********, password ********", mechanism.Explain($"bad line: AUTH PLAIN {response}, password secret-word"));
    }
}
