using FsCheck;
using FsCheck.Fluent;
using SupportDesk.Features.NewCase.Checklists;
using SupportDesk.Features.NewCase.Checks;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Tests.Features.NewCase.Checks;

public sealed class AnswerFormatTests
{
    private static readonly TimeZoneInfo Moscow = TimeZoneInfo.CreateCustomTimeZone("msk", TimeSpan.FromHours(3), "msk", "msk");
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.FromHours(3));

    [Theory]
    [InlineData("1", null)]
    [InlineData(" 12345 ", null)]
    [InlineData("9223372036854775807", null)]
    [InlineData("0", "InvoiceRange")]
    [InlineData("9223372036854775808", "InvoiceRange")]
    [InlineData("12a", "InvoiceNotNumber")]
    [InlineData("-5", "InvoiceNotNumber")]
    [InlineData("12 345", "InvoiceNotNumber")]
    [InlineData("", null)]
    public void Wrong_Invoice_SaysWhy(string answer, string? code) => Assert.Equal(code, Wrong(ItemKind.Invoice, answer));

    [Theory]
    [InlineData("2480", 2480)]
    [InlineData("2480.00", 2480)]
    [InlineData("2 480,50", 2480.5)]
    [InlineData("2\u00A0480,50 ₽", 2480.5)]
    [InlineData("2480.000000", 2480)]
    [InlineData("0,01", 0.01)]
    [InlineData("1 480 руб", 1480)]
    [InlineData("2480.5", 2480.5)]
    [InlineData("1,234.50", 1234.5)]
    [InlineData("2,480", 2480)]
    public void TryAmount_AsPeopleWrite_IsRead(string answer, double amount)
    {
        Assert.True(Amount.TryParse(answer, out var read, out _));
        Assert.Equal((decimal)amount, read);
    }

    [Theory]
    [InlineData("0", "AmountNotPositive")]
    [InlineData("-5", "AmountNotPositive")]
    [InlineData("12.345", "AmountPlaces")]
    [InlineData("1.0000000", "AmountPlaces")]
    [InlineData("12,34,50", "AmountNotNumber")]
    [InlineData("1e9", "AmountNotNumber")]
    [InlineData("сто", "AmountNotNumber")]
    [InlineData("99999999999", "AmountHuge")]
    [InlineData("99999999999999999999999999999999999", "AmountNotNumber")]
    public void Wrong_Amount_SaysWhy(string answer, string code) => Assert.Equal(code, Wrong(ItemKind.Amount, answer));

    [Theory]
    [InlineData("завтра", "MomentFuture")]
    [InlineData("31.02.2026 10:00", "MomentNoSuchDay")]
    [InlineData("на днях", "MomentNotDate")]
    [InlineData("вчера 9:40", null)]
    [InlineData("20.11.2026 25:00", "MomentNoSuchTime")]
    [InlineData("23.11.2026 10:00", "MomentFuture")]
    [InlineData("01.01.1970 10:00", "MomentOld")]
    public void Wrong_Moment_SaysWhy(string answer, string? code) => Assert.Equal(code, Wrong(ItemKind.DateTime, answer));

    [Theory]
    [InlineData("1111", null)]
    [InlineData("111", "Last4Wrong")]
    [InlineData("4111111111111111", "Last4Wrong")]
    [InlineData("11a1", "Last4Wrong")]
    public void Wrong_Last4_TakesFourDigitsOnly(string answer, string? code) => Assert.Equal(code, Wrong(ItemKind.Last4, answer));

    [Theory]
    [InlineData("https://tmin.example.ru/pay/result", null)]
    [InlineData("http://tmin.example.ru/pay", null)]
    [InlineData("https://магазин.рф/pay", null)]
    [InlineData("tmin.example.ru/pay", "UrlNotAbsolute")]
    [InlineData("/pay/result", "UrlNotAbsolute")]
    [InlineData("ftp://tmin.example.ru/pay", "UrlScheme")]
    [InlineData("https://user:secret@tmin.example.ru/", "UrlCredentials")]
    [InlineData("https://tmin.example.ru/pay#result", "UrlFragment")]
    public void Wrong_Url_SaysWhy(string answer, string? code) => Assert.Equal(code, Wrong(ItemKind.Url, answer));

    [Theory]
    [InlineData("localhost")]
    [InlineData("localhost.")]
    [InlineData("shop")]
    [InlineData("shop.local")]
    [InlineData("127.0.0.1")]
    [InlineData("127.1")]
    [InlineData("2130706433")]
    [InlineData("0x7f000001")]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("172.31.0.1")]
    [InlineData("192.168.1.1")]
    [InlineData("169.254.169.254")]
    [InlineData("100.64.0.1")]
    [InlineData("[::1]")]
    [InlineData("[::ffff:a9fe:a9fe]")]
    [InlineData("[fc00::1]")]
    [InlineData("[fe80::1]")]
    public void T47_Wrong_PrivateHost_IsRefusedInEverySpelling(string host) => Assert.Equal("UrlLocal", Wrong(ItemKind.Url, $"https://{host}/pay"));

    [Fact]
    public void Wrong_AnythingTyped_NeverThrows() => Prop.ForAll<string?, byte>((text, kind) =>
    {
        Wrong((ItemKind)(kind % Enum.GetValues<ItemKind>().Length), text ?? "");
        return true;
    }).QuickCheckThrowOnFailure();

    private static string? Wrong(ItemKind kind, string answer) =>
        AnswerFormat.Wrong(Sample.Item("x", kind), answer, Now, Moscow)?.Code;
}
