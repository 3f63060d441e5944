using System.Text;
using SupportDesk.Masking.Tests.Annotated;
using SupportDesk.Masking.Tests.Properties;

namespace SupportDesk.Masking.Tests.SecurityCases;

/// <summary>T84, T85, T88: which numbers are hidden, which are not, and in which format.</summary>
public sealed class CardNumberCasesTests
{
    private static readonly string[] Separators = ["", " ", "\u00A0", "\u2009", "-", ".", "\n", "\r\n"];

    private static readonly (string Before, string After)[] Places =
    [
        ("GET /p?pan=", "&x=1 HTTP/1.1"), ("{\"pan\":\"", "\"}"), ("<Pan>", "</Pan>"),
        ("{\"log\":{\"entries\":[{\"request\":{\"postData\":{\"text\":\"{\\\"pan\\\":\\\"", "\\\"}\"}}}]}}"),
        ("\u001b[32mINFO\u001b[0m card \u001b[1m", "\u001b[0m declined"),
    ];

    /// <summary>Mir of 16 to 19 digits, UnionPay, Maestro of 12 to 19, Mastercard of the 2-series.</summary>
    public static TheoryData<string> Numbers =>
    [
        "2200150000000007", "22015000000000007", "220350000000000000", "2204500000000000001",
        "6205500000000000004", "6250941006528599", "8171999927660000",
        "501800000009", "6759649826438453", "67034200554565015", "639002000000000003", "6304000000000000000",
        .. Enumerable.Range(13, 7).Select(length => WithCheckDigit("5018" + new string('7', length - 5))),
        "2223003122003222", "2720990000000007",
    ];

    public static TheoryData<string> Accounts
    {
        get
        {
            // 20 digits whose check digit is right for all of them, and from which a card number could be cut.
            var accounts = new TheoryData<string>();
            foreach (var body in (string[])["4070281090000001234", "4081781009991000431", "4080281070000005432", "4050481040000001111"])
                accounts.Add(WithCheckDigit(body));
            foreach (var card in (string[])["4070281090000006", "4081781009991006"])
                accounts.Add(WithCheckDigit(card[..15]) + "4312");
            return accounts;
        }
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void T84_NumberInEveryPlaceAndGroups_KeepsTheLastFour(string number)
    {
        Assert.True(CardNumbers.HasCheckDigit(number));
        foreach (var place in Places)
            foreach (var separator in Separators)
            {
                var disguise = new Disguise(place.Before, place.After, '0', digits => Disguises.Grouped(digits, 4, separator));
                Assert.Equal(disguise.Hide(number), Masking.Run(disguise.Show(number)));
            }
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void T84_NumberInBase64_KeepsTheLastFour(string number)
    {
        foreach (var separator in Separators)
        {
            var disguise = new Disguise("{\"card\":\"", "\",\"InvId\":678}", '0', digits => Disguises.Grouped(digits, 4, separator));
            string In64(string text) => "body=" + Convert.ToBase64String(Encoding.UTF8.GetBytes(text)) + "&x=1";
            Assert.Equal(In64(disguise.Hide(number)), Masking.Run(In64(disguise.Show(number))));
        }
    }

    [Theory]
    [InlineData("\"order\":\"2026112100451234\", order_id=1000000000000009, № 12345678-0001")]
    [InlineData("{\"ts\":1795245242123,\"from\":1795244409000,\"to\":1800000000000}")]
    [InlineData("+7 921 123-45-67, 8-800-555-35-35, +79211234567, 8 (495) 123-45-67, +7(916)1234567")]
    [InlineData("ИНН 7707083893, ИНН 500100732259, ОГРН 1027700132195, ОГРНИП 304500116000157")]
    [InlineData("InvoiceID=9223372036854775807&InvId=678&OutSum=100.000000")]
    [InlineData("f81d4fae-7dec-11d0-a765-501800000009, 12345678-1234-4123-8123-123456789012, 41111111-1111-4111-8111-111111111111")]
    [InlineData("IBAN DE89 3704 0044 0532 0130 00, GB82WEST12345698765432, RU0204452560040702810412345678901")]
    [InlineData("р/с 40817810099910004312, 4081 7810 0999 1000 4312, 40817.810.0.99910004312")]
    [InlineData("SignatureValue=0B1E5BFA4D4F24A33DBCF3BD0C6D4E17&OpKey=B1A2C3D4-0000-4000-8000-F00DF00DF00D&RRN=632512345678")]
    public void T85_NumbersThatAreNoCards_Stay(string text) => Assert.Equal(text, Masking.Run(text));

    [Theory]
    [MemberData(nameof(Accounts))]
    public void T85_AccountWithARightCheckDigit_Stays(string account)
    {
        string[] texts = [account, $"р/с {account}", $"\"account\":\"{account}\"", $"р/с {Disguises.Grouped(account, 4, " ")}, БИК 044525225"];
        Assert.All(texts, text => Assert.Equal(text, Masking.Run(text)));
    }

    [Fact]
    public void T85_IdThatIsACardByChance_IsHiddenButNotSilently()
    {
        var masked = MaskText.Mask("payout 5000000000000009 sent", out var report);

        Assert.Equal("payout ************0009 sent", masked);
        Assert.Equal([new Finding(SecretKind.Pan, 1, 7, 16, "pan")], report.Findings);
    }

    [Theory]
    [InlineData("⟦pan|4111111111111111⟧ and ⟦pan|4111 1111 1111 1111⟧ and ⟦pan|4111-1111-1111-1111⟧")]
    [InlineData("⟦pan|411111******1111⟧ and ⟦pan|411111XXXXXX1111⟧ and ⟦pan|4111 11xx xxxx 1111⟧ and ⟦pan|4111 **** **** 1111⟧")]
    [InlineData("************1111 and **** **** **** 1111 and ****-****-****-1111, *1111, •••• 1111")]
    [InlineData("cvv=⟦cvv|123⟧, password1=⟦password|Qwe12345⟧, Authorization: Bearer ⟦token|abcdef1234567890abcdef⟧")]
    [InlineData("{\"pan\":\"⟦pan|5555555555554444⟧\",\"exp\":\"⟦expiry|12/28⟧\",\"holder\":\"⟦cardholder|IVAN IVANOV⟧\"}")]
    [InlineData("Cookie: ⟦cookie|sid=1; a=b⟧\nsum: my-shop:100.00:678:⟦password|Qwe12345⟧\n")]
    public void T88_MaskedTwice_GivesOneFormatAndStaysSo(string marked)
    {
        var text = AnnotatedText.Parse(marked);

        Assert.Equal(text.Output, Masking.Run(text.Input));
        Assert.Equal(text.Output, Masking.Run(text.Output));
        Assert.Equal(text.Output, MaskText.Mask(text.Output));
    }

    [Fact]
    public void T88_ManyTimes_ShowsNoMoreThanOnce()
    {
        var text = "4111111111111111 411111******1111 4111 11** **** 1111 2200150000000007-5555";
        var once = Masking.Run(text);
        for (var i = 0; i < 5; i++)
            text = Masking.Run(text);
        Assert.Equal(once, text);
    }

    private static string WithCheckDigit(string body) => body + Enumerable.Range(0, 10).First(check => CardNumbers.HasCheckDigit(body + check));
}
