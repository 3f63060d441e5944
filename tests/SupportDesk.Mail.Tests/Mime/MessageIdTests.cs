namespace SupportDesk.Mail.Tests.Mime;

public sealed class MessageIdTests
{
    [Theory]
    [InlineData("Message-ID: <a@b>", "a@b")]
    [InlineData("Message-ID: a@b", "a@b")]
    [InlineData("Message-ID:\n <a@b>", "a@b")]
    [InlineData("Message-ID: <a @\n b>", "a@b")]
    [InlineData("Message-ID: <первый@пример>", "первый@пример")]
    [InlineData("Message-ID:", null)]
    [InlineData("Message-ID: <>", null)]
    [InlineData("Message-ID: <a@b>\nMessage-ID: <c@d>", "a@b")]
    [InlineData("X: y", null)]
    public async Task T30_Load_MessageId_IsReadOrNull(string header, string? id) => Assert.Equal(id, (await Letters.ReadAsync(header + "\n\nx")).MessageId);

    [Fact]
    public async Task T30_Load_FourKilobytesOfMessageId_AreKept()
    {
        var id = new string('x', 4096) + "@example.com";
        Assert.Equal(id, (await Letters.ReadAsync($"Message-ID: <{id}>\n\nx")).MessageId);
    }

    [Fact]
    public async Task T32_Load_TwoHundredReferences_AreAllReadInOrder()
    {
        var ids = Enumerable.Range(0, 200).Select(i => $"{new string('r', 90)}{i}@example.com").ToList();
        var message = await Letters.ReadAsync("References: " + string.Join("\n ", ids.Select(i => $"<{i}>")) + "\n\nx");

        Assert.Equal(ids, message.References);
    }

    [Fact]
    public void T32_EnumerateReferences_ThousandsOfIds_KeepTheRootAndTheLast()
    {
        var ids = MimeUtils.EnumerateReferences(string.Concat(Enumerable.Range(0, 5000).Select(i => $"<{i}@x>"))).ToList();

        Assert.Equal(500, ids.Count);
        Assert.Equal("0@x", ids[0]);
        Assert.Equal("4999@x", ids[^1]);
    }

    [Fact]
    public async Task T32_WriteTo_ManyReferences_AreFoldedAndReadBack()
    {
        var message = Letters.Simple();
        message.References.AddRange(Enumerable.Range(0, 10).Select(i => $"{new string('r', 60)}{i}@example.com"));

        var text = System.Text.Encoding.ASCII.GetString(await Letters.WriteAsync(message));

        Assert.All(text.Split("\r\n"), line => Assert.True(line.Length <= 90, line));
        Assert.Equal(message.References, (await Letters.RoundTripAsync(message)).References);
    }

    [Fact]
    public void GenerateMessageId_TwoCalls_Differ()
    {
        Assert.NotEqual(MimeUtils.GenerateMessageId("shop.example"), MimeUtils.GenerateMessageId("shop.example"));
        Assert.EndsWith("@xn--e1afmkfd.xn--p1ai", MimeUtils.GenerateMessageId("пример.рф"), StringComparison.Ordinal);
    }
}
