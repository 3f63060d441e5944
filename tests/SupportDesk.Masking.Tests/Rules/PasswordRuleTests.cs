namespace SupportDesk.Masking.Tests.Rules;

public sealed class PasswordRuleTests
{
    [Theory]
    [InlineData("?Password1=Qwerty1&InvId=5", "?Password1=[masked:password]&InvId=5")]
    [InlineData("pass1=a&b&InvId=5", "pass1=[masked:password]&InvId=5")]
    [InlineData("{\"password_2\": \"a\\\"b\", \"InvId\": 5}", "{\"password_2\": \"[masked:password]\", \"InvId\": 5}")]
    [InlineData("\"{\\\"password1\\\":\\\"abc\\\",\\\"InvId\\\":5}\"", "\"{\\\"password1\\\":\\\"[masked:password]\\\",\\\"InvId\\\":5}\"")]
    [InlineData("ROBOKASSA_PASSWORD1=Qwe!23\nROBOKASSA_LOGIN=shop", "ROBOKASSA_PASSWORD1=[masked:password]\nROBOKASSA_LOGIN=shop")]
    [InlineData("$mrh_pass1 = \"password_1\";", "$mrh_pass1 = \"[masked:password]\";")]
    [InlineData("const testPassword2 = 'x';", "const testPassword2 = '[masked:password]';")]
    [InlineData("MERCHANT_PASS_1: Qwe12345", "MERCHANT_PASS_1: [masked:password]")]
    [InlineData("MerchantPass1=Qwe12345", "MerchantPass1=[masked:password]")]
    [InlineData("merchantpass2='Qwe'", "merchantpass2='[masked:password]'")]
    [InlineData("'password1' => 'Qwe',", "'password1' => '[masked:password]',")]
    [InlineData("[password1] => Qwe12", "[password1] => [masked:password]")]
    [InlineData("[\"password1\"]=>\n  string(3) \"Qwe\"", "[\"password1\"]=>\n  string(3) \"[masked:password]\"")]
    [InlineData("define('ROBOKASSA_PASS1', 'Qwe');", "define('ROBOKASSA_PASS1', '[masked:password]');")]
    [InlineData("->setPassword1(\"Qwe\")", "->setPassword1(\"[masked:password]\")")]
    [InlineData("<Password1>Q w e</Password1>", "<Password1>[masked:password]</Password1>")]
    [InlineData("Пароль #1: Qwe12345", "Пароль #1: [masked:password]")]
    [InlineData("пароль №2 — Qwe12345, спасибо", "пароль №2 — [masked:password], спасибо")]
    [InlineData("пароль1=Qwe", "пароль1=[masked:password]")]
    [InlineData("Password #3 = Qwe", "Password #3 = [masked:password]")]
    [InlineData("\\x22password1\\x22:\\x22Qwe\\x22,\\x22a\\x22", "\\x22password1\\x22:\\x22[masked:password]\\x22,\\x22a\\x22")]
    [InlineData("data%5BPassword1%5D%3DQwe%26a", "data%5BPassword1%5D%3D[masked:password]%26a")]
    [InlineData("password1=a\\nInvId=5", "password1=[masked:password]\\nInvId=5")]
    [InlineData("db_pwd: q1w2e3", "db_pwd: [masked:password]")]
    [InlineData("Password1=4111111111111111", "Password1=[masked:password]")]
    public void Mask_ValueOfPasswordField_Hides(string text, string masked) => Assert.Equal(masked, Masking.Run(text));

    [Theory]
    [InlineData("passport: 4509 123456")]
    [InlineData("Passenger = 12345")]
    [InlineData("compass=north")]
    [InlineData("bypass: enabled")]
    [InlineData("proxy_pass http://127.0.0.1:8080;")]
    [InlineData("pass: 15, fail: 2")]
    [InlineData("password1=")]
    [InlineData("password1: null")]
    [InlineData("\"password1\":\"\"")]
    [InlineData("password1=***")]
    [InlineData("$password1 = $config['pass1'];")]
    [InlineData("password = getenv(\"PASS\")")]
    [InlineData("password: ${PASSWORD}")]
    [InlineData("Пароль: неверный.")]
    [InlineData("Проверьте пароль #1 в кабинете")]
    [InlineData("md5(\"$mrh_login:$out_summ:$inv_id:$mrh_pass1:Shp_item=$shp_item\")")]
    [InlineData("OutSum=100&InvId=5&SignatureValue=0b1e5bfa4d4f24a33dbcf3bd0c6d4e17&OpKey=B1A2C3D4")]
    public void Mask_NoPassword_Stays(string text) => Assert.Equal(text, Masking.Run(text));

    [Fact]
    public void Mask_UnclosedQuote_EndsWithTheLine() =>
        Assert.Equal("password1=\"[masked:password]\nInvId=5", Masking.Run("password1=\"abc\nInvId=5"));
}
