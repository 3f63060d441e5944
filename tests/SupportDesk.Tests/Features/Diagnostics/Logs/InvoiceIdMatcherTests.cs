using System.Text;
using SupportDesk.Features.Diagnostics.Logs;

namespace SupportDesk.Tests.Features.Diagnostics.Logs;

public sealed class InvoiceIdMatcherTests
{
    [Theory]
    [InlineData("InvId=12345&x", "12345", true)]
    [InlineData("order 12345 paid", "12345", true)]
    [InlineData("%3D12345", "12345", true)]
    [InlineData("InvId=123456", "12345", false)]
    [InlineData("InvId=112345", "12345", false)]
    [InlineData("sum 12345.50", "12345", false)]
    [InlineData("\"GET / HTTP/1.1\" 200 12345 \"-\"", "12345", false)]
    [InlineData("InvId=7&x", "7", true)]
    [InlineData("took 7 ms", "7", false)]
    public void IsIn_ANumberInALine_CountsOnlyAsItself(string line, string invoice, bool found) =>
        Assert.Equal(found, new InvoiceIdMatcher(invoice).IsIn(Encoding.UTF8.GetBytes(line)));

    [Theory]
    [InlineData("[InvId] => {0}")]
    [InlineData("\"InvId\"=>\"{0}\"")]
    [InlineData("<InvId>{0}</InvId>")]
    [InlineData("InvId {0}")]
    [InlineData("InvId\t{0}")]
    [InlineData("InvId: {0}")]
    [InlineData("InvId:[{0}]")]
    [InlineData("\\u0026InvId\\u003d{0}\\u0026")]
    [InlineData("InvId=0{0}")]
    [InlineData("InvId%3D{0}%26")]
    [InlineData("order_id={0}")]
    [InlineData("orderId: {0},")]
    [InlineData("счёт {0}")]
    [InlineData("Счет №{0}")]
    [InlineData("заказа № {0} нет")]
    [InlineData("order #{0}: paid")]
    [InlineData("#{0}")]
    [InlineData("OK{0}")]
    public void IsNamedIn_NumberBehindItsName_IsFoundWhateverItsLength(string shape)
    {
        foreach (var invoice in (string[])["7", "4711", "471100"])
        {
            var line = Encoding.UTF8.GetBytes("10:02 " + shape.Replace("{0}", invoice, StringComparison.Ordinal));
            Assert.Equal((true, true), (new InvoiceIdMatcher(invoice).IsIn(line), new InvoiceIdMatcher(invoice).IsNamedIn(line)));
            Assert.False(new InvoiceIdMatcher(invoice + "1").IsIn(line));
        }
    }

    [Theory]
    [InlineData("took 4711 ms")]
    [InlineData("200 OK 4711")]
    [InlineData("BOOK4711")]
    [InlineData("&#4711;")]
    [InlineData("preorder 4711")]
    [InlineData("InvId 4711.50")]
    [InlineData("InvId 147110")]
    [InlineData("OutSum 4711")]
    public void IsNamedIn_NumberOfSomethingElse_IsNotFound(string line) =>
        Assert.False(new InvoiceIdMatcher("4711").IsNamedIn(Encoding.UTF8.GetBytes(line)));
}
