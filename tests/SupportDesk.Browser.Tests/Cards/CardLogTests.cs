using System.Text;
using SupportDesk.Browser.Tests.Support;

namespace SupportDesk.Browser.Tests.Cards;

/// <summary>The proof is worth only as much as its bait and its search: they are tried here.</summary>
public sealed class CardLogTests
{
    private const int Size = 4 << 20;
    private const int Cards = 200;

    [Fact]
    public void Write_TwoHundredCards_AreAllFoundWhereTheyStand()
    {
        using var folder = new TestFolder("log");
        var path = folder.FileOf("access.log");
        var cards = CardLog.Write(path, Size, Cards);

        Assert.Equal(Cards, new LeakSearch(cards).Find(File.ReadAllBytes(path)).Count);
        var lines = File.ReadAllLines(path);
        Assert.All(cards, card => Assert.Contains(card.Written, lines[card.Line - 1], StringComparison.Ordinal));
        Assert.Equal(Cards, cards.Select(card => card.Digits).Distinct().Count());
        Assert.Equal(
            ["American Express", "JCB", "Maestro", "Mastercard", "Mastercard 2", "Mir", "UnionPay", "Visa"],
            cards.Select(card => card.Scheme).Distinct().Order());
    }

    [Fact]
    public void Write_EveryFourthCard_LiesAcrossABuffer()
    {
        using var folder = new TestFolder("log");
        var path = folder.FileOf("access.log");
        var cards = CardLog.Write(path, Size, Cards);
        var bytes = File.ReadAllBytes(path);

        Assert.All(cards.Where((_, i) => i % 4 == 0), card =>
        {
            var written = Encoding.UTF8.GetBytes(card.Written);
            var start = bytes.AsSpan().IndexOf(written);
            Assert.NotEqual(start / 65536, (start + written.Length - 1) / 65536);
        });
    }

    [Fact]
    public void Write_Twice_GivesTheSameFile()
    {
        using var folder = new TestFolder("log");
        CardLog.Write(folder.FileOf("a.log"), Size, Cards);
        CardLog.Write(folder.FileOf("b.log"), Size, Cards);

        Assert.Equal(File.ReadAllBytes(folder.FileOf("a.log")), File.ReadAllBytes(folder.FileOf("b.log")));
    }

    [Theory]
    [InlineData("4111111111111111", true)]
    [InlineData("41 11.11/11_11\t11;11:11 11", true)]
    [InlineData("4\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\0", true)]
    [InlineData("4111%201111%201111%201111", true)]
    [InlineData("411111111111111", false)]
    [InlineData("************1111", false)]
    [InlineData("4111111111111112", false)]
    public void Find_NumberInAnyDisguise_IsFound(string text, bool expected)
    {
        var search = new LeakSearch([new PlantedCard("Visa", "4111111111111111", "4111%201111%201111%201111", "", 1)]);

        Assert.Equal(expected, search.Find(Encoding.UTF8.GetBytes($"2026-11-21 {text} end")).Count == 1);
    }
}
