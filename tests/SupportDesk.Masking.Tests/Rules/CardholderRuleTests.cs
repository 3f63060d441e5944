namespace SupportDesk.Masking.Tests.Rules;

public sealed class CardholderRuleTests
{
    [Theory]
    [InlineData("{\"cardholder\":\"Ivan Petrov\"}", "{\"cardholder\":\"[masked:cardholder]\"}")]
    [InlineData("Cardholder name: IVAN IVANOV", "Cardholder name: [masked:cardholder]")]
    [InlineData("card_holder=IVAN+IVANOV&x=1", "card_holder=[masked:cardholder]&x=1")]
    [InlineData("Держатель карты: Иван Иванов, телефон", "Держатель карты: [masked:cardholder], телефон")]
    [InlineData("имя на карте IVAN IVANOV", "имя на карте [masked:cardholder]")]
    [InlineData("{\"pan\":\"4111111111111111\",\"holder\":\"IVAN IVANOV\"}", "{\"pan\":\"************1111\",\"holder\":\"[masked:cardholder]\"}")]
    [InlineData("holder: IVAN IVANOV, pan 4111111111111111", "holder: [masked:cardholder], pan ************1111")]
    [InlineData("<NameOnCard>IVAN IVANOV</NameOnCard>", "<NameOnCard>[masked:cardholder]</NameOnCard>")]
    public void Mask_InItsPlace_Hides(string text, string masked) => Assert.Equal(masked, Masking.Run(text));

    [Theory]
    [InlineData("holder: Company")]
    [InlineData("placeholder=\"Иван Иванов\"")]
    [InlineData("{\"holder\":\"IVAN IVANOV\"}")]
    [InlineData("stakeholder John Smith")]
    [InlineData("cardholder not found")]
    [InlineData("cardholder_id=12345678")]
    public void Mask_OtherText_Stays(string text) => Assert.Equal(text, Masking.Run(text));
}
