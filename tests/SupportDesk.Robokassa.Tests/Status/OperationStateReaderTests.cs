using System.Text;
using SupportDesk.Robokassa.Status;

namespace SupportDesk.Robokassa.Tests.Status;

public sealed class OperationStateReaderTests
{
    private const string Namespace = "http://merchant.roboxchange.com/WebService/";

    private const string Paid =
        $"""
        <?xml version="1.0" encoding="utf-8"?>
        <OperationStateResponse xmlns="{Namespace}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
          <Result><Code>0</Code><Description/></Result>
          <State><Code>100</Code><RequestDate>2026-03-01T12:00:05.1234567+03:00</RequestDate><StateDate>2026-03-01T11:58:40+03:00</StateDate></State>
          <Info xsi:type="OperationInfoExt">
            <IncCurrLabel>BankCardPSR</IncCurrLabel><IncSum>500.000000</IncSum><IncAccount>220000******0000</IncAccount>
            <PaymentMethod><Code>BankCard</Code><Description>Карта</Description></PaymentMethod>
            <OutCurrLabel>RUR</OutCurrLabel><OutSum>482.50</OutSum><OpKey>A-1</OpKey><BankCardRRN>123</BankCardRRN>
          </Info>
          <UserField><Field><Name>Shp_city</Name><Value>%D0%A2%D0%B2%D0%B5%D1%80%D1%8C</Value></Field></UserField>
        </OperationStateResponse>
        """;

    [Fact]
    public void TryRead_PaidOperation_ReadsAllOfIt()
    {
        var state = Read(Paid);
        Assert.Equal((0, 100, true, true), (state.ResultCode, state.StateCode, state.IsPaid, state.IsFinal));
        Assert.Equal(("BankCardPSR", 500m, "220000******0000", "BankCard", "RUR", 482.5m, "A-1", "123"),
            (state.IncCurrLabel, state.IncSum, state.IncAccount, state.PaymentMethod, state.OutCurrLabel, state.OutSum, state.OpKey, state.BankCardRrn));
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 12, 0, 5, TimeSpan.FromHours(3)).AddTicks(1234567), state.RequestDate);
        Assert.Equal([new ShpParameter("Shp_city", "Тверь")], state.UserFields);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" xmlns=\"http://auth.robokassa.ru/Merchant/WebService/\"")]
    public void TryRead_OtherNamespaceOrNone_IsTheSame(string space)
    {
        var state = Read(
            Paid.Replace($" xmlns=\"{Namespace}\"", space, StringComparison.Ordinal).Replace("UserField>", "UserFields>", StringComparison.Ordinal)
        );
        Assert.Equal((100, "A-1", 1), (state.StateCode, state.OpKey, state.UserFields.Count));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(77)]
    public void TryRead_NoStateAndNoInfo_IsThatResult(int code)
    {
        var state = Read($"<R xmlns=\"{Namespace}\"><Result><Code>{code}</Code><Description>Нет</Description></Result></R>");
        Assert.Equal((code, "Нет", null, false, false), (state.ResultCode, state.Description, state.StateCode, state.IsPaid, state.IsFinal));
    }

    [Theory]
    [InlineData(5, false, false)]
    [InlineData(10, false, true)]
    [InlineData(20, false, false)]
    [InlineData(50, false, false)]
    [InlineData(60, false, true)]
    [InlineData(80, false, false)]
    [InlineData(100, true, true)]
    [InlineData(101, false, false)]
    public void TryRead_AnyState_IsPaidOnlyWhenItIsSaid(int code, bool isPaid, bool isFinal)
    {
        var state = Read($"<R><Result><Code>0</Code></Result><State><Code>{code}</Code></State></R>");
        Assert.Equal((isPaid, isFinal), (state.IsPaid, state.IsFinal));
    }

    [Theory]
    [InlineData("<html><body>502 Bad Gateway</body></html>", "without Result/Code")]
    [InlineData("<!DOCTYPE html><html></html>", "no XML")]
    [InlineData("", "no XML")]
    [InlineData("{\"Code\":0}", "no XML")]
    [InlineData("<R><Result><Code>0</Code></Result>", "no XML")]
    [InlineData("<!DOCTYPE r [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><R><Result><Code>&a;</Code></Result></R>", "no XML")]
    [InlineData("<R><Result><Code>paid</Code></Result></R>", "without Result/Code")]
    public void TryRead_SomethingElse_IsNotUnderstoodAndNoState(string answer, string problem)
    {
        Assert.False(OperationStateReader.TryRead(Stream(answer), out var state, out var said));
        Assert.Null(state);
        Assert.Contains(problem, said, StringComparison.Ordinal);
    }

    [Fact]
    public void TryRead_HugeAnswer_IsNotUnderstood() =>
        Assert.False(OperationStateReader.TryRead(Stream("<R>" + new string('x', OperationStateReader.MaxLength) + "</R>"), out _, out _));

    private static OperationState Read(string answer)
    {
        Assert.True(OperationStateReader.TryRead(Stream(answer.Trim()), out var state, out var problem), problem);
        return state!;
    }

    private static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));
}
