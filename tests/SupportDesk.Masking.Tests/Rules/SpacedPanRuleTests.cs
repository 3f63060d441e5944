using System.Text;

namespace SupportDesk.Masking.Tests.Rules;

public sealed class SpacedPanRuleTests
{
    public static TheoryData<string> Gaps =>
    [
        "  ", "   ", "\t", "\t\t", " - ", " | ", "|", "\n\n", "\r\n\r\n", " \n", "_", "/", " / ", ",", ", ", ";", "--", " . ", "\",\"", "','", "\\t", "%20%20",
        "\u200B", "\u2060", "\u00AD", "\uFEFF", "\u200E", "\u202A", "\u200B\u200B", " \u200B ", "\u00A0 ", "\u2003\u2003", "\u3000\u3000",
        "&nbsp; ", "&emsp;&emsp;", "&shy;", "&zwnj;", "&#8203;", "&#x200b;",
        "<!-- x -->", "</p><p>", "</p>\r\n<p>", "<br>", "<br />\n", "</li>\n  <li>", "</td><td>",
        "</span><span class=\"n\">", " <wbr>",
        "&#x2009;", "&ndash;", "&mdash;", "&#45;", "&#x2D;", " · ", ":", "~", "\\",
    ];

    [Theory]
    [MemberData(nameof(Gaps))]
    public void T84_Mask_WideGapBetweenGroups_KeepsTheLastFour(string gap)
    {
        var (shown, hidden) = (string.Join(gap, "4276", "1600", "1234", "5006"), string.Join(gap, "****", "****", "****", "5006"));
        foreach (var (before, after) in new[] { ("", ""), ("карта ", ", не прошла"), ("<p>", "</p>"), ("Заказ 77. ", "\nспасибо") })
        {
            Assert.Equal(before + hidden + after, MaskText.Mask(before + shown + after));
            Assert.Equal(before + hidden + after, Masking.Run(before + shown + after));
            var wide = Masking.Run(Encoding.Unicode.GetBytes("журнал: " + before + shown + after));
            Assert.Equal("журнал: " + before + hidden + after, Encoding.Unicode.GetString(wide));
        }
    }

    [Theory]
    [InlineData("3782  822463  10005", "****  ******  *0005")]
    [InlineData("42761600  12345006", "********  ****5006")]
    [InlineData("4276 1600  1234 5006", "**** ****  **** 5006")]
    [InlineData("4276  1600\n1234  5006", "****  ****\n****  5006")]
    [InlineData("4276\t1600\t1234\t5006\n4276\t1600\t1234\t5006\n", "****\t****\t****\t5006\n****\t****\t****\t5006\n")]
    [InlineData("4276\t1600\t1234\t5006\t12/27\t123", "****\t****\t****\t5006\t[masked:expiry]\t[masked:cvv]")]
    [InlineData("4276 | 1600 | 1234 | 5006 | 12/27", "**** | **** | **** | 5006 | [masked:expiry]")]
    [InlineData("Карта:\n2200\n7007\n1234\n5676\n12/27\nCVV 123\n", "Карта:\n****\n****\n****\n5676\n[masked:expiry]\nCVV [masked:cvv]\n")]
    [InlineData("картой 2200\n7007\n1234\n5676 12/27 CVV 123", "картой ****\n****\n****\n5676 [masked:expiry] CVV [masked:cvv]")]
    public void Mask_OtherShapes_KeepTheLastFour(string text, string masked) => Assert.Equal(masked, MaskText.Mask(text));

    // All of these pass the check digit and the issuer's range in some stretch of sixteen digits.
    [Theory]
    [InlineData("заказы 4276, 1600, 1234, 5006, 5004")]
    [InlineData("1000\t4276\t1600\t1234\t5006")]
    [InlineData("4276\t1600\t1234\t5006\t1000")]
    [InlineData("4276  1600  1234  5006  7000  8000")]
    [InlineData("<td>4276</td><td>1600</td><td>1234</td><td>5006</td><td>1200</td>")]
    [InlineData("4276, 1600 | 1234 - 5006")]
    [InlineData("+7 4276 1600  12345006")]
    [InlineData("v4276/1600/1234/5006")]
    [InlineData("55.7512,  37.6184")]
    [InlineData("2001:4276:1600:1234:5006:7000:8000:9000")]
    [InlineData("4276\n1600\n1234\n5006\n7000\n8000\n")]
    [InlineData("2026-11-29  10:15:30")]
    [InlineData("4276     1600     1234     5006")] // five blanks: columns
    public void Mask_TableOrListOfNumbers_Stays(string text) => Assert.Equal(text, MaskText.Mask(text));

    // The digits before fit together with the first group by chance: 5001322595151 is a number of thirteen digits with a right check digit.
    [Theory]
    [InlineData("500132259\n5151,2628,6677,6067", "500132259\n****,****,****,6067")]
    [InlineData("450923456\n5691–5943–6815–8452", "450923456\n****–****–****–8452")]
    public void T84_Mask_NumberBeforeFitsByChance_HidesTheCard(string text, string masked)
    {
        Assert.Equal(masked, MaskText.Mask(text));
        Assert.Equal(masked, Masking.Run(text));
    }
}
