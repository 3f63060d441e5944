namespace SupportDesk.Mail.Tests.Mime;

public sealed class AddressTests
{
    [Theory]
    [InlineData("a@x.example", "", "a@x.example")]
    [InlineData("<a@x.example>", "", "a@x.example")]
    [InlineData("Иван Петров <a@x.example>", "Иван Петров", "a@x.example")]
    [InlineData("\"Петров, Иван\" <a@x.example>", "Петров, Иван", "a@x.example")]
    [InlineData("\"=?utf-8?B?0JjQstCw0L0=?=\" <a@x.example>", "Иван", "a@x.example")]
    [InlineData("a@x.example (Иван (директор))", "Иван (директор)", "a@x.example")]
    [InlineData("\"support@robokassa.example\" <x@evil.example>", "support@robokassa.example", "x@evil.example")]
    [InlineData("\"a b\"@x.example", "", "\"a b\"@x.example")]
    [InlineData("X <@relay,@other:a@x.example>", "X", "a@x.example")]
    [InlineData("Служба <почта@пример.рф>", "Служба", "почта@пример.рф")]
    public void TryParse_OneMailbox_IsRead(string text, string name, string address)
    {
        Assert.True(MailboxAddress.TryParse(text, out var mailbox));
        Assert.Equal((name, address), (mailbox.Name ?? "", mailbox.Address));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("a@x, b@y")]
    [InlineData("имя без адреса")]
    [InlineData("@x")]
    [InlineData("a@")]
    [InlineData("a@x\r\nBcc: b@y")]
    [InlineData("group: a@x;")]
    [InlineData("Иван a@x")]
    [InlineData("<a@x> <b@y>")]
    public void TryParse_NotOneMailbox_IsFalse(string text) => Assert.False(MailboxAddress.TryParse(text, out _));

    [Fact]
    public async Task Load_AddressWithoutBrackets_IsForgivenInLetters()
    {
        var from = (await Letters.ReadAsync("From: Иван Петров a@x.example\n\nx")).From.Mailboxes.Single();

        Assert.Equal(("Иван Петров", "a@x.example"), (from.Name, from.Address));
    }

    [Fact]
    public async Task Load_GroupsAndLists_AreRead()
    {
        var message = await Letters.ReadAsync("To: undisclosed-recipients:;\nCc: Команда: a@x, \"B, b\" <b@y>; , c@z\n\nx");

        Assert.Empty(message.To.Mailboxes);
        Assert.Equal("undisclosed-recipients", Assert.IsType<GroupAddress>(message.To.Single()).Name);
        Assert.Equal(["a@x", "b@y", "c@z"], message.Cc.Mailboxes.Select(m => m.Address));
    }

    [Fact]
    public void T83_Addrspec_PunycodeAndLetters_AreTheSameAddress()
    {
        Assert.Equal("почта@xn--e1afmkfd.xn--p1ai", MailboxAddress.EncodeAddrspec("почта@пример.рф"));
        Assert.Equal("info@пример.рф", MailboxAddress.DecodeAddrspec("info@xn--e1afmkfd.xn--p1ai"));
        Assert.Equal("a@.bad..", MailboxAddress.EncodeAddrspec("a@.bad.."));
        Assert.True(new MailboxAddress("", "почта@пример.рф").IsInternational);
    }

    [Fact]
    public async Task T83_WriteTo_InternationalDomain_IsPunycodeInTheLetter()
    {
        var message = Letters.Simple();
        message.Cc.Add(new MailboxAddress("Почта", "info@пример.рф"));

        Assert.Equal("info@xn--e1afmkfd.xn--p1ai", (await Letters.RoundTripAsync(message)).Cc.Mailboxes.Single().Address);
    }

    [Fact]
    public async Task Headers_ChangedEitherWay_ListAndFieldAgree()
    {
        var message = await Letters.ReadAsync("To: a@x\n\nx");
        message.To.Add(new MailboxAddress(null, "b@y"));
        Assert.Equal("a@x, b@y", message.Headers["To"]);
        message.Headers.Replace("To", "c@z");
        Assert.Equal(["c@z"], message.To.Mailboxes.Select(m => m.Address));
        message.To.Clear();
        Assert.False(message.Headers.Contains("To"));
    }
}
