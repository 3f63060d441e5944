using SupportDesk.Features.Payers;

namespace SupportDesk.Tests.Features.Payers;

public sealed class CheckAnswersTests
{
    private static readonly TimeZoneInfo Moscow = TimeZoneInfo.CreateCustomTimeZone("msk", TimeSpan.FromHours(3), "msk", "msk");
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    private static readonly PayerAnswers Good = new()
    {
        What = "charged-twice",
        Day = "20",
        Month = "11",
        Year = "2026",
        Time = "12:58",
        Amount = "1250,50",
        Method = "card",
        Last4 = "1111",
        Order = "А-204",
        Email = "anna@mail.ru",
        Name = "Анна",
    };

    [Fact]
    public void Run_GoodAnswers_TimeIsMoscows()
    {
        var answers = CheckAnswers.Run(Good, Now, Moscow).Value;
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 9, 58, 0, TimeSpan.Zero), answers.PaidAt);
        Assert.Equal((1250.50m, "1111", "А-204"), (answers.Amount, answers.Last4, answers.Order));
    }

    [Theory]
    [InlineData("вчера")]
    [InlineData("21.11.2026")]
    [InlineData("21 ноября")]
    public void Run_WholeDateInTheFirstPart_IsRead(string day) =>
        Assert.Equal(
            new DateTimeOffset(2026, 11, 21, 9, 58, 0, TimeSpan.Zero),
            CheckAnswers.Run(Good with { Day = day, Month = "" }, Now, Moscow).Value.PaidAt);

    [Theory]
    [InlineData("23", "11", "2026", "", "DateAhead")]
    [InlineData("22", "11", "2026", "12:01", "TimeAhead")]
    [InlineData("21", "11", "2023", "", "DateOld")]
    [InlineData("31", "02", "2026", "", "DateWrong")]
    [InlineData("", "", "2026", "", "DateMissing")]
    [InlineData("20", "", "2026", "", "DateWrong")]
    [InlineData("20", "11", "2026", "днём", "TimeWrong")]
    public void Run_DateThatCannotBe_SaysWhy(string day, string month, string year, string time, string problem)
    {
        var result = CheckAnswers.Run(Good with { Day = day, Month = month, Year = year, Time = time }, Now, Moscow);
        Assert.Equal([problem], result.Problems.Select(p => p.Code));
    }

    [Theory]
    [InlineData("22", "11", "2026")]
    [InlineData("22", "11", "2023")]
    public void Run_DateAtTheEdge_IsTaken(string day, string month, string year) =>
        Assert.True(CheckAnswers.Run(Good with { Day = day, Month = month, Year = year, Time = "" }, Now, Moscow).Ok);

    [Theory]
    [InlineData("", "AmountMissing")]
    [InlineData("0", "AmountNone")]
    [InlineData("100000001", "AmountLarge")]
    [InlineData("сто", "AmountWrong")]
    public void Run_AmountThatCannotBe_SaysWhy(string amount, string problem) =>
        Assert.Equal([problem], CheckAnswers.Run(Good with { Amount = amount }, Now, Moscow).Problems.Select(p => p.Code));

    [Fact]
    public void Run_SomethingElse_NeedsWordsButNoPayment()
    {
        var empty = new PayerAnswers { What = "other", Year = "2026", Email = "anna@mail.ru" };
        Assert.Equal(["StoryMissing"], CheckAnswers.Run(empty, Now, Moscow).Problems.Select(p => p.Code));
        Assert.True(CheckAnswers.Run(empty with { Story = "Нужен чек." }, Now, Moscow).Ok);
    }

    [Theory]
    [InlineData("anna")]
    [InlineData("anna@mail")]
    [InlineData("anna@mail.ru, eve@evil.example")]
    [InlineData("Anna <anna@mail.ru>")]
    [InlineData("anna@mail.ru\r\nBcc: eve@evil.example")]
    [InlineData("anna@[127.0.0.1]")]
    [InlineData("anna@mail.ru.")]
    public void T34_Run_NotExactlyOneAddress_IsRefused(string email) =>
        Assert.Equal(["EmailWrong"], CheckAnswers.Run(Good with { Email = email }, Now, Moscow).Problems.Select(p => p.Code));

    [Fact]
    public void T33_Run_LineBreakInNameAndOrder_BecomesABlank()
    {
        var answers = CheckAnswers.Run(Good with { Name = "Анна\r\nBcc: eve@evil.example", Order = "1\r\n2" }, Now, Moscow).Value;
        Assert.Equal("Анна Bcc: eve@evil.example", answers.Name);
        Assert.Equal("1 2", answers.Order);
    }
}
