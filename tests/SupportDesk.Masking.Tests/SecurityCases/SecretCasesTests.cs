using SupportDesk.Masking.Tests.Annotated;

namespace SupportDesk.Masking.Tests.SecurityCases;

/// <summary>T86, T87: what must go besides card numbers; marks as in the corpus.</summary>
public sealed class SecretCasesTests
{
    [Theory]
    [InlineData("CVV ⟦cvv|123⟧, код безопасности: ⟦cvv|456⟧, cvc=⟦cvv|7890⟧&x=1")]
    [InlineData("{\"cvv2\":\"⟦cvv|123⟧\",\"cvc\":⟦cvv|045⟧} <Cvv>⟦cvv|123⟧</Cvv> security_code=⟦cvv|1234⟧ CVP2: ⟦cvv|111⟧")]
    [InlineData("трёхзначный код на обороте ⟦cvv|987⟧; CVC2/CVV2 — ⟦cvv|123⟧")]
    public void T86_CvvNearItsWords_IsRemoved(string marked) => AssertMasked(marked);

    [Theory]
    [InlineData("read ⟦track|;4111111111111111=28121010000012345678?⟧ ok")]
    [InlineData("read ⟦track|%B4111111111111111^PETROV/IVAN^28121010000000000000?⟧ ok")]
    [InlineData("track2=⟦track|5555555555554444=2812101123456789⟧")]
    [InlineData("{\"track2\":\"⟦track|5555555555554444D28121011234567890⟧\"}")]
    [InlineData("⟦track|%B5555555555554444^PETROV/IVAN              ^28122011234567890000000?⟧\n⟦track|;5555555555554444=28122011234567890000?⟧")]
    public void T86_TrackData_IsRemoved(string marked) => AssertMasked(marked);

    [Theory]
    [InlineData("PIN block: ⟦pin|0412AC89ABCDEF67⟧")]
    [InlineData("{\"pinBlock\":\"⟦pin|A1B2C3D4E5F60718⟧\",\"ksn\":\"FFFF9876543210E00008\"}")]
    [InlineData("<PinBlock>⟦pin|3C1A2B4D5E6F7081⟧</PinBlock>")]
    public void T86_PinBlock_IsRemoved(string marked) => AssertMasked(marked);

    [Theory]
    [InlineData("⟦pan|4111111111111111⟧ ⟦expiry|12/28⟧")]
    [InlineData("{\"pan\":\"⟦pan|4111111111111111⟧\",\"expiry\":\"⟦expiry|12/28⟧\"}")]
    [InlineData("card=⟦pan|2200150000000007⟧&exp=⟦expiry|12%2F28⟧&InvId=678")]
    [InlineData("карта ⟦pan|2200 1500 0000 0007⟧, срок действия ⟦expiry|05/2028⟧")]
    [InlineData("<Pan>⟦pan|4111111111111111⟧</Pan><ExpDate>⟦expiry|1228⟧</ExpDate>")]
    public void T86_ExpiryBesideANumber_IsRemoved(string marked) => AssertMasked(marked);

    [Theory]
    [InlineData("отчёт за 12/28, смена 05/27")]
    [InlineData("expires 12/28, status 200 cvv mismatch, pinTries=3, PIN is blocked")]
    [InlineData("/shop;v=4111?x=1;y=2?")]
    public void T86_DatesAndCountsAlone_Stay(string text) => Assert.Equal(text, Masking.Run(text));

    [Theory]
    [InlineData("?OutSum=100&InvId=5&Password1=⟦password|Qwe1⟧&SignatureValue=0B1E5BFA4D4F24A33DBCF3BD0C6D4E17")]
    [InlineData("OutSum=100\nInvId=5\nPassword2=⟦password|Qwe2⟧\nSignatureValue=0B1E5BFA4D4F24A33DBCF3BD0C6D4E17\n")]
    [InlineData("{\"OutSum\":\"100.00\",\"InvId\":5,\"Password3\":\"⟦password|Qwe3⟧\",\"SignatureValue\":\"0b1e5bfa4d4f24a33dbcf3bd0c6d4e17\"}")]
    [InlineData(
        "Пароль #1: ⟦password|Qwe12345⟧\n"
            + "Пароль №2 - ⟦password|asd!zxc9⟧\n"
            + "mrh_pass1 = \"⟦password|tR4kp0sLmQ⟧\";\n"
            + "ROBOKASSA_TEST_PASSWORD2=⟦password|demo2demo⟧\n"
    )]
    [InlineData("md5(\"my-shop:100.00:5:⟦password|tR4kp0sLmQ⟧\") = 0b1e5bfa4d4f24a33dbcf3bd0c6d4e17")]
    [InlineData("base 100.000000:5:⟦password|9dKq2vWzXe⟧:Shp_id=1 gives 0B1E5BFA4D4F24A33DBCF3BD0C6D4E17")]
    public void T87_RobokassaPasswordsBesideASignatureAndItsInputs_AreMasked(string marked) => AssertMasked(marked);

    [Theory]
    [InlineData("Authorization: Bearer ⟦token|abc.def⟧\r\nAccept: */*\r\n")]
    [InlineData("sent Bearer ⟦token|4f9c2d7b81e04a55bb0c7d11⟧ to the bank")]
    [InlineData("jwt=⟦token|eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJlLWhlcmU⟧&x=1")]
    [InlineData("{\"headers\":{\"authorization\":\"Bearer ⟦token|4f9c2d7b81e04a55⟧\"}}")]
    public void T87_BearerTokens_AreMasked(string marked) => AssertMasked(marked);

    [Theory]
    [InlineData("Cookie: ⟦cookie|sid=1; a=b⟧\nHost: shop.example\n")]
    [InlineData("Set-Cookie: ⟦cookie|sid=1; Path=/; HttpOnly⟧\r\nDate: Sat\r\n")]
    [InlineData("{\"name\":\"Cookie\",\"value\":\"⟦cookie|sid=1⟧\"}")]
    [InlineData("    [HTTP_COOKIE] => ⟦cookie|PHPSESSID=5f2d; basket=17⟧\n")]
    public void T87_Cookies_AreMasked(string marked) => AssertMasked(marked);

    [Theory]
    [InlineData(
        "-----BEGIN PRIVATE KEY-----\n"
            + "⟦key|MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj\n"
            + "MzEfYyjiWA4R4/M2bS1GB4t7NXp98C3SC6dVMvDuictGeurT8jNbvJZHtCSuYEvu⟧\n"
            + "-----END PRIVATE KEY-----\n"
    )]
    [InlineData(
        "-----BEGIN RSA PRIVATE KEY-----\r\n⟦key|MIIEpAIBAAKCAQEA0Z3VS5JJcds3xfn/ygWyF0ZqOvJTX8Vt0G3dYkPz3PzRz7HY⟧\r\n-----END RSA PRIVATE KEY-----\r\n"
    )]
    [InlineData("{\"key\":\"-----BEGIN EC PRIVATE KEY-----\\n⟦key|MHcCAQEEIIrYSSNQFaA2Hwf1duRSxKtLYX5CB04fSeQ6tF1aY⟧\\n-----END EC PRIVATE KEY-----\"}")]
    public void T87_PrivateKeys_AreMasked(string marked) => AssertMasked(marked);

    private static void AssertMasked(string marked)
    {
        var text = AnnotatedText.Parse(marked);
        var masked = MaskText.Mask(text.Input, out var report);
        Assert.Equal(text.Output, masked);
        Assert.Equal(text.Output, Masking.Run(text.Input));
        Assert.Equal(
            text.Places.Select(place => (place.Kind, (long)place.Start, place.Length)),
            report.Findings.OrderBy(finding => finding.Offset).Select(finding => (finding.Kind, finding.Offset, finding.Length)));
    }
}
