namespace SupportDesk.Masking.Tests;

public sealed class MaskTextTests
{
    [Fact]
    public void Mask_NothingSecret_ReturnsTheSameInstance()
    {
        const string Text = "Заказ 12345 не оплачен \ud83d\ude42";
        Assert.Same(Text, MaskText.Mask(Text));
    }

    [Fact]
    public void Mask_Empty_ReturnsEmpty() => Assert.Equal("", MaskText.Mask(""));

    [Fact]
    public void Mask_LetterBody_CountsCharacters()
    {
        const string Text = "Моя карта\n4111 1111 1111 1111, cvv 123 \ud83d";

        var masked = MaskText.Mask(Text, out var report);

        Assert.Equal("Моя карта\n**** **** **** 1111, cvv [masked:cvv] \ud83d", masked);
        Assert.Equal(
            [new Finding(SecretKind.Pan, 2, 10, 19, "pan"), new Finding(SecretKind.Cvv, 2, 35, 3, "cvv")],
            report.Findings);
        Assert.Equal(Text.Length, report.Bytes);
    }

    [Fact]
    public void Mask_FullWidthDigits_AreDigits() => Assert.Equal("************１１１１", MaskText.Mask("４１１１１１１１１１１１１１１１"));

    [Fact]
    public void Mask_LongText_IsMaskedToItsEnd()
    {
        var text = new string('я', 100_000) + " 4111111111111111";
        Assert.Equal(new string('я', 100_000) + " ************1111", MaskText.Mask(text));
    }

    [Fact]
    public void Mask_OneTextAfterAnother_EachHasItsOwnReport()
    {
        MaskText.Mask("card 4111111111111111 and CVV", out var first);
        var second = MaskText.Mask("123, line\nPassword1=Qwe12345", out var report);

        Assert.Equal("123, line\nPassword1=[masked:password]", second);
        Assert.Equal(SecretKind.Pan, Assert.Single(first.Findings).Kind);
        Assert.Equal(2, Assert.Single(report.Findings).Line);
    }
}
