using MailKit.Security;
using SupportDesk.Features.Email.Setup;
using SupportDesk.Kernel;

namespace SupportDesk.Tests.Features.Email.Setup;

public sealed class ProposeServersTests
{
    private static readonly Actor Admin = new(Guid.Empty, "Олег", null, DeskRole.Admin, null);

    [Theory]
    [InlineData("desk@bk.ru", "MailRu", "imap.mail.ru", "smtp.mail.ru", 465, ProviderPassword.Application)]
    [InlineData("Desk@INBOX.ru", "MailRu", "imap.mail.ru", "smtp.mail.ru", 465, ProviderPassword.Application)]
    [InlineData("desk@ya.ru", "Yandex", "imap.yandex.ru", "smtp.yandex.ru", 465, ProviderPassword.Application)]
    [InlineData("desk@rambler.ru", "Rambler", "imap.rambler.ru", "smtp.rambler.ru", 465, ProviderPassword.Own)]
    [InlineData("desk@outlook.com", "Microsoft", "outlook.office365.com", "smtp.office365.com", 587, ProviderPassword.Token)]
    public async Task Run_MailboxOfAProvider_IsInTheTableAndAsksNobody(
        string address, string provider, string imap, string smtp, int port, ProviderPassword password)
    {
        var dns = new FakeRecords();
        var proposal = await RunAsync(dns, address);
        Assert.Equal(
            (ProposalSource.Provider, provider, imap, smtp, port, password),
            (proposal.Source, proposal.Provider!.Key, proposal.Imap!.Host, proposal.Smtp!.Host, proposal.Smtp.Port, proposal.Provider.Password));
        Assert.Empty(dns.Asked);
    }

    [Theory]
    [InlineData("mx.yandex.net", "Yandex")]
    [InlineData("emx.mail.ru", "MailRu")]
    [InlineData("ASPMX.L.GOOGLE.COM.", "Google")]
    [InlineData("shop-ru.mail.protection.outlook.com", "Microsoft")]
    [InlineData("mx2.beget.com", "Beget")]
    [InlineData("mx1.hosting.reg.ru", "RegRu")]
    [InlineData("mx1.timeweb.ru", "Timeweb")]
    [InlineData("mx03.nicmail.ru", "NicRu")]
    public async Task Run_OwnDomainAtAProvider_IsKnownByItsExchanger(string exchanger, string provider)
    {
        var proposal = await RunAsync(new FakeRecords { Exchangers = [exchanger] }, "desk@shop.example");
        Assert.Equal((ProposalSource.Exchanger, provider, exchanger), (proposal.Source, proposal.Provider!.Key, proposal.Evidence));
    }

    [Fact]
    public async Task Run_ExchangerThatOnlyLooksLikeOne_IsNot()
    {
        var proposal = await RunAsync(new FakeRecords { Exchangers = ["notmail.ru", "mail.ru.evil.example"] }, "desk@shop.example");
        Assert.Equal((ProposalSource.Nothing, null, "notmail.ru"), (proposal.Source, proposal.Imap, proposal.Evidence));
    }

    [Fact]
    public async Task Run_DomainThatNamesItsServers_IsBelievedBeforeItsExchanger()
    {
        var dns = new FakeRecords { Exchangers = ["mx.yandex.net"] };
        dns.Servers["_imaps._tcp.shop.example"] =
            [new(20, 0, 993, "old.shop.example"), new(10, 1, 993, "spare.shop.example"), new(10, 9, 1993, "imap.shop.example")];
        dns.Servers["_submission._tcp.shop.example"] = [new(0, 0, 587, "smtp.shop.example")];
        var proposal = await RunAsync(dns, "desk@shop.example");
        Assert.Equal(
            (ProposalSource.Domain, new ProposedServer("imap.shop.example", 1993, SecureSocketOptions.SslOnConnect),
                new ProposedServer("smtp.shop.example", 587, SecureSocketOptions.StartTls), false),
            (proposal.Source, proposal.Imap, proposal.Smtp, proposal.IsElsewhere));

        // Encrypted from the first byte goes first.
        dns.Servers["_submissions._tcp.shop.example"] = [new(0, 0, 465, "smtps.shop.example")];
        Assert.Equal(465, (await RunAsync(dns, "desk@shop.example")).Smtp!.Port);
    }

    [Fact]
    public async Task Run_ServersInAnotherDomain_NeedAPersonToLook()
    {
        var dns = new FakeRecords();
        dns.Servers["_imaps._tcp.shop.example"] = [new(0, 0, 993, "imap.host.example")];
        Assert.True((await RunAsync(dns, "desk@shop.example")).IsElsewhere);
        dns.Servers["_imaps._tcp.shop.example"] = [new(0, 0, 993, "imap.yandex.ru")];
        var known = await RunAsync(dns, "desk@shop.example");
        Assert.Equal((false, "Yandex"), (known.IsElsewhere, known.Provider!.Key));
    }

    [Theory]
    // Each server for itself: one that is known says nothing of the other.
    [InlineData("imap.yandex.ru", "smtp.evil.example", true, null)]
    [InlineData("imap.evil.example", "smtp.yandex.ru", true, null)]
    [InlineData("imap.yandex.ru", "smtp.mail.ru", true, null)]
    [InlineData("imap.yandex.ru", "imap.yandex.ru", true, null)]
    // Customers of a provider have names under those of its exchangers.
    [InlineData("x.mail.ru", "x.mail.ru", true, null)]
    [InlineData("y.timeweb.ru", null, true, null)]
    [InlineData(null, "smtp.evil.example", true, null)]
    [InlineData("imap.yandex.ru", "smtp.yandex.ru", false, "Yandex")]
    [InlineData("imap.shop.example", "smtp.yandex.ru", false, null)]
    [InlineData(null, "SMTP.mail.ru.", false, "MailRu")]
    public async Task Run_ServersOfTheDomain_AreEachJudged(string? imap, string? smtp, bool isElsewhere, string? provider)
    {
        var dns = new FakeRecords();
        if (imap is not null)
            dns.Servers["_imaps._tcp.shop.example"] = [new(0, 0, 993, imap)];
        if (smtp is not null)
            dns.Servers["_submissions._tcp.shop.example"] = [new(0, 0, 465, smtp)];
        var proposal = await RunAsync(dns, "desk@shop.example");
        Assert.Equal((isElsewhere, provider), (proposal.IsElsewhere, proposal.Provider?.Key));
    }

    [Fact]
    public async Task Run_DomainWithoutImap_ProposesNone()
    {
        // A lone dot says that there is no such server (RFC 2782); its root has no labels left.
        var dns = new FakeRecords();
        dns.Servers["_imaps._tcp.shop.example"] = [new(0, 0, 0, "")];
        Assert.Equal(ProposalSource.Nothing, (await RunAsync(dns, "desk@shop.example")).Source);
    }

    [Fact]
    public async Task Run_NobodyAnswers_SaysSo() =>
        Assert.Equal(ProposalSource.Silence, (await RunAsync(new FakeRecords { IsSilent = true }, "desk@магазин.рф")).Source);

    [Fact]
    public async Task Run_NoAddress_IsRefused()
    {
        Assert.Equal("AddressWrong", (await new ProposeServers(new FakeRecords()).RunAsync("desk", Admin, default)).Problems[0].Code);
        var agent = Admin with { Role = DeskRole.Lead };
        Assert.Equal(Problem.NotFound, (await new ProposeServers(new FakeRecords()).RunAsync("desk@ya.ru", agent, default)).Problems[0]);
    }

    private static async Task<ServerProposal> RunAsync(FakeRecords dns, string address) =>
        (await new ProposeServers(dns).RunAsync(address, Admin, default)).Value;

    private sealed class FakeRecords : IMailServerRecords
    {
        public Dictionary<string, IReadOnlyList<ServerRecord>> Servers { get; } = [];

        public IReadOnlyList<string> Exchangers { get; init; } = [];

        public bool IsSilent { get; init; }

        public List<string> Asked { get; } = [];

        public Task<IReadOnlyList<ServerRecord>?> FindServersAsync(string service, string domain, CancellationToken ct)
        {
            Asked.Add($"{service}.{domain}");
            return Task.FromResult(IsSilent ? null : Servers.GetValueOrDefault($"{service}.{domain}", []));
        }

        public Task<IReadOnlyList<string>?> FindExchangersAsync(string domain, CancellationToken ct) => Task.FromResult(IsSilent ? null : Exchangers)!;
    }
}
