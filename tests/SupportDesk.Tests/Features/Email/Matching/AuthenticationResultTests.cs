using FsCheck;
using FsCheck.Fluent;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Email.Matching;

namespace SupportDesk.Tests.Features.Email.Matching;

public sealed class AuthenticationResultTests
{
    private const string Ours = "mx.desk.example";

    [Theory]
    [InlineData("mx.desk.example; dmarc=pass header.from=rk.example.ru", SenderTrust.Strong)]
    [InlineData("MX.Desk.Example 1; dmarc = pass (p=reject) header.from = rk.example.ru", SenderTrust.Strong)]
    [InlineData("mx.desk.example; dkim=pass header.d=rk.example.ru; spf=none", SenderTrust.Strong)]
    [InlineData("mx.desk.example; dkim=pass header.i=@mail.rk.example.ru", SenderTrust.Strong)]
    [InlineData("mx.desk.example; dkim=pass header.d=evil.example; spf=pass smtp.mailfrom=bounce@evil.example", SenderTrust.None)]
    [InlineData("mx.desk.example; dkim=pass header.d=ru", SenderTrust.None)]
    [InlineData("mx.desk.example; spf=pass smtp.mailfrom=robot@rk.example.ru", SenderTrust.Weak)]
    [InlineData("mx.desk.example; spf=pass smtp.mailfrom=rk.example.ru; dmarc=fail header.from=rk.example.ru", SenderTrust.Failed)]
    [InlineData("mx.desk.example; spf=fail smtp.mailfrom=rk.example.ru", SenderTrust.Failed)]
    [InlineData("mx.desk.example; spf=fail smtp.mailfrom=rk.example.ru; dkim=pass header.d=rk.example.ru", SenderTrust.Strong)]
    [InlineData("mx.desk.example; dmarc=pass header.from=evil.example", SenderTrust.None)]
    [InlineData("mx.desk.example; none", SenderTrust.None)]
    [InlineData("mx.desk.example (dmarc=pass); x=\"; dmarc=pass\"", SenderTrust.None)]
    public void Of_OneField_IsJudged(string field, SenderTrust expected) => Assert.Equal(expected, CheckResult(field));

    [Fact]
    public void T13_Of_FieldBelowOurs_IsIgnored() => Assert.Equal(SenderTrust.Failed, CheckResult(
        "mx.desk.example; dmarc=fail header.from=rk.example.ru", "MX.DESK.EXAMPLE 1; dmarc=pass header.from=rk.example.ru"));

    [Fact]
    public void T13_Of_ForeignAuthserv_SaysNothing() => Assert.Equal(SenderTrust.None, CheckResult("mx.evil.example; dmarc=pass header.from=rk.example.ru"));

    [Fact]
    public void Of_NoTrustedHost_IsUnknown() =>
        Assert.Equal(SenderTrust.Unknown, AuthenticationResult.Of(Email("mx.desk.example; dmarc=pass"), "").Trust);

    [Theory]
    [InlineData("mx.desk.example; spf=pass smtp.mailfrom=bounce@Rk.Example.ru", true, "rk.example.ru", false)]
    [InlineData("mx.desk.example; spf=softfail smtp.mailfrom=rk.example.ru; dkim=temperror", false, "rk.example.ru", false)]
    [InlineData("mx.desk.example; spf=none; dkim=none", false, "", true)]
    public void Of_OneField_SaysWhatWasLookedAt(string field, bool passed, string domain, bool judgesAuthor)
    {
        var verdict = AuthenticationResult.Of(Email(field), Ours);
        Assert.Equal((new SpfStatement(passed, domain), judgesAuthor), (verdict.Spf, verdict.CoversAuthor));
    }

    [Theory]
    [InlineData("mx.desk.example; spf=temperror smtp.mailfrom=rk.example.ru")]
    [InlineData("mx.desk.example; dkim=pass header.d=rk.example.ru")]
    [InlineData("mx.evil.example; spf=pass smtp.mailfrom=rk.example.ru")]
    public void Of_NothingOnTheEnvelope_SaysNothingOfIt(string field) => Assert.Null(AuthenticationResult.Of(Email(field), Ours).Spf);

    [Fact]
    public void Of_SeveralAuthors_ProvesNothing() =>
        Assert.Equal(SenderTrust.None, AuthenticationResult.Of(Email("mx.desk.example; dmarc=pass") with { FromCount = 2 }, Ours).Trust);

    [Fact]
    public void Parse_AnyText_EndsAndKeepsTheFirstSegment() => Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), text =>
        AuthenticationResult.Parse(text.Get).Count >= 1).QuickCheckThrowOnFailure();

    private static SenderTrust CheckResult(params string[] fields) => AuthenticationResult.Of(Email(fields), Ours).Trust;

    private static EmailFacts Email(params string[] fields) => new()
    {
        FromAddress = "help@rk.example.ru",
        Headers = [.. fields.Select(field => new HeaderField("Authentication-Results", field))],
    };
}
