using SupportDesk.Ui;

namespace SupportDesk.Tests.Ui;

public sealed class TypedCopyTests
{
    [Theory]
    [InlineData("", "811c9dc5")]
    [InlineData("a", "e40c292c")]
    [InlineData("foobar", "bf9cf968")]
    public void Sum_KnownTexts_IsThatOfTheStandard(string text, string sum) => Assert.Equal(sum, TypedCopy.Sum(text));

    [Fact]
    public void Sum_EndsOfLines_AreOneToIt() => Assert.Equal(TypedCopy.Sum("две\nстроки"), TypedCopy.Sum("две\r\nстроки"));

    [Fact]
    public void Of_NothingStored_SaysWhenNever()
    {
        var copy = TypedCopy.Of("reply/1", "", null);
        Assert.Equal(("reply/1", "811c9dc5", "0"), (copy["data-keep"], copy["data-stored"], copy["data-stored-at"]));
    }
}
