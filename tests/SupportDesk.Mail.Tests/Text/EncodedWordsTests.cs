using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace SupportDesk.Mail.Tests.Text;

public sealed class EncodedWordsTests
{
    [Theory]
    [InlineData("utf-8", 65001)]
    [InlineData("windows-1251", 1251)]
    [InlineData("koi8-r", 20866)]
    [InlineData("iso-8859-5", 28595)]
    [InlineData("cp866", 866)]
    [InlineData("cp-1251", 1251)]
    [InlineData("win-1251", 1251)]
    [InlineData("x-cp1251", 1251)]
    [InlineData("WINDOWS_1251", 1251)]
    [InlineData("ibm866", 866)]
    [InlineData("KOI8-RU", 21866)]
    public void T79_Decode_CharsetsOfTheRegion_InBothEncodings(string charset, int codePage)
    {
        const string text = "Не приходит уведомление";
        var bytes = Letters.CodePage(codePage).GetBytes(text);
        var b = $"=?{charset}?B?{Convert.ToBase64String(bytes)}?=";
        var q = $"=?{charset}?q?{string.Concat(bytes.Select(c => c == 32 ? "_" : $"={c:X2}"))}?=";

        Assert.Equal(text, EncodedWords.Decode(b));
        Assert.Equal(text, EncodedWords.Decode(q));
        Assert.Equal($"Re: {text} [SD-1]", EncodedWords.Decode($"Re: {b} [SD-1]"));
    }

    [Theory]
    [InlineData("=?utf-8?B?0J/R?= =?UTF-8?B?gNC40LLQtdGC?=", "Привет")]
    [InlineData("=?utf-8?Q?=D0=9F=D1?=\t=?utf-8?Q?=80=D0=B8?= вет", "При вет")]
    [InlineData("=?utf-8?B?0J8=?==?utf-8?B?0YA=?=", "Пр")]
    [InlineData("=?utf-8*ru?Q?=D0=9F?=", "П")]
    [InlineData("=?utf-8?Q?a b c?= d", "a b c d")]
    [InlineData("=?utf-8?X?abc?=", "=?utf-8?X?abc?=")]
    [InlineData("=?utf-8?B?0J8=", "=?utf-8?B?0J8=")]
    [InlineData("=?", "=?")]
    [InlineData("=?no-such-charset?B?0J8=?=", "П")]
    [InlineData("=?utf-8?B?YQ0KQmNjOiB4?=", "a  Bcc: x")]
    public void T79_Decode_UsualAndWrongForms_AreRead(string value, string text) => Assert.Equal(text, EncodedWords.Decode(value));

    [Fact]
    public void Encode_AnyText_IsDecodedUnchangedInShortLines() => Check.One(Config.QuickThrowOnFailure.WithReplay(20261127, 7), Prop.ForAll<NonNull<string>>(random =>
    {
        // A lone half of a surrogate pair is not text and becomes the replacement sign.
        var text = HeaderText.Clean(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(random.Get + " текст 😀")));
        var encoded = EncodedWords.Encode(text, column: 9);

        Assert.Equal(text, EncodedWords.Decode(encoded.Replace("\r\n", "", StringComparison.Ordinal)));
        Assert.All(encoded.Split("\r\n"), line => Assert.True(line.Length <= 76));
        Assert.True(Ascii.IsValid(encoded));
    }));

    [Fact]
    public void T28_Decode_ManyUnfinishedWords_TakesLinearTime()
    {
        var value = string.Concat(Enumerable.Repeat("=?a?Q?", 200_000));
        var tooMuch = TimeSpan.FromSeconds(5);

        var started = TimeProvider.System.GetTimestamp();
        EncodedWords.Decode(value);
        EncodedWords.Decode(value + "?=");

        Assert.True(TimeProvider.System.GetElapsedTime(started) < tooMuch);
    }
}
