using System.Text;

namespace SupportDesk.Masking.Tests.Rules;

public sealed class CvvRuleTests
{
    [Theory]
    [InlineData("CVV: 123", "CVV: [masked:cvv]")]
    [InlineData("cvv=123&x=1", "cvv=[masked:cvv]&x=1")]
    [InlineData("{\"cvc2\": \"1234\"}", "{\"cvc2\": \"[masked:cvv]\"}")]
    [InlineData("{\"cvv\":123}", "{\"cvv\":[masked:cvv]}")]
    [InlineData("\\x22cvv\\x22:\\x22123\\x22", "\\x22cvv\\x22:\\x22[masked:cvv]\\x22")]
    [InlineData("%22cvv%22%3A%22123%22", "%22cvv%22%3A%22[masked:cvv]%22")]
    [InlineData("<Cvv2>123</Cvv2>", "<Cvv2>[masked:cvv]</Cvv2>")]
    [InlineData("cardCvc => 123", "cardCvc => [masked:cvv]")]
    [InlineData("код безопасности 123", "код безопасности [masked:cvv]")]
    [InlineData("CVV2/CVC2 моей карты — 123.", "CVV2/CVC2 моей карты — [masked:cvv].")]
    [InlineData("CVP2 код: 987, срок 12/27", "CVP2 код: [masked:cvv], срок 12/27")]
    [InlineData("Код на обороте карты «123»", "Код на обороте карты «[masked:cvv]»")]
    [InlineData("123 (CVV)", "[masked:cvv] (CVV)")]
    [InlineData("код с оборота 789", "код с оборота [masked:cvv]")]
    [InlineData("Трёхзначный код 789", "Трёхзначный код [masked:cvv]")]
    [InlineData("трехзначный код: 789", "трехзначный код: [masked:cvv]")]
    [InlineData("секретный код карты 123", "секретный код карты [masked:cvv]")]
    [InlineData("security_code=123", "security_code=[masked:cvv]")]
    [InlineData("cvv 123 4111111111111111", "cvv [masked:cvv] ************1111")]
    public void Mask_NearItsWord_Hides(string text, string masked) => Assert.Equal(masked, Masking.Run(text));

    [Theory]
    [InlineData("cvv_result=100")]
    [InlineData("cvvCheckStatus: 200")]
    [InlineData("cvv: true")]
    [InlineData("CVV: 12345")]
    [InlineData("Ошибка CVV. Всего 123,50 руб.")]
    [InlineData("Проверьте CVV, затем закажите 100 штук")]
    [InlineData("код ответа 200")]
    [InlineData("status 200 cvv mismatch")]
    public void Mask_OtherNumber_Stays(string text) => Assert.Equal(text, Masking.Run(text));

    [Fact]
    public void Mask_NumberBehindTheWord_IsHiddenAsANumber() =>
        Assert.Equal("CVV: **** **** **** 1111", Masking.Run("CVV: 4111 1111 1111 1111"));

    [Theory]
    [InlineData("windows-1251")]
    [InlineData("koi8-r")]
    [InlineData("utf-16BE")]
    public void Mask_RussianWordsInOtherEncodings_Hides(string name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var encoding = Encoding.GetEncoding(name);

        var masked = Masking.Run(encoding.GetBytes("Здравствуйте! КОД БЕЗОПАСНОСТИ карты: 123, пароль #1: Qwe12345"));

        Assert.Equal(
            encoding.GetString(encoding.GetBytes("Здравствуйте! КОД БЕЗОПАСНОСТИ карты: [masked:cvv], пароль #1: [masked:password]")),
            encoding.GetString(masked));
    }

    /// <summary>The last group of a card number is shown, whatever word stands behind it, and is one finding with the others.</summary>
    [Theory]
    [InlineData("2720/0524/2363/6964 (CVC)", "****/****/****/6964 (CVC)")]
    [InlineData("4276  1600  1234  5006 — CVV 123", "****  ****  ****  5006 — CVV [masked:cvv]")]
    public void Mask_CardWithWideGapsBesideTheWord_IsACard(string text, string masked)
    {
        Assert.Equal(masked, Masking.Run(text));
        Assert.Equal(masked, Masking.Run(masked));
    }

    [Theory]
    [InlineData("card%5Bcvc%5D=123", "card%5Bcvc%5D=[masked:cvv]")]
    [InlineData("три цифры на обороте 847", "три цифры на обороте [masked:cvv]")]
    [InlineData("последние три цифры на обороте — 847", "последние три цифры на обороте — [masked:cvv]")]
    [InlineData("код сзади карты 847", "код сзади карты [masked:cvv]")]
    [InlineData("CVN 847", "CVN [masked:cvv]")]
    public void Mask_OtherWordsForIt_Hides(string text, string masked) => Assert.Equal(masked, Masking.Run(text));
}
