using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Email;
using SupportDesk.Features.Email.Authentication;
using SupportDesk.Features.Email.Matching;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Email.Authentication;

/// <summary>An e-mail goes through a mailing list that changes it, so its author's signature no longer fits.</summary>
public sealed class VerifyArcTests : IDisposable
{
    private const string Author = "rk.example.ru";
    private const string SawItProven = "dmarc=pass header.from=rk.example.ru; dkim=pass header.d=rk.example.ru";
    private readonly FakeDns dns = new();
    private readonly EmailSigner author = EmailSigner.Rsa(Author);
    private readonly EmailSigner list = EmailSigner.Rsa("lists.example");
    private readonly EmailSigner second = EmailSigner.Ed25519("relay.example");
    private readonly string[] trusted = ["lists.example"];

    public VerifyArcTests() => dns.Publish(author).Publish(list).Publish(second).Publish("_dmarc." + Author, "v=DMARC1; p=reject");

    public void Dispose()
    {
        author.Dispose();
        list.Dispose();
        second.Dispose();
    }

    [Fact]
    public async Task RunAsync_TrustedSealer_ProvesTheAuthorOfAChangedEmail()
    {
        var (verdict, arc) = await CheckAsync(list.Forward(Changed(), SawItProven), trusted);
        Assert.Equal((SenderTrust.Strong, "Forwarded"), (verdict.Trust, verdict.Key));
        Assert.Equal(new ArcFinding("lists.example", ArcResult.Pass, SenderTrust.Strong), arc);
    }

    [Fact]
    public async Task RunAsync_UntrustedSealer_HelpsNobodyAndIsNotAskedFor()
    {
        var (verdict, arc) = await CheckAsync(list.Forward(Changed(), SawItProven), []);
        Assert.Equal((SenderTrust.Failed, "Refused"), (verdict.Trust, verdict.Key));
        Assert.Equal(new ArcFinding("lists.example", ArcResult.Untrusted), arc);
        Assert.DoesNotContain(list.KeyName, dns.Asked);
    }

    [Theory]
    [InlineData("dmarc=fail header.from=rk.example.ru")]
    [InlineData("dmarc=pass header.from=evil.example")]
    [InlineData("spf=pass smtp.mailfrom=bounce@evil.example")]
    public async Task RunAsync_TrustedSealerSawNoProof_HelpsNobody(string results)
    {
        var (verdict, arc) = await CheckAsync(list.Forward(Changed(), results), trusted);
        Assert.Equal((SenderTrust.Failed, ArcResult.Unhelpful), (verdict.Trust, arc!.Result));
    }

    [Fact]
    public async Task RunAsync_TrustedSealerSawTheEnvelopeOnly_IsWeak() =>
        Assert.Equal(SenderTrust.Weak, (await CheckAsync(list.Forward(Changed(), "spf=pass smtp.mailfrom=help@rk.example.ru"), trusted)).Verdict.Trust);

    [Fact]
    public async Task RunAsync_ChangedBehindTheSeal_Fails()
    {
        var email = list.Forward(Changed(), SawItProven);
        Assert.Equal(ArcResult.Fail, (await CheckAsync(email + "more\r\n", trusted)).Arc!.Result);
        Assert.Equal(ArcResult.Fail, (await CheckAsync(email.Replace("Re: order", "Re: money", StringComparison.Ordinal), trusted)).Arc!.Result);
        Assert.Equal(ArcResult.Fail, (await CheckAsync(email.Replace("dkim=pass", "dkim=fail", StringComparison.Ordinal), trusted)).Arc!.Result);
    }

    [Fact]
    public async Task RunAsync_SealForgedInATrustedName_Fails()
    {
        using var forger = EmailSigner.Rsa("lists.example");
        var (verdict, arc) = await CheckAsync(forger.Forward(Changed(), SawItProven), trusted);
        Assert.Equal((SenderTrust.Failed, ArcResult.Fail), (verdict.Trust, arc!.Result));
    }

    [Fact]
    public async Task RunAsync_AuthorNotCovered_Fails() =>
        Assert.Equal(ArcResult.Fail, (await CheckAsync(list.Forward(Changed(), SawItProven, fields: "subject:message-id"), trusted)).Arc!.Result);

    [Fact]
    public async Task RunAsync_TwoForwarders_EachIsBelievedOnlyIfAllBehindItAre()
    {
        var email = second.Forward(list.Forward(Changed(), SawItProven), "arc=pass; dmarc=fail header.from=rk.example.ru", number: 2);
        Assert.Equal(SenderTrust.Strong, (await CheckAsync(email, ["lists.example", "relay.example"])).Verdict.Trust);
        Assert.Equal(ArcResult.Untrusted, (await CheckAsync(email, ["lists.example"])).Arc!.Result);
        // The last one is trusted, but what it passes on is the word of one who is not.
        Assert.Equal(ArcResult.Unhelpful, (await CheckAsync(email, ["relay.example"])).Arc!.Result);
    }

    [Fact]
    public async Task RunAsync_SealersKeyDoesNotAnswer_HelpsNobody()
    {
        dns.Silence(list.KeyName);
        var (verdict, arc) = await CheckAsync(list.Forward(Changed(), SawItProven), trusted);
        Assert.Equal((SenderTrust.Failed, ArcResult.Unavailable), (verdict.Trust, arc!.Result));
    }

    [Fact]
    public async Task RunAsync_ChainWithoutEnd_IsRefused()
    {
        var email = Changed();
        for (var number = 1; number <= 12; number++)
            email = list.Forward(email, SawItProven, number);
        Assert.Equal(ArcResult.Fail, (await CheckAsync(email, trusted)).Arc!.Result);
        Assert.InRange(dns.Asked.Count, 1, 12);
    }

    private string Changed() =>
        author.Sign("From: <help@rk.example.ru>\r\nSubject: Re: order\r\nMessage-ID: <1@rk.example.ru>\r\n\r\nDone.\r\n") + "-- \r\nThe list\r\n";

    private async Task<(DeskVerdict Verdict, ArcFinding? Arc)> CheckAsync(string email, string[] sealers)
    {
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection(sealers.Select((sealer, i) => KeyValuePair.Create($"Mail:TrustedSealers:{i}", (string?)sealer)))
            .Build();
        using var authenticate = new AuthenticateEmail(dns, MailSettings.Read(settings), new TestClock(), NullLogger<AuthenticateEmail>.Instance);
        var found = await authenticate.RunAsync(Encoding.ASCII.GetBytes(email), CancellationToken.None);
        return (
            DeskVerdict.Of(found, Author, new ServerVerdict(SenderTrust.Weak, Speaks: true, CoversAuthor: false, new SpfStatement(false, "lists.example"))),
            found.Arc
        );
    }
}
