using System.Text;

namespace SupportDesk.Masking.Tests;

public sealed class ReleaseTests
{
    private const string Text = "id=1\npassword=4111111111111111 cvv=123 token=abcdefgh1234 411111******1111\n";

    [Fact]
    public void Mask_EachFindingReleased_StaysAndTheRestIsHidden()
    {
        foreach (var finding in Report([]).Findings.Where(finding => finding.CanBeReleased && finding.Kind != SecretKind.Password))
        {
            var report = Report([new Release(finding.Kind, finding.Offset, finding.Length)], out var masked);
            Assert.Contains(Text.Substring((int)finding.Offset, finding.Length), masked, StringComparison.Ordinal);
            Assert.Equal((3, 1), (report.Total, report.Released));
        }
    }

    [Fact]
    public void Mask_CardNumberInReleasedPassword_IsStillHidden()
    {
        var password = Report([]).Findings[0];
        Assert.Equal(SecretKind.Password, password.Kind);

        Report([new Release(SecretKind.Password, password.Offset, password.Length)], out var masked);

        Assert.Contains("password=************1111 ", masked, StringComparison.Ordinal);
    }

    [Fact]
    public void Mask_WholeCardNumberReleased_IsHiddenAllTheSame()
    {
        var masked = MaskText.Mask("4111111111111111", new MaskingOptions { Releases = [new(SecretKind.Pan, 0, 16)] }, out var report);

        Assert.Equal(("************1111", false, 0L), (masked, report.Findings[0].CanBeReleased, report.Released));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    [InlineData(0, -1)]
    public void Mask_ReleaseOfAnotherPlaceOrLength_HidesAllTheSame(int offset, int length)
    {
        var cvv = Report([]).Findings.Single(finding => finding.Kind == SecretKind.Cvv);
        Assert.Equal(0, Report([new Release(SecretKind.Cvv, cvv.Offset + offset, cvv.Length + length)]).Released);
    }

    [Fact]
    public void CanBeReleased_LongValue_IsFalse()
    {
        var token = "Bearer " + "1" + new string('a', 300);
        MaskText.Mask(token, out var report);
        var finding = report.Findings[0];
        Assert.False(finding.CanBeReleased);

        MaskText.Mask(token, new MaskingOptions { Releases = [new(finding.Kind, finding.Offset, finding.Length)] }, out report);
        Assert.Equal(0, report.Released);
    }

    private static MaskReport Report(Release[] releases) => Report(releases, out _);

    private static MaskReport Report(Release[] releases, out string masked)
    {
        var masker = new Masker(new MaskingOptions { Releases = releases });
        masked = Encoding.UTF8.GetString(Masking.Run(Encoding.UTF8.GetBytes(Text), masker, _ => 3, 7));
        return masker.Report;
    }
}
