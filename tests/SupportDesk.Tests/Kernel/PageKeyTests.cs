using SupportDesk.Kernel;

namespace SupportDesk.Tests.Kernel;

public sealed class PageKeyTests
{
    [Fact]
    public void Of_WhatItWrote_IsTheSame()
    {
        var key = new PageKey(new DateTimeOffset(2026, 11, 30, 10, 2, 41, 123, TimeSpan.FromHours(3)), Ids.Random());
        Assert.Equal(key, PageKey.Of(key.ToString()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("ffffffffffffffff-00000000000000000000000000000000")]
    [InlineData("1-2")]
    [InlineData("x-00000000000000000000000000000000")]
    [InlineData("1-00000000000000000000000000000000-1")]
    public void Of_AnythingElse_IsNone(string? text) => Assert.Null(PageKey.Of(text));

    [Theory]
    [InlineData(false, true, "1 2", false, true)]
    [InlineData(false, false, "1 2", true, true)]
    [InlineData(true, false, "2 1", true, true)]
    public void Of_OneRowMoreThanFits_TellsWhatIsAround(bool isBackward, bool isFirst, string rows, bool hasPrevious, bool hasNext)
    {
        var page = KeyedPages.Of<int>([1, 2, 3], 2, isBackward, isFirst);
        Assert.Equal((rows, hasPrevious, hasNext), (string.Join(' ', page.Rows), page.HasPrevious, page.HasNext));
    }

    [Fact]
    public void Of_BackAtTheTop_HasNothingBefore() => Assert.False(KeyedPages.Of<int>([1], 2, isBackward: true, isFirst: true).HasPrevious);
}
