using SupportDesk.Features.Outbox;

namespace SupportDesk.Tests.Features.Outbox;

public sealed class ThreadIndexTests
{
    private const string First = "AQHb9piJBsCGD1GVoU+wxkNV9ElnybQ1RAuA";

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("AQHb9piJ")]
    [InlineData("not base64 at all, but long enough for one")]
    [InlineData("AQHb9piJBsCGD1GVoU+wxkNV9ElnybQ1RAuAAA==")]
    public void Read_WhatIsNone_IsNull(string? header) => Assert.Null(ThreadIndex.Read(header));

    [Fact]
    public void Read_Folded_IsPutTogether() => Assert.Equal(First, ThreadIndex.Read("AQHb9piJBsCGD1GVoU+w\r\n xkNV9ElnybQ1RAuA"));

    [Fact]
    public void Answer_AnswersOfAnswers_GrowByFiveBytesAndStayReadable()
    {
        var (index, at) = (First, new DateTimeOffset(2026, 11, 30, 12, 0, 0, TimeSpan.Zero));
        for (var i = 1; i <= 3; i++)
        {
            var answer = ThreadIndex.Answer(index, at.AddHours(i));
            Assert.Equal(index, Convert.ToBase64String(Convert.FromBase64String(answer)[..^5]));
            Assert.Equal(answer, ThreadIndex.Read(answer));
            index = answer;
        }
    }

    [Fact]
    public void Read_ThreadOfHundredsOfAnswers_IsNotCarriedOnForEver() =>
        Assert.Null(ThreadIndex.Read(Convert.ToBase64String([.. Convert.FromBase64String(First)[..22], .. new byte[5 * 200]])));
}
