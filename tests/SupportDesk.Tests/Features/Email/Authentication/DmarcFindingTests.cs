using SupportDesk.Features.Email.Authentication;

namespace SupportDesk.Tests.Features.Email.Authentication;

public sealed class DmarcFindingTests
{
    private readonly FakeDns dns = new();

    [Theory]
    [InlineData("v=DMARC1; p=reject", "Reject Reject Reject")]
    [InlineData("v=DMARC1 ; p = quarantine; sp=none", "Quarantine None None")]
    [InlineData("v=DMARC1; p=none; sp=quarantine; np=reject", "None Quarantine Reject")]
    [InlineData("v=DMARC1; p=reject; sp=quarantine; t=y", "Quarantine None None")]
    [InlineData("v=DMARC1; p=Reject; rua=mailto:a@x.example", "Reject Reject Reject")]
    [InlineData("v=DMARC1; rua=mailto:a@x.example", "None None None")]
    [InlineData("v=DMARC1; p=destroy", "None None None")]
    public void Parse_Record_GivesItsPolicies(string text, string policies)
    {
        var record = DmarcRecord.Parse(text)!;
        Assert.Equal(policies, $"{record.Own} {record.Below} {record.Missing}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("v=spf1 -all")]
    [InlineData("p=reject; v=DMARC1")]
    [InlineData("v=DMARC2; p=reject")]
    [InlineData("v=DMARC1; p=reject; p=none")]
    public void Parse_OtherText_IsNone(string text) => Assert.Null(DmarcRecord.Parse(text));

    [Fact]
    public async Task FindAsync_OwnRecord_AppliesAndTheHighestNamesTheOrganisation()
    {
        dns.Publish("_dmarc.news.shop.example", "v=DMARC1; p=none").Publish("_dmarc.shop.example", "v=DMARC1; p=reject; sp=reject");
        var found = await FindAsync("news.shop.example");
        Assert.Equal(("shop.example", "news.shop.example", DmarcPolicy.None), (found.OrganizationalDomain, found.RecordDomain, found.Policy));
    }

    [Fact]
    public async Task FindAsync_RecordAbove_AppliesByWhatIsBelowIt()
    {
        dns.Publish("_dmarc.shop.example", "v=DMARC1; p=none; sp=quarantine; np=reject").Publish("real.shop.example", "words");
        Assert.Equal(DmarcPolicy.Quarantine, (await FindAsync("real.shop.example")).Policy);
        Assert.Equal(DmarcPolicy.Reject, (await FindAsync("made-up.shop.example")).Policy);
    }

    [Fact]
    public async Task FindAsync_PublicSuffix_IsNobodysOrganisation()
    {
        dns.Publish("_dmarc.com.example", "v=DMARC1; p=reject; psd=y");
        var found = await FindAsync("mail.shop.com.example");
        Assert.Equal(("shop.com.example", "com.example", DmarcPolicy.Reject), (found.OrganizationalDomain, found.RecordDomain, found.Policy));
    }

    [Fact]
    public async Task FindAsync_DomainSaysItStandsAlone_IsItsOwnOrganisation()
    {
        dns.Publish("_dmarc.tenant.host.example", "v=DMARC1; p=reject; psd=n").Publish("_dmarc.host.example", "v=DMARC1; p=none");
        Assert.Equal("tenant.host.example", (await FindAsync("mail.tenant.host.example")).OrganizationalDomain);
    }

    [Fact]
    public async Task FindAsync_TopLevelRecord_JoinsNobody()
    {
        dns.Publish("_dmarc.example", "v=DMARC1; p=reject");
        Assert.Equal("shop.example", (await FindAsync("shop.example")).OrganizationalDomain);
    }

    [Fact]
    public async Task FindAsync_TwoRecords_AreNone()
    {
        dns.Publish("_dmarc.shop.example", "v=DMARC1; p=reject", "v=DMARC1; p=none").Publish("_dmarc.shop2.example", "v=spf1 -all", "v=DMARC1; p=reject");
        Assert.Null((await FindAsync("shop.example")).RecordDomain);
        Assert.Equal(DmarcPolicy.Reject, (await FindAsync("shop2.example")).Policy);
    }

    [Fact]
    public async Task FindAsync_VeryLongName_CausesEightLookups()
    {
        var found = await FindAsync("a.b.c.d.e.f.g.h.i.j.mail.shop.example");
        Assert.Equal(8, dns.Asked.Count);
        Assert.Contains("_dmarc.g.h.i.j.mail.shop.example", dns.Asked);
        Assert.Contains("_dmarc.example", dns.Asked);
        Assert.True(found.IsComplete);
    }

    [Fact]
    public async Task FindAsync_SomebodySilent_IsIncomplete()
    {
        dns.Silence("_dmarc.shop.example");
        Assert.False((await FindAsync("mail.shop.example")).IsComplete);
    }

    [Theory]
    [InlineData("shop.example", nameof(AlignmentResult.Yes))]
    [InlineData("mail.shop.example", nameof(AlignmentResult.Yes))]
    [InlineData("tenant.shop.example", nameof(AlignmentResult.No))]
    [InlineData("silent.shop.example", nameof(AlignmentResult.Unavailable))]
    [InlineData("evilshop.example", nameof(AlignmentResult.No))]
    [InlineData("example", nameof(AlignmentResult.No))]
    public async Task CheckAsync_Relaxed_AsksForTheOrganisation(string domain, string expected)
    {
        dns.Publish("_dmarc.shop.example", "v=DMARC1; p=reject")
            .Publish("_dmarc.tenant.shop.example", "v=DMARC1; p=none; psd=n")
            .Silence("_dmarc.silent.shop.example");
        var dmarc = await FindAsync("news.shop.example");
        Assert.Equal(expected, (await Alignment.CheckAsync(domain, "news.shop.example", dmarc, strict: false, dns, CancellationToken.None)).ToString());
    }

    [Fact]
    public async Task CheckAsync_NobodyPublishedAnything_OnlyTheSameDomainSpeaks()
    {
        var dmarc = await FindAsync("shop.example");
        Assert.Equal(AlignmentResult.Yes, await Alignment.CheckAsync("shop.example", "shop.example", dmarc, strict: false, dns, CancellationToken.None));
        Assert.Equal(AlignmentResult.No, await Alignment.CheckAsync("tenant.shop.example", "shop.example", dmarc, strict: false, dns, CancellationToken.None));
    }

    private Task<DmarcFinding> FindAsync(string author) => DmarcFinding.FindAsync(author, dns, CancellationToken.None);
}
