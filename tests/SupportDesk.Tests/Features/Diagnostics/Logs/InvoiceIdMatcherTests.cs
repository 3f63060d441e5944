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
}
