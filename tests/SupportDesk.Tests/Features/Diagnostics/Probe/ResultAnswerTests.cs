using System.Text;
using SupportDesk.Features.Diagnostics.Probe;

namespace SupportDesk.Tests.Features.Diagnostics.Probe;

public sealed class ResultAnswerTests
{
    [Theory]
    [InlineData("OK5", "Exact")]
    [InlineData("OK5\n", "LineEnd")]
    [InlineData("OK5\r\n ", "LineEnd")]
    [InlineData(" OK5", "Surrounded")]
    [InlineData("OK 5", "Blank")]
    [InlineData("OK+5", "Blank")]
    [InlineData("OK: 5", "Blank")]
    [InlineData("\"OK5\"", "Quoted")]
    [InlineData("\uFEFFOK5", "ByteOrderMark")]
    [InlineData("ok5", "OtherCase")]
    [InlineData("OK", "OkAlone")]
    [InlineData("Ok\n", "OkAlone")]
    [InlineData("OK55", "OtherNumber")]
    [InlineData("<b>OK5</b>", "Html")]
    [InlineData("{\"answer\":\"OK5\"}", "Json")]
    [InlineData("Bad sign", "BadSign")]
    [InlineData("Notice: undefined\nOK5", "Surrounded")]
    [InlineData("", "Empty")]
    [InlineData(" \n", "Empty")]
    [InlineData("done", "Other")]
    public void Evaluate_AnyBody_IsNamed(string body, string shape) => Assert.Equal(shape, ResultAnswer.Evaluate(Encoding.UTF8.GetBytes(body), "5").ToString());
}
