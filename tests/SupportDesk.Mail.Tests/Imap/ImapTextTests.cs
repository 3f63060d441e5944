using FsCheck;
using FsCheck.Fluent;

namespace SupportDesk.Mail.Tests.Imap;

public sealed class ImapTextTests
{
    [Theory]
    [InlineData("Входящие", "&BBIERQQ+BDQETwRJBDgENQ-")]
    [InlineData("A & B", "A &- B")]
    [InlineData("INBOX", "INBOX")]
    [InlineData("日本/語", "&ZeVnLA-/&ip4-")]
    public void ModifiedUtf7_Names_AreEncodedAndDecoded(string name, string encoded)
    {
        Assert.Equal(encoded, ModifiedUtf7.Encode(name));
        Assert.Equal(name, ModifiedUtf7.Decode(encoded));
    }

    [Fact]
    public void ModifiedUtf7_AnyName_SurvivesAndAnyNoiseIsReadable() => Check.One(Config.QuickThrowOnFailure.WithReplay(20261127, 7), Prop.ForAll<NonNull<string>>(text =>
    {
        var name = System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text.Get));
        Assert.Equal(name, ModifiedUtf7.Decode(ModifiedUtf7.Encode(name)));
        Assert.NotNull(ModifiedUtf7.Decode("&" + text.Get + "-&"));
    }));

    [Fact]
    public void UidSets_Numbers_BecomeRanges()
    {
        UniqueId[] uids = [.. ((uint[])[7, 3, 1, 2, 9, 8, 2]).Select(id => new UniqueId(id))];

        Assert.Equal(["1:3,7:9"], UidSets.Format(uids));
        Assert.Equal(["5:*"], UidSets.Format(new UniqueIdRange(new UniqueId(5), UniqueId.MaxValue)));
        Assert.All(UidSets.Format([.. Enumerable.Range(1, 10_000).Select(i => new UniqueId((uint)i * 2))]), set => Assert.True(set.Length < 4100));
    }

    [Fact]
    public void ResponseParser_RandomBytes_EitherReadsOrSaysItIsNotImap() => Check.One(Config.QuickThrowOnFailure.WithReplay(20261127, 7), Prop.ForAll<byte[], NonNull<string>>((bytes, text) =>
    {
        byte[][] inputs = [bytes, System.Text.Encoding.UTF8.GetBytes($"* 1 FETCH (UID 1 BODY[] {text.Get}\r\n* LIST ({text.Get}\r\n")];
        foreach (var input in inputs)
        {
            try
            {
                var parser = new ImapResponseParser(new ImapLimits { MaxLiterals = 1000 });
                var rest = input.AsSpan();
                while (parser.Feed(rest, out var consumed, out var response))
                {
                    rest = rest[consumed..];
                    if (response.Text.StartsWith("* ", StringComparison.Ordinal)) ImapUntagged.Parse(response);
                }
            }
            catch (ImapProtocolException)
            {
                // The one exception that wrong input may cause.
            }
        }
    }));

    [Theory]
    [InlineData("a\r\nDELETE INBOX")]
    [InlineData("тема")]
    public void HeaderContains_TextThatNeedsMoreThanAQuote_IsRefused(string text) => Assert.Throws<ArgumentException>(() => SearchQuery.HeaderContains("Subject", text));
}
