namespace SupportDesk.Robokassa.Tests;

public sealed class PageErrorsTests
{
    [Theory]
    [InlineData(29, "signature-invalid")]
    [InlineData(40, "repeated-payment")]
    [InlineData(500, "internal")]
    [InlineData(999, null)]
    public void KeyOf_AnyCode_HasAStableName(int code, string? key) => Assert.Equal(key, PageErrors.KeyOf(code));

    [Fact]
    public void Codes_AllOfThem_HaveAKeyAndDisputedOnesAreMarked()
    {
        Assert.All(PageErrors.Codes, code => Assert.NotNull(PageErrors.KeyOf(code)));
        Assert.Equal([23, 42, 60], PageErrors.Codes.Where(PageErrors.IsDisputed));
    }
}
