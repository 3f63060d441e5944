using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Email;
using SupportDesk.Features.Email.Authentication;
using SupportDesk.Features.Email.Matching;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Email.Authentication;

/// <summary>E-mails signed here, with keys made here, checked against what domains have published in a resolver made here.</summary>
public sealed class AuthenticateEmailTests : IDisposable
{
    private const string Author = "rk.example.ru";
    private readonly TestClock clock = new();
    private readonly FakeDns dns = new();
    private readonly EmailSigner signer = EmailSigner.Rsa(Author);

    public AuthenticateEmailTests() => dns.Publish(signer).Publish("_dmarc." + Author, "v=DMARC1; p=reject");

    public void Dispose() => signer.Dispose();

    [Theory]
    [InlineData("simple/simple")]
    [InlineData("simple/relaxed")]
    [InlineData("relaxed/simple")]
    [InlineData("relaxed/relaxed")]
    public async Task RunAsync_RightSignature_ProvesTheAuthor(string canonicalization)
    {
        Assert.Equal((SenderTrust.Strong, "Signed"), await VerdictAsync(signer.Sign(Email(), canonicalization)));
        Assert.Equal(SenderTrust.Failed, (await VerdictAsync(signer.Sign(Email(), canonicalization).Replace("Done", "Paid", StringComparison.Ordinal))).Trust);
    }

    [Fact]
    public async Task RunAsync_SpaceChangedOnTheWay_HoldsOnlyWhenRelaxed()
    {
        Assert.Equal(SenderTrust.Strong, (await VerdictAsync(Changed("relaxed/relaxed"))).Trust);
        Assert.Equal(SenderTrust.Failed, (await VerdictAsync(Changed("simple/simple"))).Trust);

        string Changed(string canonicalization) =>
            signer
                .Sign(Email(), canonicalization)
                .Replace("Subject: Re: order", "Subject:  Re:  order", StringComparison.Ordinal)
                .Replace("Done. Bye.", "Done.  Bye. ", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "--b\r\nContent-Type: text/plain\r\n\r\nOne\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>Two</p>\r\n--b--\r\n",
        "multipart/alternative; boundary=b"
    )]
    [InlineData("preamble\r\n--b\r\n\r\nno end", "multipart/mixed;\r\n boundary=\"b\"")]
    [InlineData("", "text/plain")]
    [InlineData("\r\n\r\n", "text/plain; charset=utf-8")]
    [InlineData("Subject: inner\r\n\r\nwords\r\n", "message/rfc822")]
    [InlineData("no line end", "application/octet-stream")]
    public async Task RunAsync_AnyBody_IsHashedAsItCame(string body, string type)
    {
        foreach (var canonicalization in new[] { "simple/simple", "relaxed/relaxed" })
        {
            var email = signer.Sign(
                Email(body, "Content-Type: " + type + "\r\nMIME-Version: 1.0\r\n"),
                canonicalization,
                "from:content-type:mime-version:content-type"
            );
            Assert.Equal(SenderTrust.Strong, (await VerdictAsync(email)).Trust);
        }
    }

    [Fact]
    public async Task RunAsync_Ed25519_IsVerified()
    {
        using var ed = EmailSigner.Ed25519(Author);
        dns.Publish(ed);
        Assert.Equal(SenderTrust.Strong, (await VerdictAsync(ed.Sign(Email()))).Trust);
        Assert.Equal([SignatureResult.Fail], await ResultsAsync(ed.Sign(Email()).Replace("Done", "Paid", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task RunAsync_TwoSignatures_OneThatHoldsIsEnough()
    {
        using var lost = EmailSigner.Ed25519(Author, "lost");
        Assert.Equal(SenderTrust.Strong, (await VerdictAsync(lost.Sign(signer.Sign(Email())))).Trust);
    }

    [Fact]
    public async Task RunAsync_ExpiredSignature_ProvesNothing()
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        Assert.Equal([SignatureResult.Expired], await ResultsAsync(signer.Sign(Email(), tags: Invariant($"t={now - 100}; x={now - 1}"))));
        Assert.Equal([SignatureResult.Expired], await ResultsAsync(signer.Sign(Email(), tags: Invariant($"t={now + 100}; x={now + 50}"))));
        Assert.Equal([SignatureResult.Pass], await ResultsAsync(signer.Sign(Email(), tags: Invariant($"t={now - 100}; x={now + 3600}"))));
    }

    [Fact]
    public async Task RunAsync_WithdrawnOrMissingKey_ProvesNothing()
    {
        var email = signer.Sign(Email());
        dns.Publish(signer.KeyName, "v=DKIM1; p=");
        Assert.Equal([SignatureResult.Revoked], await ResultsAsync(email));
        Assert.Equal((SenderTrust.Failed, "Refused"), await VerdictAsync(email));
        using var unknown = EmailSigner.Rsa(Author, selector: "other");
        Assert.Equal([SignatureResult.NoKey], await ResultsAsync(unknown.Sign(Email())));
    }

    [Fact]
    public async Task RunAsync_KeyThatIsOnlyTriedOut_ProvesNothing()
    {
        dns.Publish(signer.KeyName, signer.KeyRecord + "; t=y");
        Assert.Equal([SignatureResult.Testing], await ResultsAsync(signer.Sign(Email())));
        Assert.Equal(SenderTrust.Failed, (await VerdictAsync(signer.Sign(Email()))).Trust);
    }

    [Fact]
    public async Task RunAsync_IdentityBelowTheDomain_HoldsUnlessTheKeyForbidsIt()
    {
        Assert.Equal([SignatureResult.Pass], await ResultsAsync(signer.Sign(Email(), tags: "i=@news." + Author)));
        Assert.Equal([SignatureResult.Fail], await ResultsAsync(signer.Sign(Email(), tags: "i=@evil.example")));
        dns.Publish(signer.KeyName, signer.KeyRecord + "; t=s");
        Assert.Equal([SignatureResult.Fail], await ResultsAsync(signer.Sign(Email(), tags: "i=@news." + Author)));
        Assert.Equal([SignatureResult.Pass], await ResultsAsync(signer.Sign(Email(), tags: "i=@" + Author)));
    }

    [Fact]
    public async Task RunAsync_LengthTag_IsNeverStrong()
    {
        var email = signer.Sign(Email(), length: 6);
        Assert.Equal((SenderTrust.Weak, "Partial"), await VerdictAsync(email));
        Assert.Equal((SenderTrust.Weak, "Partial"), await VerdictAsync(email + "Pay to another account.\r\n"));
        Assert.Equal([SignatureResult.Fail], await ResultsAsync(email.Replace("Done", "Paid", StringComparison.Ordinal)));
    }

    // To make one costs seconds, and a stranger could name many.
    [Fact]
    public void T28_Parse_HugeKey_IsNotMade()
    {
        using var rsa = RSA.Create(new RSAParameters { Modulus = [0xFF, .. new byte[1022], 1], Exponent = [1, 0, 1] });
        var key = DkimKey.Parse("v=DKIM1; p=" + Convert.ToBase64String(rsa.ExportSubjectPublicKeyInfo()));
        Assert.Equal((null, SignatureResult.BadKey), (key.Key, key.Trouble));
    }

    [Fact]
    public async Task RunAsync_ShortKey_ProvesNothing()
    {
        using var weak = EmailSigner.Rsa(Author, 768, "weak");
        dns.Publish(weak);
        Assert.Equal([SignatureResult.ShortKey], await ResultsAsync(weak.Sign(Email())));
        using var just = EmailSigner.Rsa(Author, 1024, "just");
        dns.Publish(just);
        Assert.Equal([SignatureResult.Pass], await ResultsAsync(just.Sign(Email())));
    }

    [Theory]
    [InlineData("a=rsa-sha256", "a=rsa-sha1", nameof(SignatureResult.Sha1))]
    [InlineData("a=rsa-sha256", "a=ed25519-sha256", nameof(SignatureResult.BadKey))]
    [InlineData("a=rsa-sha256", "a=dsa", nameof(SignatureResult.Malformed))]
    [InlineData("v=1", "v=2", nameof(SignatureResult.Malformed))]
    [InlineData("d=rk", "d=rk; d=rk", nameof(SignatureResult.Malformed))]
    [InlineData("h=from:", "h=", nameof(SignatureResult.Fail))]
    [InlineData("s=s1", "s=a b/../c", nameof(SignatureResult.Malformed))]
    [InlineData("bh=", "bh=!!!", nameof(SignatureResult.Fail))]
    [InlineData("c=relaxed/relaxed", "c=nonsense", nameof(SignatureResult.Fail))]
    public async Task RunAsync_SignatureThatCannotBe_ProvesNothing(string part, string instead, string expected) =>
        Assert.Equal(expected, Assert.Single(await ResultsAsync(signer.Sign(Email()).Replace(part, instead, StringComparison.Ordinal))).ToString());

    [Fact]
    public async Task RunAsync_ManySignatures_AreVerifiedUpToALimitAuthorsFirst()
    {
        using var foreign = EmailSigner.Rsa("evil.example", 1024);
        var email = signer.Sign(Email());
        for (var i = 0; i < 30; i++)
            email = foreign.Sign(email);
        Assert.Equal(SenderTrust.Strong, (await VerdictAsync(email)).Trust);
        Assert.InRange(dns.Asked.Count, 1, 12);
    }

    [Fact]
    public async Task RunAsync_SignatureOfAnotherDomain_ProvesNothing()
    {
        using var evil = EmailSigner.Rsa("evil.example");
        dns.Publish(evil).Publish("_dmarc." + Author, "v=DMARC1; p=none");
        Assert.Equal((SenderTrust.None, "ForeignSignature"), await VerdictAsync(evil.Sign(Email())));
        Assert.Equal((SenderTrust.None, "Unsigned"), await VerdictAsync(Email()));
        Assert.Equal((SenderTrust.None, "BadSignature"), await VerdictAsync(signer.Sign(Email()) + "-- \r\nA mailing list\r\n"));
    }

    [Fact]
    public async Task RunAsync_PolicyAndNoAlignedPass_Fails()
    {
        using var evil = EmailSigner.Rsa("evil.example");
        dns.Publish(evil);
        Assert.Equal((SenderTrust.Failed, "Refused"), await VerdictAsync(evil.Sign(Email())));
        Assert.Equal((SenderTrust.Failed, "Refused"), await VerdictAsync(Email()));
        dns.Publish("_dmarc." + Author, "v=DMARC1; p=quarantine");
        Assert.Equal(SenderTrust.None, (await VerdictAsync(Email())).Trust);
        Assert.Equal(SenderTrust.Failed, (await VerdictAsync(Email(), new SpfStatement(true, "evil.example"))).Trust);
    }

    [Fact]
    public async Task RunAsync_ServerConfirmsTheEnvelope_CountsWithinThePolicy()
    {
        var email = "Authentication-Results: mx.desk.example; spf=pass smtp.mailfrom=bounce@mail.rk.example.ru\r\n" + Email();
        var spf = new SpfStatement(true, "mail." + Author);
        Assert.Equal((SenderTrust.Strong, "PolicyBySpf"), await VerdictAsync(email, spf));
        dns.Publish("_dmarc." + Author, "v=DMARC1; p=reject; aspf=s");
        Assert.Equal(SenderTrust.Failed, (await VerdictAsync(email, spf)).Trust);
        Assert.Equal(SenderTrust.Failed, (await VerdictAsync(email, new SpfStatement(false, Author))).Trust);
    }

    [Fact]
    public async Task RunAsync_EnvelopeWithoutPolicy_IsWeak()
    {
        var email =
            "Authentication-Results: mx.desk.example; spf=pass smtp.mailfrom=bounce@shop.example\r\n"
            + Email().Replace(Author, "shop.example", StringComparison.Ordinal);
        Assert.Equal((SenderTrust.Weak, "BySpf"), await VerdictAsync(email, new SpfStatement(true, "shop.example"), "shop.example"));
    }

    [Fact]
    public async Task RunAsync_StrictAlignment_WantsTheSameDomain()
    {
        using var below = EmailSigner.Rsa("mail." + Author);
        dns.Publish(below);
        Assert.Equal(SenderTrust.Strong, (await VerdictAsync(below.Sign(Email()))).Trust);
        dns.Publish("_dmarc." + Author, "v=DMARC1; p=reject; adkim=s");
        Assert.Equal(SenderTrust.Failed, (await VerdictAsync(below.Sign(Email()))).Trust);
        Assert.Equal(SenderTrust.Strong, (await VerdictAsync(signer.Sign(Email()))).Trust);
    }

    [Fact]
    public async Task RunAsync_NobodyAnswers_IsNotCheckedAndNeverFailed()
    {
        var email = signer.Sign(Email());
        dns.IsDead = true;
        Assert.Equal((SenderTrust.Unknown, "NoAnswer"), await VerdictAsync(email));
        Assert.Equal((SenderTrust.Unknown, "NoAnswer"), await VerdictAsync(Email()));
        Assert.Equal(NotChecked.Off, (await FindAsync(email, ("Mail:Authentication:Dns", "off"))).Reason);
    }

    [Fact]
    public async Task RunAsync_KeyDoesNotAnswer_IsNotChecked()
    {
        dns.Silence(signer.KeyName);
        Assert.Equal((SenderTrust.Unknown, "NoAnswer"), await VerdictAsync(signer.Sign(Email())));
    }

    [Fact]
    public async Task T15_RunAsync_ForeignKeyDoesNotAnswer_DoesNotSaveAForgery()
    {
        using var evil = EmailSigner.Rsa("evil.example");
        dns.Silence(evil.KeyName);
        Assert.Equal(SenderTrust.Failed, (await VerdictAsync(evil.Sign(Email()))).Trust);
    }

    [Theory]
    [InlineData("From: <boss@rk.example.ru>\r\n")]
    [InlineData("FROM : Eve <eve@evil.example>\r\n")]
    public async Task T04_RunAsync_SecondAuthor_IsNeverProven(string field)
    {
        Assert.Equal((SenderTrust.None, "ManyAuthors"), await VerdictAsync(field + signer.Sign(Email())));
        Assert.Equal((SenderTrust.None, "ManyAuthors"), await VerdictAsync(signer.Sign(Email()
            .Replace("From: <help@rk.example.ru>", "From: <help@rk.example.ru>, <eve@evil.example>", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task T04_RunAsync_RestOfTheDeskReadsAnotherAuthor_IsNeverProven() =>
        Assert.Equal((SenderTrust.None, "ManyAuthors"), await VerdictAsync(signer.Sign(Email()), author: "evil.example"));

    [Theory]
    [InlineData(60_000, "Signed")]
    [InlineData(70_000, "TooLarge")]
    [InlineData(2_000_000, "TooLarge")]
    public async Task T28_RunAsync_EnormousHeader_IsNotChecked(int length, string expected) =>
        Assert.Equal(expected, (await VerdictAsync($"X-Padding: {new string('a', length)}\r\n" + signer.Sign(Email()))).Key);

    [Fact]
    public async Task T28_RunAsync_ManyFieldsOverTheLimit_AreNotChecked() =>
        Assert.Equal(
            "TooLarge",
            (await VerdictAsync(string.Concat(Enumerable.Repeat($"X-Padding: {new string('a', 60_000)}\r\n", 20)) + signer.Sign(Email()))).Key
        );

    [Fact]
    public async Task T04_RunAsync_ForgeryHidesBehindAnEnormousHeader_IsNotBetterThanChecked()
    {
        var email = $"X-Padding: {new string('a', 70_000)}\r\n" + Email();
        Assert.Equal(SenderTrust.None, (await VerdictAsync(email)).Trust);
        // Where a believed server speaks, not having looked lowers nobody.
        Assert.Equal(SenderTrust.Unknown, (await VerdictAsync(email, new SpfStatement(true, Author))).Trust);
    }

    [Fact]
    public async Task T28_RunAsync_EnormousMazeOfParts_CostsNothing()
    {
        var maze = new StringBuilder().Insert(0, "--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n", 100_000).ToString();
        var email = signer.Sign(Email(maze, "Content-Type: multipart/mixed; boundary=b\r\n"));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(SenderTrust.Strong, (await VerdictAsync(email)).Trust);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100L << 20);
    }

    [Fact]
    public async Task RunAsync_NoAuthorOrNoEmail_IsNotChecked()
    {
        Assert.Equal((SenderTrust.Unknown, "NoAuthor"), await VerdictAsync("Subject: x\r\n\r\nwords", author: ""));
        Assert.Equal((SenderTrust.Unknown, "NoAuthor"), await VerdictAsync("From: root@localhost\r\n\r\nwords", author: "localhost"));
        Assert.Equal(SenderTrust.None, (await VerdictAsync("From: nobody\r\n\r\nwords")).Trust);
        foreach (var email in new[] { "", "\0\u0001\u0002", "\r\n\r\n", ":\r\n:\r\n", "From", "From:" })
            Assert.Equal(SenderTrust.None, (await VerdictAsync(email)).Trust);
    }

    private static string Email(string body = "Done. Bye.\r\n", string more = "") =>
        "From: <help@rk.example.ru>\r\nTo: <desk@desk.example>\r\nSubject: Re: order\r\n" + more + "Message-ID: <1@rk.example.ru>\r\n\r\n" + body;

    private async Task<(SenderTrust Trust, string Key)> VerdictAsync(string email, SpfStatement? spf = null, string author = Author)
    {
        var verdict = DeskVerdict.Of(await FindAsync(email), author, new ServerVerdict(SenderTrust.Unknown, Speaks: spf is not null, CoversAuthor: false, spf));
        return (verdict.Trust, verdict.Key);
    }

    private async Task<IEnumerable<SignatureResult>> ResultsAsync(string email) => (await FindAsync(email)).Signatures.Select(signature => signature.Result);

    private async Task<DeskFindings> FindAsync(string email, params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value))
            .Build();
        using var authenticate = new AuthenticateEmail(dns, MailSettings.Read(configuration), clock, NullLogger<AuthenticateEmail>.Instance);
        return await authenticate.RunAsync(Encoding.UTF8.GetBytes(email), CancellationToken.None);
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
