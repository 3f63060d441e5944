namespace SupportDesk.Masking.Tests.Engine;

public sealed class LedgerTests
{
    [Theory]
    [InlineData("1111****1111****1111")]
    [InlineData("1111****1111********")]
    [InlineData("4345678911111****1111")]
    [InlineData("4111XXXX4111 11XXXX11")]
    [InlineData("3566002020360505*******1")]
    public void Record_NumbersThatShareDigits_FindingsDoNotOverlap(string text)
    {
        var end = 0L;
        foreach (var finding in Masking.Report(text).Findings)
        {
            Assert.True(finding.Offset >= end, $"{finding} begins before {end}");
            end = finding.Offset + finding.Length;
        }

        Assert.True(end > 0);
    }

    [Fact]
    public void Record_FoundAfterWhatFollows_HasItsOwnLine()
    {
        var report = Masking.Report("\n\nexp 12/27\n4111111111111111\n\ncvv=123");

        Assert.Equal([3L, 4, 6], report.Findings.Select(finding => finding.Line).Order());
    }
}
