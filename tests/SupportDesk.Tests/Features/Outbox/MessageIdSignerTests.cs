using FsCheck;
using FsCheck.Fluent;
using SupportDesk.Features.Outbox;

namespace SupportDesk.Tests.Features.Outbox;

public sealed class MessageIdSignerTests
{
    private static readonly MessageIdSigner.Key Old = new('a', Enumerable.Repeat((byte)1, 32).ToArray());
    private static readonly MessageIdSigner.Key Current = new('b', Enumerable.Repeat((byte)2, 32).ToArray());

    [Fact]
    public void Verify_OwnId_OnlyForWhatItWasSignedFor() => Prop.ForAll(
        ArbMap.Default.ArbFor<(Guid Ticket, Guid Message, NonNull<string> Recipient)>(), input =>
        {
            var keys = new MessageIdSigner([Current]);
            var id = keys.InternetMessageId(input.Ticket, input.Message, "provider", input.Recipient.Get, "desk.example");
            Assert.True(MessageIdSigner.TryParse($"<{id}>", out var message, out var signature));
            return message == input.Message
                && keys.Verify(signature, input.Ticket, message, "provider", input.Recipient.Get)
                && !keys.Verify(signature, Guid.NewGuid(), message, "provider", input.Recipient.Get)
                && !keys.Verify(signature, input.Ticket, Guid.NewGuid(), "provider", input.Recipient.Get)
                && !keys.Verify(signature, input.Ticket, message, "agent", input.Recipient.Get)
                && !keys.Verify(signature, input.Ticket, message, "provider", input.Recipient.Get + "x");
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void LoadOrCreate_DeskKilledWhileItWroteItsFirstKeys_MakesThemAndKeepsThem()
    {
        var folder = Directory.CreateTempSubdirectory("keys-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "letters.json"), "");
            File.WriteAllText(Path.Combine(folder, "letters.json.new"), "[{\"Id\":");
            var (ticket, message) = (Guid.NewGuid(), Guid.NewGuid());
            var id = MessageIdSigner.LoadOrCreate(folder).InternetMessageId(ticket, message, "r", "x@y.example", "d");
            Assert.True(MessageIdSigner.TryParse(id, out _, out var signature));
            Assert.True(MessageIdSigner.LoadOrCreate(folder).Verify(signature, ticket, message, "r", "x@y.example"));
            Assert.Equal(["letters.json"], Directory.GetFiles(folder).Select(Path.GetFileName));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void T20_Verify_KeyRetired_StillFitsUntilItIsRemoved()
    {
        var (ticket, message) = (Guid.NewGuid(), Guid.NewGuid());
        Assert.True(MessageIdSigner.TryParse(new MessageIdSigner([Old]).InternetMessageId(ticket, message, "r", "x@y.example", "d"), out _, out var signature));
        Assert.True(new MessageIdSigner([Old, Current]).Verify(signature, ticket, message, "r", "x@y.example"));
        Assert.False(new MessageIdSigner([Current]).Verify(signature, ticket, message, "r", "x@y.example"));
    }

    [Fact]
    public void T22_Signature_HasNinetySixBitsAndMoreAndEveryOneOfThemCounts()
    {
        var (keys, ticket, message) = (new MessageIdSigner([Current]), Guid.NewGuid(), Guid.NewGuid());
        Assert.True(MessageIdSigner.TryParse(keys.InternetMessageId(ticket, message, "r", "x@y.example", "d"), out _, out var signature));
        Assert.True(4 * (signature.Length - 1) >= 96, signature);
        for (var i = 1; i < signature.Length; i++)
        {
            var wrong = signature[..i] + (signature[i] == '0' ? '1' : '0') + signature[(i + 1)..];
            Assert.False(keys.Verify(wrong, ticket, message, "r", "x@y.example"), wrong);
        }

        // Of a shortened one nothing is left to guess either.
        foreach (var length in new[] { 0, 1, 2, 8, 23, 24 })
            Assert.False(keys.Verify(signature[..length], ticket, message, "r", "x@y.example"), $"{length}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("<>")]
    [InlineData("sd.not-a-guid.x@d")]
    [InlineData("abc@mail.example")]
    public void TryParse_ForeignId_IsNotOurs(string id) => Assert.False(MessageIdSigner.TryParse(id, out _, out _));
}
