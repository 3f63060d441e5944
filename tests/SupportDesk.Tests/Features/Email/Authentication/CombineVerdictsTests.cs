using SupportDesk.Data.Entities;
using SupportDesk.Features.Email.Authentication;
using SupportDesk.Features.Email.Matching;

namespace SupportDesk.Tests.Features.Email.Authentication;

public sealed class CombineVerdictsTests
{
    [Theory]
    // Where both looked, the lower one counts.
    [InlineData("dmarc=pass header.from=rk.example.ru", SenderTrust.Failed, SenderTrust.Failed)]
    [InlineData("dmarc=pass header.from=rk.example.ru", SenderTrust.None, SenderTrust.None)]
    [InlineData("dkim=pass header.d=rk.example.ru", SenderTrust.Weak, SenderTrust.Weak)]
    [InlineData("dmarc=fail header.from=rk.example.ru", SenderTrust.Strong, SenderTrust.Failed)]
    [InlineData("dkim=none", SenderTrust.Strong, SenderTrust.None)]
    [InlineData("dmarc=pass header.from=rk.example.ru", SenderTrust.Strong, SenderTrust.Strong)]
    // Who did not look lowers nobody.
    [InlineData("dmarc=pass header.from=rk.example.ru", SenderTrust.Unknown, SenderTrust.Strong)]
    [InlineData("dmarc=fail header.from=rk.example.ru", SenderTrust.Unknown, SenderTrust.Failed)]
    [InlineData("dmarc=temperror; dkim=temperror", SenderTrust.Strong, SenderTrust.Strong)]
    // A server that looked at the envelope only.
    [InlineData("spf=pass smtp.mailfrom=rk.example.ru", SenderTrust.Strong, SenderTrust.Strong)]
    [InlineData("spf=pass smtp.mailfrom=rk.example.ru", SenderTrust.Failed, SenderTrust.Failed)]
    [InlineData("spf=fail smtp.mailfrom=rk.example.ru", SenderTrust.None, SenderTrust.Failed)]
    public void Of_ServerSpeaks_GivesTheLowerOfThoseWhoLooked(string results, SenderTrust desk, SenderTrust expected) =>
        Assert.Equal(expected, CombineVerdicts.Of(Server("mx.desk.example; " + results, "mx.desk.example"), desk));

    [Theory]
    [InlineData("", SenderTrust.Strong, SenderTrust.Strong)]
    [InlineData("", SenderTrust.Failed, SenderTrust.Failed)]
    [InlineData("", SenderTrust.Unknown, SenderTrust.Unknown)]
    [InlineData("mx.other.example", SenderTrust.Strong, SenderTrust.Strong)]
    [InlineData("mx.other.example", SenderTrust.Unknown, SenderTrust.None)]
    public void T13_Of_NoBelievedServerSpeaks_TakesTheDesksWord(string believed, SenderTrust desk, SenderTrust expected) =>
        Assert.Equal(expected, CombineVerdicts.Of(Server("mx.desk.example; dmarc=pass header.from=rk.example.ru", believed), desk));

    private static ServerVerdict Server(string field, string believed) => AuthenticationResult.Of(
        new EmailFacts { FromAddress = "help@rk.example.ru", Headers = [new HeaderField("Authentication-Results", field)] }, believed);
}
