using SupportDesk.Features.Diagnostics.Logs;

namespace SupportDesk.Tests.Features.Diagnostics.Logs;

public sealed class LogStatusTests
{
    [Theory]
    [InlineData("""1.1.1.1 - - [x] "POST /a HTTP/1.1" 500 12""", 500)]
    [InlineData("""{"path":"/pay","status": 403,"ms":12}""", 403)]
    [InlineData("2026-11-20 10:02:41 POST /pay/result - 443 - 1.1.1.1 - 404 0 0 331", 404)]
    [InlineData("status=502 took 5", 502)]
    [InlineData("nothing here", null)]
    public void Of_Line_IsFoundWhereItStands(string line, int? status) => Assert.Equal(status, LogStatus.Of(line));
}
